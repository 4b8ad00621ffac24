/** What a language model made of the draft: each of its sentences is checked against the ideas before anybody reads it. */
import { ellipsize } from '#text/index.ts';
import { asSentence, withTheirGroups } from './answers.ts';
import { sentencesOf } from './drafting.ts';
import type { WorkshopEvent } from './events.ts';
import { MAX_PROPOSALS, MAX_REWORDED_CHARACTERS, MAX_SENTENCES } from './limits.ts';
import { phrase } from './phrases.ts';
import { change, rankOf, tell, type Turn } from './turn.ts';
import { MODEL, type Proposal, type Sentence } from './workshop.ts';

type Reworded = Extract<WorkshopEvent, { kind: 'reworded' }>;

/** One proposal a question. False for what comes twice, or after something else was asked. */
export function receiveReworded(turn: Turn, event: Reworded): boolean {
  if (turn.workshop.rewording !== event.token) return false;
  change(turn, { rewording: null });
  // Once the group is asked whether it agrees, its text is left alone.
  if (turn.workshop.phase.name !== 'drafting') return true;
  for (const { question, sentences } of event.answers) propose(turn, question, sentences);
  return true;
}

function propose(turn: Turn, question: string, given: Reworded['answers'][number]['sentences']): void {
  const { answers, proposals, made } = turn.workshop;
  const answer = answers[question];
  if (answer === undefined || answer.amended || proposals.length >= MAX_PROPOSALS) return;
  const sentences = given.slice(0, MAX_SENTENCES).flatMap(one => checked(turn, question, one.text, one.ideas));
  if (sentences.length === 0) return;
  const number = made.proposals + 1;
  const text = joined(sentences);
  const proposal: Proposal = { n: number, question, by: MODEL, text, sentences, status: 'open', at: turn.now };
  change(turn, { proposals: [...proposals, proposal], made: { ...made, proposals: number } });
  const used = new Set(sentences.flatMap(sentence => sentence.ideas));
  const left = answer.sentences.flatMap(({ kind, ideas }) =>
    kind === 'idea' && !ideas.some(id => used.has(id)) ? (turn.workshop.ideas[ideas[0] ?? '']?.n ?? []) : [],
  );
  tell(
    turn,
    phrase('reword.offer', { n: rankOf(turn.workshop, question), number }),
    ...sentencesOf(turn.workshop, { sentences }),
    ...(left.length === 0
      ? []
      : [phrase('reword.left', { count: left.length, ideas: { list: left.toSorted((a, b) => a - b) } })]),
    phrase('reword.how', { number }),
  );
}

/** The sentence on the ideas that are still there; nothing where they do not say it. */
function checked(turn: Turn, question: string, text: string, ids: readonly string[]): Sentence[] {
  const said = asSentence(ellipsize(text, MAX_REWORDED_CHARACTERS));
  const ideas = withTheirGroups(turn.workshop, ids).filter(
    idea => idea.question === question && !idea.withdrawn && !idea.aside,
  );
  const doubts = ideas.length === 0 ? null : turn.context.engine.doubts(said, ideas);
  if (doubts === null) return [];
  const stands = ideas.map(({ id }) => id);
  return [{ text: said, ideas: stands, kind: 'model', by: null, ...(doubts.length === 0 ? {} : { doubts }) }];
}

function joined(sentences: readonly Sentence[]): string {
  return sentences.map(({ text }) => text).join('\n');
}

/** Ideas were taken back, or corrected: what the model said of them goes from its proposals. */
export function unsayReworded(proposals: readonly Proposal[], ids: ReadonlySet<string>): readonly Proposal[] {
  return proposals.map(proposal => {
    if (proposal.sentences?.some(({ ideas }) => ideas.some(id => ids.has(id))) !== true) return proposal;
    const sentences = proposal.sentences.filter(({ ideas }) => !ideas.some(id => ids.has(id)));
    return { ...proposal, sentences, text: joined(sentences) };
  });
}
