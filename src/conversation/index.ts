export type { Effect, Say, SayChoice } from './effects.ts';
export type { StepEvent } from './events.ts';
export { mergeSessions } from './merge.ts';
export { newSession, upcastSession } from './new-session.ts';
export { PHRASES } from './phrase-keys.ts';
export type { Param, Phrase, PhraseKey, Text } from './phrases.ts';
export { type Answer, type Draft, type Session, SESSION_SCHEMA } from './session.ts';
export { step } from './step.ts';
export type { StepContext } from './turn.ts';
