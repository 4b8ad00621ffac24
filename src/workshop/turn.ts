/** One turn while it runs: what `step` builds up, and the few verbs that every part uses. */
import type { Axis, Consultation, Localized, Question } from '#consultation/definition.ts';
import { questionByName, textIn } from '#consultation/inspect.ts';
import type { WorkshopChoice, WorkshopEffect, WorkshopSay } from './effects.ts';
import { secondsBetween } from '#text/instants.ts';
import { phrase, type WorkshopParam, type WorkshopPhrase } from './phrases.ts';
import type { Idea, Member, Phase, Workshop } from './workshop.ts';

export interface WorkshopContext {
  readonly consultation: Consultation;
  /** Every revision of every axis ever kept, today's included. */
  readonly revisions: Readonly<Record<string, Axis>>;
  readonly engine: DraftEngine;
  /** Whether a language model is there to reword drafts, where the consultation lets it. */
  readonly rewords?: boolean;
}

type IdeaText = Pick<Idea, 'id' | 'text'>;

/** What the synthesis knows of texts, for the group's answer: pure functions. */
export interface DraftEngine {
  /** Ids of the ideas, at most `most`, which together say most of what all say. */
  readonly telling: (ideas: readonly IdeaText[], most: number) => readonly string[];
  /** Ids of the ideas that a sentence says again, the nearest first. */
  readonly behind: (sentence: string, ideas: readonly IdeaText[]) => readonly string[];
  /** A text without what is personal or insulting in it. */
  readonly redacted: (text: string) => string;
  /** Why the ideas may not say just that; null: they do not say it. */
  readonly doubts: (sentence: string, ideas: readonly IdeaText[]) => readonly string[] | null;
}

export interface Turn {
  workshop: Workshop;
  readonly context: WorkshopContext;
  readonly now: string;
  readonly effects: WorkshopEffect[];
}

export interface Saying {
  readonly choices?: readonly WorkshopChoice[];
  readonly choicesMax?: number;
  readonly where?: WorkshopSay['where'];
  readonly opens?: WorkshopPhrase;
  readonly mark?: string;
  readonly minutes?: boolean;
}

export function say(turn: Turn, phrases: readonly WorkshopPhrase[], with_: Saying = {}): void {
  turn.effects.push({
    type: 'say',
    phrases,
    choices: with_.choices ?? [],
    choicesMax: with_.choicesMax ?? 1,
    where: with_.where ?? 'thread',
    opens: with_.opens ?? null,
    mark: with_.mark ?? null,
    minutes: with_.minutes ?? false,
  });
}

export function tell(turn: Turn, ...phrases: WorkshopPhrase[]): void {
  say(turn, phrases);
}

export function change(turn: Turn, changes: Partial<Workshop>): void {
  turn.workshop = { ...turn.workshop, ...changes };
}

export function setPhase(turn: Turn, phase: Phase): void {
  const since = phase.name === turn.workshop.phase.name && phase.name !== 'question' ? turn.workshop.since : turn.now;
  change(turn, { phase, since });
}

export function setMember(turn: Turn, member: Member): void {
  change(turn, { members: { ...turn.workshop.members, [member.id]: member } });
}

/** The questions that the workshop is pinned to; today's where its revision is unknown. */
export function axisOf(turn: Turn): Axis {
  const { revision, axis: number } = turn.workshop;
  const found = turn.context.revisions[revision] ?? turn.context.consultation.axes.find(axis => axis.number === number);
  if (found !== undefined) return found;
  return { revision, number, slug: '', title: {}, theme: {}, actionSheet: false, parts: [], questions: [] };
}

export function questionOf(turn: Turn, name: string): Question | undefined {
  return questionByName(axisOf(turn), name);
}

export function local(turn: Turn, text: Localized): string {
  return textIn(text, turn.workshop.lang, turn.context.consultation.defaultLanguage);
}

/** A question's label, without a hole where the territory would stand. */
export function labelOf(turn: Turn, name: string): string {
  const question = questionOf(turn, name);
  if (question === undefined) return name;
  return local(turn, question.labelUnknown ?? question.label).replace(/ ?\{territoire\}/u, '');
}

/** Rank (from 1) of a question in the workshop. */
export function rankOf({ plan }: Workshop, question: string): number {
  return plan.questions.indexOf(question) + 1;
}

export function members(workshop: Workshop): readonly Member[] {
  return Object.values(workshop.members);
}

export function takingPart(workshop: Workshop): readonly Member[] {
  return members(workshop).filter(member => member.takesPart);
}

/** How many are there: those counted in the room, or those who joined. */
export function present(workshop: Workshop): number {
  return Math.max(workshop.plan.present ?? 0, takingPart(workshop).length);
}

export function nameOf(workshop: Workshop, id: string): WorkshopParam {
  const member = workshop.members[id];
  return member === undefined ? { phrase: phrase('someone') } : member.displayName;
}

/** Minutes from one instant to another, rounded up, at least 0. */
export function minutesBetween(from: string, to: string): number {
  return Math.max(0, Math.ceil(secondsBetween(from, to) / 60));
}

/** The event was heard, whatever was done of it. */
export function yes(_done: unknown): true {
  return true;
}
