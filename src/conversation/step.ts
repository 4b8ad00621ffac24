/**
 * One turn of a conversation: pure. `step(session, context, event, now)` gives the next session and the effects that
 * the application words, stores and sends; it reads no clock and touches nothing.
 */
import { addSeconds } from '#text/instants.ts';
import { isPausable } from './commands.ts';
import type { Effect } from './effects.ts';
import type { StepEvent } from './events.ts';
import { receiveInbound } from './inbound.ts';
import { receiveLink } from './linking.ts';
import { closeBurst } from './record.ts';
import type { Session } from './session.ts';
import { stages } from './stages/index.ts';
import type { StageModule } from './stages/module.ts';
import type { Stage } from './stage.ts';
import { flush, setStage, type StepContext, type Turn } from './turn.ts';

/**
 * Advances `session` by one event at `now` (ISO UTC). An event that concerns nobody gives the same session object and
 * no effects: nothing is then kept.
 */
export function step(
  session: Session,
  context: StepContext,
  event: StepEvent,
  now: string,
): { readonly session: Session; readonly effects: readonly Effect[] } {
  const turn: Turn = {
    session,
    context,
    now,
    random: event.kind === 'inbound' ? event.random : '',
    effects: [],
    pending: [],
    prompting: null,
  };
  const heard = receive(turn, event);
  if (!heard) return { session, effects: [] };
  prompt(turn);
  flush(turn);
  turn.session = { ...turn.session, wakeAt: wakeAt(turn) };
  return { session: turn.session, effects: turn.effects };
}

/** Hands the event to those who know it; false where it concerns nobody. */
function receive(turn: Turn, event: StepEvent): boolean {
  switch (event.kind) {
    case 'inbound':
      return receiveInbound(turn, event);
    case 'wake':
      return receiveWake(turn);
    case 'linkAsked':
    case 'linkDone':
      return receiveLink(turn, event);
  }
}

/** A burst whose silence has come is closed; a person long silent is paused, without a word. */
function receiveWake(turn: Turn): boolean {
  const { stage, wakeAt: due } = turn.session;
  if (due === null || due > turn.now) return false;
  if (stage.name === 'question' && stage.burst !== null) closeBurst(turn);
  else {
    const behind = stage.name === 'confirm' ? stage.back : stage;
    if (isPausable(behind))
      setStage(turn, {
        name: 'paused',
        by: 'silence',
        back: behind.name === 'question' ? { ...behind, burst: null } : behind,
      });
  }
  return true;
}

/** Puts the question of the stage reached, where the turn asked for it. */
function prompt(turn: Turn): void {
  const { stage } = turn.session;
  if (turn.prompting === null) return;
  const module = stages[stage.name] as StageModule<Stage>;
  module.prompt(turn, stage, turn.prompting);
}

/** The next instant at which silence means something. */
function wakeAt(turn: Turn): string | null {
  const { stage, current, lastEventAt } = turn.session;
  if (stage.name === 'question' && stage.burst !== null) return stage.burst.closesAt;
  const behind = stage.name === 'confirm' ? stage.back : stage;
  if (current === null || !isPausable(behind)) return null;
  if (behind.name === 'question' && behind.burst !== null) return behind.burst.latestAt;
  return addSeconds(lastEventAt, turn.context.consultation.pauseAfterMinutes * 60);
}
