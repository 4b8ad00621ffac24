/** An idea given in the thread, or written down for somebody. */
import { addIdea } from './ideas.ts';
import { MAX_IDEAS, MAX_IDEA_CHARACTERS } from './limits.ts';
import { phrase } from './phrases.ts';
import { hasSpoken } from './questions.ts';
import { change, tell } from './turn.ts';
import type { Turn } from './turn.ts';
import type { Idea, Member, QuestionPhase } from './workshop.ts';

/** The idea is kept; those that came together are told together, a little later. */
export function giveIdea(
  turn: Turn,
  phase: QuestionPhase,
  member: Member,
  text: string,
  ref: string | null,
  via: Idea['via'],
): true {
  const given = addIdea(turn, { question: phase.question, by: member.id, via, ref, text });
  if (given === 'empty') tell(turn, phrase('idea.empty'));
  else if (given === 'tooLong') tell(turn, phrase('idea.tooLong', { max: MAX_IDEA_CHARACTERS }));
  else if (given === 'full') tell(turn, phrase('idea.full', { max: MAX_IDEAS }));
  else {
    const { digest } = turn.workshop;
    const ideas = [...(digest?.ideas ?? []), given.id];
    change(turn, { digest: { first: digest?.first ?? turn.now, last: turn.now, ideas } });
    if (via === 'chat') hasSpoken(turn, member.id);
  }
  return true;
}
