/** Which recordings a turn brought, and which it took out: unlike other files, none is kept for versions sent before. */
import type { Effect } from '#conversation/effects.ts';
import type { Draft } from '#conversation/session.ts';
import { voicesOf } from '#conversation/voice.ts';
import type { Conversation, RecordingKept } from './ports.ts';
import type { TurnMaker } from './turn-maker.ts';

type Drafts = Readonly<Record<string, Draft>>;

/** Of messages withdrawn, replaced or read and found right by their author; and of contributions withdrawn. */
export function droppedRecordings(before: Drafts, after: Drafts): string[] {
  if (before === after) return [];
  const had = Object.values(before).flatMap(draft => (after[draft.id] === draft ? [] : recordingsOf(draft)));
  if (had.length === 0) return [];
  const kept = new Set(Object.values(after).flatMap(recordingsOf));
  return had.filter(fileId => !kept.has(fileId));
}

function recordingsOf(draft: Draft): string[] {
  return draft.status === 'withdrawn' ? [] : voicesOf(draft).flatMap(({ fileId }) => fileId ?? []);
}

/** A voice message that a turn made an answer, as it is stored. */
export function recordingOf(
  { consultation }: TurnMaker,
  { network }: Conversation,
  { draftId, axis, question, lang, voice }: Extract<Effect, { type: 'keepRecording' }>,
  at: string,
): RecordingKept {
  const { fileId, n: number, seconds } = voice;
  return { fileId, network, consultation: consultation.name, draftId, axis, question, number, seconds, lang, at };
}
