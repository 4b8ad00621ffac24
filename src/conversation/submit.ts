/** Sending a contribution: a version of it, the receipt, and (once) news of the follow-up. */
import { isGiven, questionsOf } from './drafts.ts';
import { noticeIsRead, toReview } from './flow.ts';
import { isOpen, sayClosed } from './opening.ts';
import { phrase } from './phrases.ts';
import type { Draft } from './session.ts';
import { axisOf, goTo, local, setDraft, tell, type Turn } from './turn.ts';
import { withoutReadRecordings } from './transcription.ts';
import { duplicates } from './twins.ts';

/** Sends the draft if it may be, gives the receipt, and asks what is still to be asked. */
export function submit(turn: Turn, draft: Draft): void {
  const axis = axisOf(turn, draft);
  if (!isOpen(turn, draft.axis)) return sayClosed(turn, axis, draft);
  if (!noticeIsRead(turn)) return goTo(turn, { name: 'notice', wish: { axis: draft.axis, kind: draft.kind } });
  if (draft.kind === 'organisation' && draft.mandate === null) return toReview(turn, draft);
  if (!questionsOf(axis, draft).some(({ name }) => isGiven(draft.answers[name]?.value))) {
    tell(turn, phrase('submit.empty'));
    turn.prompting = 'again';
    return;
  }
  turn.session = { ...turn.session, current: null };
  if (draft.status === 'submitted' && !draft.dirty) {
    tell(turn, phrase('confirm.nothing'));
    return goTo(turn, { name: 'idle' });
  }
  send(turn, withoutReadRecordings(draft));
  const twins = duplicates(turn.session.drafts);
  if (twins !== null) goTo(turn, { name: 'chooseCurrent', draftIds: twins });
  else if (turn.session.choices.news === null && draft.kind !== 'collected') goTo(turn, { name: 'news' });
  else goTo(turn, { name: 'idle' });
}

/** The draft becomes one more version of a contribution, and its author is told. */
export function send(turn: Turn, draft: Draft): void {
  const { lastOpen } = turn.session;
  const sent: Draft = { ...draft, status: 'submitted', version: draft.version + 1, dirty: false, updatedAt: turn.now };
  setDraft(turn, sent);
  turn.session = { ...turn.session, lastOpen: lastOpen?.draftId === draft.id ? null : lastOpen };
  turn.effects.push(
    { type: 'recordChoice', choice: 'licence', value: turn.context.consultation.licence.url },
    { type: 'submit', draftId: sent.id },
  );
  tellReceipt(turn, sent);
}

/** Stands in a phrase for the public reference, which storage gives in the same transaction. */
function referenceParam(draft: Draft): string {
  return draft.reference ?? `\u0000reference:${draft.id}`;
}

function tellReceipt(turn: Turn, draft: Draft): void {
  const { synthesisDay, replyDay, organiser } = turn.context.consultation;
  const reference = referenceParam(draft);
  tell(
    turn,
    draft.version === 1
      ? phrase('submit.receipt', { reference })
      : phrase('submit.receiptVersion', { reference, version: draft.version }),
  );
  if (synthesisDay !== null && replyDay !== null)
    tell(
      turn,
      phrase('submit.calendar', {
        synthesis: { day: synthesisDay },
        reply: { day: replyDay },
        organiser: local(turn, organiser),
      }),
    );
  else tell(turn, phrase('submit.calendarLater'));
  tell(turn, phrase('submit.rights'));
}
