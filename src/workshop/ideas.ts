/** The ideas: given, corrected, taken back, grouped, counted. Pure helpers on the state. */
import { cleanText, ellipsize } from '#text/index.ts';
import { saysTheSame } from './likeness.ts';
import { MAX_IDEA_CHARACTERS, MAX_IDEAS, SHOWN_CHARACTERS } from './limits.ts';
import { change, type Turn } from './turn.ts';
import type { Idea, Workshop } from './workshop.ts';

export interface Given {
  readonly question: string;
  readonly by: string;
  readonly via: Idea['via'];
  readonly ref: string | null;
  readonly text: string;
}

/** Keeps an idea as it was written; null, with nothing kept, where it is too long or the workshop holds too many. */
export function addIdea(turn: Turn, given: Given): Idea | 'empty' | 'tooLong' | 'full' {
  const text = cleanText(given.text);
  if (text === '') return 'empty';
  if (text.length > MAX_IDEA_CHARACTERS) return 'tooLong';
  const { ideas, made } = turn.workshop;
  if (made.ideas >= MAX_IDEAS) return 'full';
  const of = ideasOf(turn.workshop, given.question);
  const n = of.reduce((most, idea) => Math.max(most, idea.n), 0) + 1;
  const saying = { text };
  const said = leaders(turn.workshop, given.question).find(idea => saysTheSame(idea, saying));
  const idea: Idea = {
    id: `i${made.ideas + 1}`,
    ...given,
    n,
    text,
    at: turn.now,
    under: said?.id ?? null,
    aside: false,
    withdrawn: false,
  };
  change(turn, { ideas: { ...ideas, [idea.id]: idea }, made: { ...made, ideas: made.ideas + 1 } });
  return idea;
}

/** Whether its words are those of the member who sent it: what was written down for the room, or from paper, is others'. */
export function isOwn({ via }: Idea): boolean {
  return via === 'chat';
}

export function setIdea(turn: Turn, idea: Idea): void {
  change(turn, { ideas: { ...turn.workshop.ideas, [idea.id]: idea } });
}

export function ideasOf(workshop: Workshop, question: string): readonly Idea[] {
  return Object.values(workshop.ideas).filter(idea => idea.question === question);
}

/** Ideas that stand by themselves, in the order of their numbers: those to vote on. */
export function leaders(workshop: Workshop, question: string): readonly Idea[] {
  return ideasOf(workshop, question).filter(idea => idea.under === null && !idea.withdrawn && !idea.aside);
}

/** The idea that speaks for this one. */
export function leaderOf(workshop: Workshop, id: string): Idea | undefined {
  const idea = workshop.ideas[id];
  return idea === undefined || idea.under === null ? idea : workshop.ideas[idea.under];
}

/** An idea and those that say it again, taken back ones apart. */
export function groupOf(workshop: Workshop, leader: Idea): readonly Idea[] {
  return ideasOf(workshop, leader.question).filter(
    idea => (idea.id === leader.id || idea.under === leader.id) && !idea.withdrawn,
  );
}

/** Members who chose this idea, or one that it speaks for. */
export function voters(workshop: Workshop, leader: Idea): readonly string[] {
  const group = new Set(groupOf(workshop, leader).map(idea => idea.id));
  const ballots = workshop.ballots[leader.question] ?? {};
  return Object.keys(ballots).filter(member => (ballots[member] ?? []).some(id => group.has(id)));
}

/** From the most chosen; then from the most often said; then the first said. */
export function ranked(workshop: Workshop, question: string): readonly Idea[] {
  const weight = new Map(
    leaders(workshop, question).map(idea => [
      idea,
      [voters(workshop, idea).length, groupOf(workshop, idea).length] as const,
    ]),
  );
  return [...weight.keys()].toSorted((a, b) => {
    const [votesA = 0, saidA = 0] = weight.get(a) ?? [];
    const [votesB = 0, saidB = 0] = weight.get(b) ?? [];
    return votesB - votesA || saidB - saidA || a.n - b.n;
  });
}

export function ideaByNumber(workshop: Workshop, question: string, n: number): Idea | undefined {
  return ideasOf(workshop, question).find(idea => idea.n === n);
}

export function ideaByRef(workshop: Workshop, ref: string): Idea | undefined {
  return Object.values(workshop.ideas).find(idea => idea.ref === ref);
}

/** Puts the ideas behind the first of them. */
export function merge(turn: Turn, ideas: readonly Idea[]): void {
  const [first, ...others] = ideas.map(idea => leaderOf(turn.workshop, idea.id) ?? idea);
  for (const other of others) {
    if (first === undefined || other.id === first.id) continue;
    for (const idea of ideasOf(turn.workshop, other.question))
      if (idea.id === other.id || idea.under === other.id) setIdea(turn, { ...idea, under: first.id });
  }
}

/** The idea stands by itself again; of those it spoke for, the nearest to it stay with one another. */
export function split(turn: Turn, idea: Idea): void {
  if (idea.under !== null) return setIdea(turn, { ...idea, under: null });
  letLead(turn, idea);
}

/**
 * The author takes the idea back: its words go, its number stays. Those who said it too keep it: the first of them
 * speaks for the others from then on. Returns that one, if there is one.
 */
export function takeBack(turn: Turn, idea: Idea): Idea | null {
  const next = idea.under === null ? letLead(turn, idea) : null;
  setIdea(turn, { ...idea, text: '', under: null, withdrawn: true });
  return next;
}

/** Whoever stood behind this idea stands behind the first of them. */
function letLead(turn: Turn, idea: Idea): Idea | null {
  const [next, ...rest] = groupOf(turn.workshop, idea).filter(one => one.id !== idea.id);
  if (next === undefined) return null;
  setIdea(turn, { ...next, under: null });
  for (const one of rest) setIdea(turn, { ...one, under: next.id });
  return next;
}

/** An idea as it stands in a list. */
export function shown(idea: Idea): string {
  return ellipsize(idea.text.replace(/\s+/g, ' '), SHOWN_CHARACTERS);
}
