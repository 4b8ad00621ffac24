/** What a yes does, and what a no leaves. */
import { amendSent } from './amend-sent.ts';
import { advance, leave } from './flow.ts';
import { newSession } from './new-session.ts';
import { phrase } from './phrases.ts';
import type { ConfirmStage } from './stage.ts';
import { confirmTranscription, correctTranscription } from './transcription.ts';
import { axisByNumber, currentDraft, goTo, setDraft, tell, type Turn } from './turn.ts';

type What = ConfirmStage['what'];
type Back = ConfirmStage['back'];

export function carryOut(turn: Turn, what: What, back: Back): void {
  switch (what.do) {
    case 'cancel':
      return cancel(turn, what.draftId);
    case 'withdraw':
      return withdraw(turn, what.draftId);
    case 'erase':
      return erase(turn);
    case 'command':
    case 'staff':
    case 'continue':
      // The text itself is taken up where it was heard.
      return goTo(turn, back, 'again');
    case 'amend':
      return amendSent(turn, what.amendment, what.next, back);
    case 'revision':
      return acceptRevision(turn, what.draftId);
    case 'transcription':
      return confirmTranscription(turn, what, back);
    case 'redeemLink':
      turn.effects.push({ type: 'redeemLinkCode', code: what.code });
      return tell(turn, phrase('link.wait'));
    case 'acceptLink':
      turn.effects.push({ type: 'acceptLink', linkId: what.linkId });
      return;
    case 'unlink': {
      const { platform, workspace, userId } = turn.session.address;
      turn.effects.push({ type: 'unlink', platform, workspace, userId });
    }
  }
}

export function refuse(turn: Turn, what: What, back: Back): void {
  if (what.do === 'revision') {
    const draft = turn.session.drafts[what.draftId];
    const today = draft === undefined ? undefined : axisByNumber(turn, draft.axis);
    if (draft !== undefined && today !== undefined) setDraft(turn, { ...draft, revisionDeclined: today.revision });
    tell(turn, phrase('revision.declined'));
    return goTo(turn, back);
  }
  if (what.do === 'transcription') return correctTranscription(turn, what, back);
  if (what.do === 'acceptLink') turn.effects.push({ type: 'refuseLink', linkId: what.linkId });
  tell(turn, phrase('confirm.nothing'));
  const [next, ...others] = what.do === 'amend' ? what.next : [];
  if (next === undefined) goTo(turn, back, 'again');
  else goTo(turn, { name: 'confirm', what: { do: 'amend', amendment: next, next: others }, back });
}

function cancel(turn: Turn, draftId: string): void {
  const { [draftId]: gone, ...drafts } = turn.session.drafts;
  if (gone === undefined || gone.status !== 'draft') return leave(turn);
  const { current, lastOpen } = turn.session;
  turn.session = {
    ...turn.session,
    drafts,
    current: current === draftId ? null : current,
    lastOpen: lastOpen?.draftId === draftId ? null : lastOpen,
  };
  turn.effects.push({ type: 'discard', draftId });
  tell(turn, phrase('cancel.done'));
  rest(turn);
}

function withdraw(turn: Turn, draftId: string): void {
  const draft = turn.session.drafts[draftId];
  if (draft === undefined || draft.status !== 'submitted') return leave(turn);
  setDraft(turn, { ...draft, status: 'withdrawn', updatedAt: turn.now });
  if (turn.session.current === draftId) turn.session = { ...turn.session, current: null };
  turn.effects.push({ type: 'withdraw', draftId });
  tell(turn, phrase('withdraw.done', { reference: draft.reference ?? '' }));
  rest(turn);
}

/** Back to another draft in hand, or to rest. */
function rest(turn: Turn): void {
  if (currentDraft(turn) === undefined) goTo(turn, { name: 'idle' });
  else leave(turn);
}

/** Nothing of the person is left in the state either: what erases the rest is the effect. */
function erase(turn: Turn): void {
  const { participantId, network, address, displayName, lang, prompt, said } = turn.session;
  turn.effects.push({ type: 'erase' });
  const blank = newSession({ participantId, network, address, displayName, lang, now: turn.now });
  turn.session = { ...blank, prompt, said };
  tell(turn, phrase('erase.done'));
}

/** The draft moves to today's questions; every answer stays under its name, those of vanished questions included. */
function acceptRevision(turn: Turn, draftId: string): void {
  const draft = turn.session.drafts[draftId];
  const today = draft === undefined ? undefined : axisByNumber(turn, draft.axis);
  if (draft === undefined || today === undefined) return leave(turn);
  setDraft(turn, { ...draft, revision: today.revision, updatedAt: turn.now });
  tell(turn, phrase('revision.accepted'));
  advance(turn);
}
