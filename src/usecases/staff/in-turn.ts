/** A staff command inside a turn: read before the step, run in the transaction, said among the turn's own words. */
import type { Lang } from '#consultation/definition.ts';
import type { Effect, Say } from '#conversation/effects.ts';
import type { StaffWords } from '#conversation/events.ts';
import type { Address } from '#messaging/index.ts';
import type { TurnMaker } from '../turn-maker.ts';
import type { Conversation, InputFacts, StaffAct, TurnInput } from '../ports.ts';
import { readReference } from '../references.ts';
import { accountKey, groupAccount } from './account.ts';
import { obeyStaff } from './obey.ts';
import type { StaffReply } from './ports.ts';
import { readStaff } from './read-staff.ts';
import { STAFF_COMMANDS } from './registry.ts';

/** What is said, in order: a staff act's answer is known once it ran. */
export type Said = Say | { readonly type: 'reply'; readonly act: number; readonly to: Address; readonly lang: Lang };

/** What the author of a staff command's words may: said again by the act itself, in the same transaction. */
export function staffWords(
  maker: TurnMaker,
  input: Extract<TurnInput, { kind: 'event' }>,
  facts: InputFacts,
): StaffWords | null {
  const { event, staff } = input;
  const found = staff === true && 'text' in event ? readStaff(event.text, STAFF_COMMANDS) : null;
  if (found === null) return null;
  const forAnyone = found.command.least === 'participant';
  // « signaler une panne » is an answer; « signaler A4-0137 » is none.
  if (forAnyone && readReference(found.argument) === null) return null;
  const own = [event.author, ...(event.groups ?? []).map(group => groupAccount(event.author, group))].map(accountKey);
  const isFirst = maker.firstStaff.some(account => own.includes(accountKey(account)));
  const hasRole = isFirst || (facts.role ?? 'participant') !== 'participant';
  return { hasRole: hasRole || forAnyone, called: found.called || forAnyone, whole: found.whole };
}

/** The act of a staff command, ready to be run in the transaction of its turn. */
export function staffAct(
  maker: TurnMaker,
  { participantId, network }: Conversation,
  { text, lang }: Extract<Effect, { type: 'staff' }>,
  input: TurnInput,
  now: string,
): StaffAct {
  if (input.kind !== 'event') throw new Error('only an event brings a staff command');
  const { author, address, direct: isDirect, groups = [] } = input.event;
  const { consultation, firstStaff, newId, wording } = maker;
  const at = { place: address, isDirect, lang, consultation, now };
  const door = maker.door ?? (() => null);
  const call = { network, author, groups, participantId, ...at, newId, wording, maker, door, firstStaff };
  return tx => obeyStaff(STAFF_COMMANDS, text, call, tx);
}

export function sayReply(
  { act, to, lang }: Extract<Said, { type: 'reply' }>,
  replies: readonly StaffReply[],
  prompt: number,
): Say {
  const reply = replies[act];
  if (reply === undefined) throw new Error('a staff act gave no answer');
  const { say: phrases, files = [] } = reply;
  const nothing = { choices: [], choicesMax: 1, question: null, progress: null, replyTo: null };
  return { type: 'say', to, lang, phrases, files, prompt, ...nothing };
}
