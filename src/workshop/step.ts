/**
 * One turn of a workshop: pure. `step(workshop, context, event, now)` gives the next workshop and the effects that the
 * application words, stores and sends; it reads no clock and touches nothing.
 */
import type { WorkshopEffect } from './effects.ts';
import type { WorkshopEvent } from './events.ts';
import { endValidation, openDrafting } from './drafting.ts';
import { hear } from './hear.ts';
import { close, loseThread } from './putting-away.ts';
import { MAX_UNDELIVERED } from './limits.ts';
import { phrase } from './phrases.ts';
import { announce, openPreparation } from './prepare.ts';
import { endStep, flushDigest } from './questions.ts';
import { forget, forgetAccount, takeBackAll, takeBackName } from './take-back.ts';
import { purge } from './purge.ts';
import { receiveReworded } from './reword.ts';
import { digestDue, idleAt, nextWake } from './timing.ts';
import { change, setPhase, tell, type Turn, type WorkshopContext } from './turn.ts';
import type { Workshop } from './workshop.ts';

export interface Stepped {
  readonly workshop: Workshop;
  readonly effects: readonly WorkshopEffect[];
}

/** The first words of a workshop just made: its announcement, or its preparation where no thread is opened. */
export function openWorkshop(workshop: Workshop, context: WorkshopContext, now: string): Stepped {
  const turn: Turn = { workshop, context, now, effects: [{ type: 'enlist', member: 'm1' }] };
  if (workshop.phase.name === 'opening') announce(turn);
  else openPreparation(turn);
  return ended(turn);
}

/** An event that concerns nobody gives the same workshop object and no effects: nothing is then kept. */
export function step(workshop: Workshop, context: WorkshopContext, event: WorkshopEvent, now: string): Stepped {
  const turn: Turn = { workshop, context, now, effects: [] };
  if (!receive(turn, event)) return { workshop, effects: [] };
  if (event.kind === 'inbound') change(turn, { lastEventAt: now });
  return ended(turn);
}

function ended(turn: Turn): Stepped {
  change(turn, { wakeAt: nextWake(turn.workshop) });
  return { workshop: turn.workshop, effects: turn.effects };
}

function receive(turn: Turn, event: WorkshopEvent): boolean {
  switch (event.kind) {
    case 'inbound':
      return hear(turn, event.event, event.mayFacilitate);
    case 'wake':
      return wake(turn);
    case 'delivered':
      return delivered(turn, event.mark, event.ref, event.thread);
    case 'undelivered':
      return undelivered(turn, event.mark);
    case 'takeBack': {
      const member = turn.workshop.members[event.member];
      if (member === undefined) return false;
      if (event.what === 'ideas') takeBackAll(turn, member);
      else takeBackName(turn, member);
      return true;
    }
    case 'erased': {
      const member = turn.workshop.members[event.member];
      if (member === undefined || member.userId === '') return false;
      forget(turn, member);
      return true;
    }
    case 'unnamed': {
      const member = turn.workshop.members[event.member];
      if (member === undefined || member.userId === '') return false;
      forgetAccount(turn, member);
      return true;
    }
    case 'reworded':
      return receiveReworded(turn, event);
    case 'purged':
      return purge(turn, event.status);
    case 'close':
      if (turn.workshop.phase.name === 'submitted' || turn.workshop.phase.name === 'closed') return false;
      close(turn, 'cancelled');
      return true;
  }
}

/** All that has come due, the earliest first. */
function wake(turn: Turn): boolean {
  const due = turn.workshop.wakeAt;
  if (due === null || due > turn.now) return false;
  const idle = idleAt(turn.workshop);
  if (idle !== null && idle <= turn.now) {
    close(turn, 'idle');
    return true;
  }
  const { digest } = turn.workshop;
  if (digest !== null && digestDue(digest) <= turn.now) flushDigest(turn);
  const { phase } = turn.workshop;
  if (phase.name !== 'question' && phase.name !== 'validating') return true;
  if (phase.endsAt <= turn.now) {
    if (phase.name === 'question') endStep(turn, phase);
    else endValidation(turn);
  } else if (phase.warnAt !== null && phase.warnAt <= turn.now) {
    setPhase(turn, { ...phase, warnAt: null });
    tell(turn, phase.name === 'question' ? phrase('warn.step', { step: phase.step }) : phrase('warn.validation'));
  }
  return true;
}

/** A message of ours stands there: reactions may point at it; the announcement opens the thread. */
function delivered(turn: Turn, mark: string, ref: string, thread: string | null): boolean {
  const { marks, phase, place } = turn.workshop;
  change(turn, { marks: { ...marks, [mark]: ref }, undelivered: 0 });
  if (mark !== 'announce' || phase.name !== 'opening') return true;
  change(turn, { place: { ...place, thread } });
  if (turn.workshop.startedAt === null) openPreparation(turn);
  else {
    tell(turn, phrase('moved.here'));
    openDrafting(turn);
  }
  return true;
}

/** Several in a row, or the announcement: the place is taken for gone. */
function undelivered(turn: Turn, mark: string | null): boolean {
  const count = turn.workshop.undelivered + 1;
  change(turn, { undelivered: count });
  if (mark === 'announce' || count >= MAX_UNDELIVERED) loseThread(turn);
  return true;
}
