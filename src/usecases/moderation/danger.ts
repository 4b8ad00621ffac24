/** Whoever writes that they, or somebody, may be in danger is given the emergency numbers before anything else. */
import { phrase } from '#conversation/phrases.ts';
import type { Say, Session } from '#conversation/index.ts';
import { showsDanger } from '#moderation/detect.ts';
import type { Effect } from '#conversation/effects.ts';
import type { TurnInput } from '../ports.ts';
import { readStaff } from '../staff/read-staff.ts';
import { transcribe, transcribeAgain } from '../transcription/commands.ts';

const WRITTEN_FOR_OTHERS = [transcribe, transcribeAgain];

/** What a moderator wrote down of somebody's voice is that person's: it is looked at in their own turn. */
export function isDanger(input: TurnInput, effects: readonly Effect[]): boolean {
  if (input.kind === 'internal') return input.event.kind === 'transcribed' && showsDanger(input.event.text);
  if (input.kind !== 'event' || !('text' in input.event) || !showsDanger(input.event.text)) return false;
  return !effects.some(({ type }) => type === 'staff') || readStaff(input.event.text, WRITTEN_FOR_OTHERS) === null;
}

/** Numbers of France, free, every day: 3114 (suicide), 15, 17, 112, 114 (by text message), 119 (children), 3919 (women). */
export function sayEmergency({ address, lang, prompt }: Session): Say {
  return {
    type: 'say',
    to: address,
    lang,
    phrases: [phrase('danger.numbers')],
    choices: [],
    choicesMax: 1,
    prompt,
    question: null,
    progress: null,
    files: [],
    replyTo: null,
  };
}
