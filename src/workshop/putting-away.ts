/** A workshop stopped, lost or taken up again: all that was noted is kept. */
import { draftAnswers } from './answers.ts';
import { openDrafting, referenceOf, tellMembers } from './drafting.ts';
import { phrase } from './phrases.ts';
import { announce, tellSettings } from './prepare.ts';
import { flushDigest } from './questions.ts';
import { change, setPhase, tell } from './turn.ts';
import type { Turn } from './turn.ts';

/** Nothing can be said there any more: whoever takes part is told elsewhere, and may open it again. */
export function loseThread(turn: Turn): boolean {
  const { phase } = turn.workshop;
  if (phase.name === 'closed') return false;
  // What was sent stays sent: there is only nothing more to say here.
  if (phase.name !== 'submitted') {
    draftAnswers(turn);
    setPhase(turn, { name: 'closed', why: 'gone' });
    tellMembers(turn, 'gone');
  }
  return true;
}

export function close(turn: Turn, why: 'cancelled' | 'idle'): void {
  flushDigest(turn);
  draftAnswers(turn);
  setPhase(turn, { name: 'closed', why });
  tell(turn, phrase(why === 'cancelled' ? 'together.cancel.done' : 'idle.closed'));
}

/** A workshop that was put away goes on from its draft, or from its preparation; a lost thread is opened anew. */
export function reopenWorkshop(turn: Turn): void {
  const { phase, startedAt } = turn.workshop;
  if (phase.name === 'submitted')
    return tell(turn, phrase('reopen.submitted', { reference: referenceOf(turn.workshop) }));
  if (phase.name !== 'closed') return tell(turn, phrase('begin.already'));
  if (phase.why === 'gone') return moveTo(turn);
  if (startedAt === null) {
    setPhase(turn, { name: 'preparing' });
    return tellSettings(turn);
  }
  openDrafting(turn);
}

/** The place is gone: the workshop announces itself anew in its channel. */
export function moveTo(turn: Turn): void {
  const { place } = turn.workshop;
  change(turn, { place: { ...place, thread: null }, marks: {}, undelivered: 0 });
  setPhase(turn, { name: 'opening' });
  announce(turn);
}
