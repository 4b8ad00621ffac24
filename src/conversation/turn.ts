/** One turn while it runs: what `step` builds up, and the few verbs that every stage uses. */
import { textIn } from '#consultation/inspect.ts';
import type { Axis, Consultation, Lang, Localized } from '#consultation/definition.ts';
import type { Address } from '#messaging/address.ts';
import type { InboundFile } from '#messaging/inbound.ts';
import type { Effect, SayChoice, SayFile } from './effects.ts';
import type { Phrase, Text } from './phrases.ts';
import type { Draft, Session } from './session.ts';
import { isOnTheWay, type Stage } from './stage.ts';

export interface StepContext {
  readonly consultation: Consultation;
  /** Every revision of every axis ever kept, today's included. */
  readonly revisions: Readonly<Record<string, Axis>>;
  /** Whether a language model is there to draw follow-ups, where the consultation lets it. */
  readonly drawsFollowUps?: boolean;
  /** The service that transcribes voice messages, where the operator set one and the consultation lets it. */
  readonly transcriber?: string | null;
  /** The words that a label is shown with, so that they can be typed back; without it only a menu's own words count. */
  readonly wording?: { readonly label: (lang: Lang, text: Text) => string };
}

export interface Turn {
  session: Session;
  readonly context: StepContext;
  readonly now: string;
  /** When the person acted, by their platform: it counts for what closes meanwhile. */
  readonly at: string;
  readonly random: string;
  readonly effects: Effect[];
  /** Said since the last prompt: they open the next message. */
  pending: Phrase[];
  /** What goes with the next message. */
  attached: SayFile[];
  /** Whether the stage reached at the end of the turn puts its question: in full, in short (« Nous en étions à… »), or not. */
  prompting: 'first' | 'again' | null;
  /** The message before this one was not understood either. */
  isLost: boolean;
}

/** What a person gave, once told apart from a command. */
export type Input =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly ref: string | null;
      readonly order: string;
      readonly files: readonly InboundFile[];
    }
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly order: string };

export interface Prompt {
  readonly choices?: readonly SayChoice[];
  readonly choicesMax?: number;
  readonly question?: { readonly draftId: string; readonly axis: number; readonly name: string; readonly type: string };
  readonly progress?: { readonly n: number; readonly of: number };
  /** A territory is asked for, which a platform may let look up. */
  readonly search?: 'places';
}

export function tell(turn: Turn, ...phrases: Phrase[]): void {
  turn.pending.push(...phrases);
}

/** Sends what is pending as one message that awaits an answer: older prompts become stale. */
export function ask(turn: Turn, prompt: Prompt = {}): void {
  turn.session = { ...turn.session, prompt: turn.session.prompt + 1 };
  say(turn, prompt, true);
}

/** Sends what is pending, if anything is, without awaiting an answer. */
export function flush(turn: Turn): void {
  if (turn.pending.length > 0) say(turn, {}, false);
}

function say(turn: Turn, prompt: Prompt, awaits: boolean): void {
  turn.effects.push({
    type: 'say',
    to: turn.session.address,
    lang: turn.session.lang,
    phrases: turn.pending,
    choices: prompt.choices ?? [],
    choicesMax: prompt.choicesMax ?? 1,
    prompt: turn.session.prompt,
    question: prompt.question ?? null,
    ...(awaits ? { awaits: true } : {}),
    progress: prompt.progress ?? null,
    ...(prompt.search === undefined ? {} : { search: prompt.search }),
    files: turn.attached,
    replyTo: null,
  });
  turn.pending = [];
  turn.attached = [];
}

/** Moves to a stage, whose question is put when the turn ends. */
export function goTo(turn: Turn, stage: Stage, prompting: 'first' | 'again' = 'first'): void {
  setStage(turn, stage);
  turn.prompting = prompting;
}

const AT_REST: readonly Stage['name'][] = ['idle', 'paused', 'stopped', 'reminded'];

/** A stage on the side remembers the one on the way that it was reached from; a stage on the way forgets it. */
export function setStage(turn: Turn, stage: Stage): void {
  const { stage: before, aside, current: draftId } = turn.session;
  const isAside = !isOnTheWay(stage) && !AT_REST.includes(stage.name);
  const kept = isOnTheWay(before) ? { stage: before, draftId } : aside;
  const since = isSame(before, stage) ? turn.session.since : turn.now;
  turn.session = { ...turn.session, stage, since, aside: isAside ? kept : null };
}

function isSame(a: Stage, b: Stage): boolean {
  if (a.name !== 'question' || b.name !== 'question') return a.name === b.name;
  return a.question === b.question && a.followUp === b.followUp;
}

export function setDraft(turn: Turn, draft: Draft): void {
  turn.session = { ...turn.session, drafts: { ...turn.session.drafts, [draft.id]: draft } };
}

/** The draft that the conversation is about, if any. */
export function currentDraft(turn: Turn): Draft | undefined {
  const id = turn.session.current;
  const draft = id === null ? undefined : turn.session.drafts[id];
  return draft?.status === 'withdrawn' ? undefined : draft;
}

/**
 * The questions that a draft is pinned to; today's where its revision is unknown (a lost database of revisions); none
 * where the axis itself is gone, which then counts as closed.
 */
export function axisOf(turn: Turn, draft: Draft): Axis {
  const known = turn.context.revisions[draft.revision] ?? axisByNumber(turn, draft.axis);
  if (known !== undefined) return known;
  const { revision, axis: number } = draft;
  return { revision, number, slug: '', title: {}, theme: {}, actionSheet: false, parts: [], questions: [] };
}

/** Today's axis of that number. */
export function axisByNumber(turn: Turn, number: number): Axis | undefined {
  return turn.context.consultation.axes.find(axis => axis.number === number);
}

/** A text of the consultation in the person's language. */
export function local(turn: Turn, text: Localized): string {
  return textIn(text, turn.session.lang, turn.context.consultation.defaultLanguage);
}

/** The address of the same person's direct conversation, for what was begun in a public place. */
export function directAddress(address: Address): Address {
  return { ...address, channel: null, thread: null };
}
