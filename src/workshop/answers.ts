/** What the group answers to each question: drawn from its ideas, in the order it gave them. Nothing is invented. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import { ellipsize } from '#text/index.ts';
import { groupOf, ideasOf, leaderOf, ranked, voters } from './ideas.ts';
import { MAX_ANSWER_CHARACTERS, MAX_COMPARED_IDEAS, MAX_SENTENCES } from './limits.ts';
import { isChosen } from './new-workshop.ts';
import { change, questionOf, type Turn } from './turn.ts';
import type { DraftAnswer, Idea, Sentence, Workshop } from './workshop.ts';

/** Drafts the answers that nobody has amended; those amended by hand are left as they are. */
export function draftAnswers(turn: Turn): void {
  const { plan, answers } = turn.workshop;
  const drafted = plan.questions.flatMap(name => {
    const before = answers[name];
    const answer = before?.amended === true ? before : draftAnswer(turn, name);
    return answer === null ? [] : [[name, answer] as const];
  });
  change(turn, { answers: Object.fromEntries(drafted) });
}

function draftAnswer(turn: Turn, name: string): DraftAnswer | null {
  const { workshop } = turn;
  const question = questionOf(turn, name);
  if (question !== undefined && isChosen(question.type)) {
    const names = chosen(
      workshop,
      name,
      question.type === 'select_one' ? 1 : (question.max ?? question.choices.length),
    );
    return names.length === 0 ? null : { sentences: [], value: { kind: 'choices', names }, amended: false };
  }
  const sentences = taken(turn, name).map(
    (idea): Sentence => ({
      text: asSentence(idea.text),
      ideas: groupOf(workshop, idea).map(one => one.id),
      kind: 'idea',
      by: null,
    }),
  );
  const doubts = reservations(workshop, name);
  return sentences.length === 0 ? null : { sentences: [...sentences, ...doubts], value: null, amended: false };
}

/** In the group's order; where there are too many, of those that nobody chose, the ones that say most of the rest. */
function taken({ workshop, context }: Turn, question: string): readonly Idea[] {
  const all = ranked(workshop, question);
  if (all.length <= MAX_SENTENCES) return all;
  const voted = all.filter(idea => voters(workshop, idea).length > 0).slice(0, MAX_SENTENCES);
  const rest = all.filter(idea => voters(workshop, idea).length === 0).slice(0, MAX_COMPARED_IDEAS);
  const telling = context.engine.telling(rest, MAX_SENTENCES - voted.length);
  return [...voted, ...telling.flatMap(id => workshop.ideas[id] ?? [])];
}

/** Reservations and disagreements that somebody put into words: they stand in the answer as such. */
function reservations(workshop: Workshop, question: string): Sentence[] {
  const own = new Set(
    ideasOf(workshop, question)
      .filter(idea => !idea.withdrawn && !idea.aside)
      .map(idea => idea.id),
  );
  return workshop.stances
    .filter(stance => own.has(stance.idea) && stance.kind !== 'agreement' && stance.text !== '')
    .map(stance => ({ text: asSentence(stance.text), ideas: [stance.idea], kind: 'reservation', by: stance.by }));
}

/** The choices that most members took, from the most taken; those of equal weight in the order of their first vote. */
function chosen(workshop: Workshop, question: string, max: number): string[] {
  const counts = new Map<string, number>();
  for (const names of Object.values(workshop.ballots[question] ?? {}))
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, max)
    .map(([name]) => name);
}

/** With its capital and its full stop; the words are as they were written. */
export function asSentence(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ; ').trim();
  const opened = line.charAt(0).toLocaleUpperCase('fr') + line.slice(1);
  return /[.!?…»)]$/u.test(opened) ? opened : `${opened}.`;
}

/** An answer rewritten by somebody: each sentence keeps the ideas that it says again. */
export function amendedAnswer(turn: Turn, question: string, text: string, by: string): DraftAnswer {
  const own = ideasOf(turn.workshop, question).filter(idea => !idea.withdrawn && !idea.aside);
  const sentences = sentencesIn(ellipsize(text, MAX_ANSWER_CHARACTERS)).map((sentence): Sentence => {
    const ideas = withTheirGroups(turn.workshop, turn.context.engine.behind(sentence, own));
    const doubts = ideas.length === 0 ? [] : turn.context.engine.doubts(sentence, ideas);
    // A person's words stay, whatever the check says: what the ideas deny is theirs alone.
    const stands = doubts === null ? [] : ideas.map(({ id }) => id);
    return { text: sentence, ideas: stands, kind: 'amended', by, ...(doubts?.length ? { doubts } : {}) };
  });
  return { sentences, value: null, amended: true };
}

/** The ideas, each followed by those that were put together with it. */
export function withTheirGroups(workshop: Workshop, ids: readonly string[]): readonly Idea[] {
  const all = ids.flatMap(id => {
    const leader = leaderOf(workshop, id);
    const of = leader === undefined ? [] : groupOf(workshop, leader);
    return [...of.filter(idea => idea.id === id), ...of.filter(idea => idea.id !== id)];
  });
  return [...new Set(all)];
}

function sentencesIn(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?…])\s+(?=[\p{Lu}«])/u)
    .map(line => line.replace(/^[-–•*]\s*/u, '').trim())
    .filter(line => line !== '')
    .map(asSentence);
}

/** The answer's whole text. */
export function textOf({ sentences }: DraftAnswer): string {
  return sentences.map(({ text, kind }) => (kind === 'reservation' ? `Réserve exprimée : ${text}` : text)).join('\n');
}

/** The coded value of an answer, as a contribution holds it. */
export function valueOf(answer: DraftAnswer): AnswerValue {
  return answer.value ?? { kind: 'text', text: textOf(answer) };
}

/**
 * What an answer becomes when ideas are taken back: sentences lose those ideas, speak with the words of those who said
 * it too, and go where they stood on nothing else. So do those that `by` wrote.
 */
export function withoutIdeas(
  answer: DraftAnswer,
  gone: ReadonlySet<string>,
  by: string | null,
  wordsOf: (id: string) => string,
): DraftAnswer {
  const sentences = answer.sentences.flatMap((sentence): Sentence[] => {
    const ideas = sentence.ideas.filter(id => !gone.has(id));
    const own = by !== null && sentence.by === by;
    if (ideas.length === sentence.ideas.length && !own) return [sentence];
    const [next] = ideas;
    if (next === undefined || (own && sentence.kind === 'reservation')) return [];
    const lostItsWords = own || sentence.kind === 'model' || (sentence.kind === 'idea' && sentence.ideas[0] !== next);
    if (!lostItsWords) return [{ ...sentence, ideas }];
    return [{ text: asSentence(wordsOf(next)), ideas, kind: 'idea', by: null }];
  });
  return { ...answer, sentences };
}

/** Ideas of a question that no sentence of its answer stands on: they are in the minutes, beside it. */
export function otherIdeas(workshop: Workshop, question: string): readonly string[] {
  const used = new Set((workshop.answers[question]?.sentences ?? []).flatMap(({ ideas }) => ideas));
  return ideasOf(workshop, question)
    .filter(idea => !idea.withdrawn && !used.has(idea.id))
    .map(idea => idea.id);
}
