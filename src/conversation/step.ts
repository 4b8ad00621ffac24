/**
 * One turn of a conversation: pure. `step(session, context, event, now)` gives the next session and the effects that
 * the application words, stores and sends; it reads no clock and touches nothing.
 */
import { questionByName } from '#consultation/inspect.ts';
import { addSeconds } from '#text/instants.ts';
import { joinQuietly } from './amend.ts';
import type { Effect } from './effects.ts';
import type { StepEvent } from './events.ts';
import { advance, leave } from './flow.ts';
import { receiveInbound } from './inbound.ts';
import { MAX_BACKDATED_SECONDS } from './limits.ts';
import { receiveLink } from './linking.ts';
import { isOpenNow, sayClosed } from './opening.ts';
import { receiveDrawn, restBurst } from './draw-follow-up.ts';
import type { Session } from './session.ts';
import { stages } from './stages/index.ts';
import type { StageModule } from './stages/module.ts';
import { isPausable, type Stage, stageBehind } from './stage.ts';
import { receiveReminder } from './remind.ts';
import { receiveExpiry } from './expire.ts';
import { receiveTell } from './tell.ts';
import { receiveTranscribed } from './transcription.ts';
import { axisOf, currentDraft, flush, setStage, type StepContext, type Turn } from './turn.ts';

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
    at: event.kind === 'inbound' ? actedAt(event.event.at, now) : now,
    random: event.kind === 'inbound' ? event.random : '',
    effects: [],
    pending: [],
    attached: [],
    prompting: null,
    isLost: false,
  };
  const heard = receive(turn, event);
  if (!heard) return { session, effects: [] };
  prompt(turn);
  flush(turn);
  turn.session = { ...turn.session, wakeAt: wakeAt(turn) };
  return { session: turn.session, effects: turn.effects };
}

/** A platform's time is believed for what came late, within a bound and never ahead of ours. */
function actedAt(at: string, now: string): string {
  if (at >= now) return now;
  const earliest = addSeconds(now, -MAX_BACKDATED_SECONDS);
  return at < earliest ? earliest : at;
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
    case 'reminder':
      return receiveReminder(turn, event);
    case 'expire':
      return receiveExpiry(turn, event);
    case 'tell':
      return receiveTell(turn, event);
    case 'followUpDrawn':
      return receiveDrawn(turn, event);
    case 'transcribed':
      return receiveTranscribed(turn, event);
  }
}

/** A burst whose silence has come is closed; a person long silent is paused, without a word. */
function receiveWake(turn: Turn): boolean {
  const { stage, wakeAt: due } = turn.session;
  if (due === null || due > turn.now) return false;
  const behind = stageBehind(stage);
  if (stage.name === 'question' && stage.burst !== null) restBurst(turn);
  else if (isPausable(behind)) {
    if (stage.name === 'confirm' && stage.what.do === 'continue') joinQuietly(turn, stage.what.amendment);
    setStage(turn, { name: 'paused', by: 'silence', back: behind });
  }
  return true;
}

/** Puts the question of the stage reached, where the turn asked for it; a theme closed meanwhile asks nothing more. */
function prompt(turn: Turn): void {
  if (turn.prompting === null) return;
  const draft = currentDraft(turn);
  if (isPausable(turn.session.stage) && draft !== undefined && !isOpenNow(turn, draft.axis))
    return sayClosed(turn, axisOf(turn, draft), draft);
  if (hasVanished(turn)) {
    if (turn.session.stage.name === 'contribution') leave(turn);
    else advance(turn);
  }
  const { stage } = turn.session;
  const module = stages[stage.name] as StageModule<Stage>;
  module.prompt(turn, stage, turn.prompting);
}

/** What the stage is about is gone: a draft discarded elsewhere, a question that another revision no longer has. */
function hasVanished(turn: Turn): boolean {
  const { stage, drafts } = turn.session;
  const draft = currentDraft(turn);
  if (stage.name === 'contribution') return drafts[stage.draftId]?.status !== 'submitted';
  if (stage.name === 'question' && draft !== undefined)
    return questionByName(axisOf(turn, draft), stage.question) === undefined;
  return isPausable(stage) && draft === undefined;
}

/** The next instant at which silence means something. */
function wakeAt(turn: Turn): string | null {
  const { stage, lastEventAt } = turn.session;
  if (stage.name === 'question' && stage.burst !== null) return stage.burst.closesAt;
  if (currentDraft(turn) === undefined || !isPausable(stageBehind(stage))) return null;
  // The word asked about waits for whoever wrote it.
  if (stage.name === 'confirm' && (stage.what.do === 'command' || stage.what.do === 'staff')) return null;
  return addSeconds(lastEventAt, turn.context.consultation.pauseAfterMinutes * 60);
}
