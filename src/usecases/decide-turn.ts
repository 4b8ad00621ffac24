/** The pure heart of a group of turns: what is stored of a person, and what came in → what is to be stored and sent. */
import type { Lang } from '#consultation/definition.ts';
import { type Effect, newSession, type Session, step, type StepEvent } from '#conversation/index.ts';
import type { Address } from '#messaging/index.ts';
import { answerChanges } from './answer-changes.ts';
import { hashCode } from './codes.ts';
import { writeBody } from './contribution-body.ts';
import { droppedFiles } from './dropped-files.ts';
import { droppedRecordings, recordingOf } from './recordings.ts';
import { languageOf } from './language.ts';
import { STEP_LETTERS } from './limits.ts';
import type {
  ChoiceRecord,
  ContributionVersion,
  Conversation,
  Decide,
  InputFacts,
  RecordingKept,
  ReferenceNeed,
  StaffAct,
  TurnDecision,
  TurnInput,
} from './ports.ts';
import { isDanger, sayEmergency } from './moderation/danger.ts';
import { isPromised, keepInDrafts, printReference, promiseIn, sayReferences } from './references.ts';
import { draftFacts, personFact } from './staff/follow-up/facts.ts';
import { type Said, sayReply, staffAct, staffWords } from './staff/in-turn.ts';
import type { StaffReply } from './staff/ports.ts';
import type { TurnMaker } from './turn-maker.ts';
import { wordMessages } from './word-messages.ts';

export type AfterEffect = Extract<
  Effect,
  { type: 'typing' | 'redeemLinkCode' | 'acceptLink' | 'refuseLink' | 'unlink' | 'workshops' | 'drawFollowUp' }
>;

/** What a committed decision leaves to be done outside the transaction. */
export interface Afterwards {
  readonly participantId: string;
  readonly inputs: readonly TurnInput[];
  readonly session: Session | null;
  /** Whether a staff act ran: it may have stored events for others. */
  readonly acted: boolean;
  /** To show, and to try with other people's conversations: in the order of the steps. */
  readonly effects: readonly AfterEffect[];
  readonly keptFiles: readonly string[];
  /** Files that the person took back. */
  readonly droppedFiles: readonly string[];
}

interface Gathered {
  session: Session;
  erased: boolean;
  danger: boolean;
  readonly says: Said[];
  readonly acts: StaffAct[];
  readonly submissions: Omit<ContributionVersion, 'reference'>[];
  readonly withdrawals: string[];
  readonly discards: string[];
  readonly choices: ChoiceRecord[];
  readonly codes: { readonly code: string; readonly expiresAt: string }[];
  readonly keptFiles: { readonly fileId: string; readonly draftId: string }[];
  readonly recordings: RecordingKept[];
  readonly after: AfterEffect[];
  readonly reminded: { readonly id: string; readonly outcome: string }[];
  readonly resumed: string[];
}

/**
 * Makes the function that a `TurnStore` runs inside its transaction. It may be run again with fresher conversations:
 * `onDecided` is then told again, and the last word on a participant counts.
 */
export function createDecide(general: TurnMaker, onDecided: (afterwards: Afterwards) => void): Decide {
  return (conversation, inputs) => {
    const maker = makerFor(general, conversation.network);
    const now = maker.now();
    const before = conversation.session ?? firstSession(maker, conversation, inputs, now);
    if (before === null) return { needs: [], finish: () => NOTHING };
    const gathered = gather(maker, conversation, before, inputs, now);
    const { participantId } = conversation;
    onDecided({
      participantId,
      inputs: inputs.map(({ input }) => input),
      session: gathered.session,
      acted: gathered.acts.length > 0,
      effects: gathered.after,
      keptFiles: gathered.keptFiles.map(file => file.fileId),
      droppedFiles: droppedFiles(before.drafts, gathered.session.drafts),
    });
    const promised = Object.values(gathered.session.drafts).filter(draft => isPromised(draft.reference));
    const needs = promised.map(
      ({ id, axis }): ReferenceNeed => ({ key: id, consultation: maker.consultation.name, axis }),
    );
    return {
      needs,
      acts: gathered.acts,
      finish: (numbers, replies) =>
        finish(maker, participantId, before, gathered, numbers, replies, conversation.session === null),
    };
  };
}

function makerFor(general: TurnMaker, network: string): TurnMaker {
  const consultation = general.consultationOf?.(network) ?? general.consultation;
  return consultation === general.consultation ? general : { ...general, consultation };
}

const NOTHING: TurnDecision = {
  session: null,
  answers: [],
  submissions: [],
  withdrawals: [],
  discards: [],
  choices: [],
  outbox: [],
  internal: [],
  linkCodes: [],
  erase: false,
  keptFiles: [],
};

type Inputs = readonly { readonly input: TurnInput; readonly facts: InputFacts }[];

/** Only an event begins a conversation: what is of our own making finds nobody after an erasure. */
function firstSession(maker: TurnMaker, conversation: Conversation, inputs: Inputs, now: string): Session | null {
  const first = inputs.map(({ input }) => input).find(input => input.kind === 'event');
  if (first === undefined) return null;
  const { address, author, locale } = first.event;
  const lang: Lang = languageOf(locale, maker.consultation);
  const { participantId, network } = conversation;
  return newSession({ participantId, network, address, displayName: author.displayName, lang, now });
}

function gather(maker: TurnMaker, conversation: Conversation, first: Session, inputs: Inputs, now: string): Gathered {
  const gathered: Gathered = {
    session: first,
    erased: false,
    danger: false,
    says: [],
    acts: [],
    submissions: [],
    withdrawals: [],
    discards: [],
    choices: [],
    codes: [],
    keptFiles: [],
    recordings: [],
    after: [],
    reminded: [],
    resumed: [],
  };
  for (const { input, facts } of inputs) {
    const event = stepEvent(maker, gathered.session, input, facts, now);
    if (event === null) continue;
    const before = gathered.session;
    const { session, effects } = step(before, maker, event, now);
    gathered.session = session;
    if (session !== before && isDanger(input, effects)) {
      gathered.danger = true;
      gathered.says.push(sayEmergency(session));
    }
    for (const effect of effects) {
      if (effect.type === 'staff') {
        gathered.says.push({ type: 'reply', act: gathered.acts.length, to: effect.to, lang: effect.lang });
        gathered.acts.push(staffAct(maker, conversation, effect, input, now));
      } else take(maker, conversation, gathered, effect, now);
    }
    // What was written after « effacer mes données » in the same instant goes with the rest.
    if (gathered.erased) break;
  }
  return gathered;
}

function stepEvent(
  maker: TurnMaker,
  session: Session,
  input: TurnInput,
  facts: InputFacts,
  now: string,
): StepEvent | null {
  if (input.kind === 'internal') return input.event;
  if (input.kind === 'wake') return session.wakeAt !== null && session.wakeAt <= now ? { kind: 'wake' } : null;
  const random = maker.entropy.letters(STEP_LETTERS);
  return { kind: 'inbound', event: input.event, quoted: facts.quoted, random, staff: staffWords(maker, input, facts) };
}

function take(
  maker: TurnMaker,
  conversation: Conversation,
  gathered: Gathered,
  effect: Exclude<Effect, { type: 'staff' }>,
  now: string,
): void {
  switch (effect.type) {
    case 'say':
      gathered.says.push(effect);
      return;
    case 'recordChoice':
      gathered.choices.push({
        choice: effect.choice,
        value: effect.value,
        at: now,
        ...placeOf(gathered.session.address),
      });
      return;
    case 'submit':
      gathered.submissions.push(submission(maker, conversation, gathered.session, effect.draftId, now));
      gathered.session = promiseIn(gathered.session, effect.draftId);
      return;
    case 'withdraw':
      gathered.withdrawals.push(effect.draftId);
      return;
    case 'discard':
      gathered.discards.push(effect.draftId);
      return;
    case 'erase':
      gathered.erased = true;
      return;
    case 'keepFile':
      if (effect.file.fileId !== undefined)
        gathered.keptFiles.push({ fileId: effect.file.fileId, draftId: effect.draftId });
      return;
    case 'keepRecording':
      gathered.recordings.push(recordingOf(maker, conversation, effect, now));
      gathered.keptFiles.push({ fileId: effect.voice.fileId, draftId: effect.draftId });
      return;
    case 'reminded':
      gathered.reminded.push(effect);
      return;
    case 'resumed':
      gathered.resumed.push(effect.id);
      return;
    case 'makeLinkCode':
      gathered.codes.push(effect);
      return;
    default:
      gathered.after.push(effect);
  }
}

function placeOf({ platform, workspace }: Address): { platform: string; workspace: string } {
  return { platform, workspace };
}

function submission(
  maker: TurnMaker,
  { network }: Conversation,
  session: Session,
  draftId: string,
  now: string,
): Omit<ContributionVersion, 'reference'> {
  const draft = session.drafts[draftId];
  if (draft === undefined) throw new Error(`submitted a draft that is not there: ${draftId}`);
  const axis = maker.revisions[draft.revision] ?? maker.consultation.axes.find(one => one.number === draft.axis);
  if (axis === undefined) throw new Error(`no axis ${draft.axis} and no revision ${draft.revision}`);
  return {
    contributionId: draftId,
    version: draft.version,
    network,
    consultation: maker.consultation.name,
    axis: draft.axis,
    revision: draft.revision,
    kind: draft.kind,
    submittedAt: now,
    body: writeBody(session, draft, axis),
  };
}

function finish(
  maker: TurnMaker,
  participantId: string,
  before: Session,
  gathered: Gathered,
  numbers: Readonly<Record<string, number>>,
  replies: readonly StaffReply[],
  isNew: boolean,
): TurnDecision {
  const references = new Map<string, string>();
  for (const draft of Object.values(gathered.session.drafts)) {
    if (draft.reference === null) continue;
    if (!isPromised(draft.reference)) continue;
    const number = numbers[draft.id];
    if (number === undefined) throw new Error(`no number was given for ${draft.id}`);
    references.set(draft.id, printReference(draft.axis, number));
  }
  const messages = gathered.says.flatMap(said => {
    const say = said.type === 'reply' ? sayReply(said, replies, gathered.session.prompt) : said;
    return wordMessages(maker, participantId, sayReferences(say, references));
  });
  const changed = gathered.session !== before || messages.length > 0 || gathered.choices.length > 0;
  if (!changed && !gathered.erased) return NOTHING;
  const session = { ...keepInDrafts(gathered.session, references), said: before.said + messages.length };
  return {
    session,
    answers: answerChanges(before.drafts, session.drafts),
    submissions: gathered.submissions.map(version => ({
      ...version,
      reference: referenceOf(session, version.contributionId),
    })),
    withdrawals: gathered.withdrawals,
    discards: gathered.discards,
    choices: gathered.choices,
    outbox: messages.map((message, i) => ({ rank: before.said + i, message })),
    internal: [],
    linkCodes: gathered.codes.map(({ code, expiresAt }) => ({ codeHash: hashCode(maker.entropy, code), expiresAt })),
    erase: gathered.erased,
    keptFiles: gathered.keptFiles,
    recordings: gathered.recordings,
    droppedRecordings: droppedRecordings(before.drafts, session.drafts),
    ...(gathered.danger ? { danger: true } : {}),
    facts: draftFacts(maker, isNew ? null : before, session),
    person: personFact(isNew ? null : before, session),
    reminded: gathered.reminded.map(({ id, outcome }) => ({ id, outcome })),
    resumed: gathered.resumed,
  };
}

function referenceOf(session: Session, draftId: string): string {
  const reference = session.drafts[draftId]?.reference;
  if (reference === null || reference === undefined) throw new Error(`no reference for ${draftId}`);
  return reference;
}
