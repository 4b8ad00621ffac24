export type { Effect, Say, SayChoice } from './effects.ts';
export type { StepEvent } from './events.ts';
export { mergeSessions } from './merge.ts';
export { newSession } from './new-session.ts';
export type { Param, Phrase, PhraseKey, Text } from './phrases.ts';
export type { Answer, Draft, Session } from './session.ts';
export { step } from './step.ts';
export type { StepContext } from './turn.ts';
