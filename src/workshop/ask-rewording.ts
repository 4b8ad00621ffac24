/**
 * A language model is asked to reword the draft that was just read out. Nobody waits for it: the draft stands, and what comes
 * back is one more proposal, which whoever facilitates takes or not.
 */
import { isChosen } from './new-workshop.ts';
import { MIN_REWORDED } from './limits.ts';
import { change, labelOf, questionOf, type Turn } from './turn.ts';
import { MODEL } from './workshop.ts';

export function askRewording(turn: Turn): void {
  const { workshop, context } = turn;
  // The model is asked in French, of ideas written in French.
  if (context.rewords !== true || !context.consultation.workshopDraftByModel || !workshop.lang.startsWith('fr')) return;
  const questions = workshop.plan.questions.flatMap(name => {
    const ideas = toReword(turn, name);
    return ideas.length < MIN_REWORDED ? [] : [{ question: name, label: labelOf(turn, name), ideas }];
  });
  if (questions.length === 0) return;
  const token = `${workshop.id}.${turn.now}`;
  change(turn, { rewording: token });
  turn.effects.push({ type: 'reword', token, questions });
}

/** Ideas of the draft, in its order; none where somebody wrote the answer, or the model did once. */
function toReword(turn: Turn, name: string): readonly { readonly id: string; readonly text: string }[] {
  const { answers, proposals, ideas } = turn.workshop;
  const question = questionOf(turn, name);
  const answer = answers[name];
  if (answer === undefined || answer.amended || question === undefined || isChosen(question.type)) return [];
  if (proposals.some(one => one.by === MODEL && one.question === name)) return [];
  // Of those that say the same, the one that speaks for them.
  const ids = answer.sentences.flatMap(sentence => (sentence.kind === 'idea' ? sentence.ideas.slice(0, 1) : []));
  return ids.flatMap(id => {
    const idea = ideas[id];
    return idea === undefined || idea.withdrawn ? [] : [{ id, text: idea.text }];
  });
}
