/** A correction of a contribution already sent, once its author said yes: it becomes a new version at once. */
import { applyParts } from './apply-parts.ts';
import { isGiven, questionsOf } from './drafts.ts';
import { leave } from './flow.ts';
import { isOpen, sayClosed } from './opening.ts';
import { sortParts } from './record.ts';
import type { AnswerPart, Draft } from './session.ts';
import type { Amendment, ConfirmStage } from './stage.ts';
import { send } from './submit.ts';
import { axisOf, goTo, setDraft, type Turn } from './turn.ts';

export function amendSent(
  turn: Turn,
  amendment: Amendment,
  next: readonly Amendment[],
  back: ConfirmStage['back'],
): void {
  const draft = turn.session.drafts[amendment.draftId];
  if (draft === undefined || draft.status !== 'submitted') return leave(turn);
  if (!isOpen(turn, draft.axis)) return sayClosed(turn, axisOf(turn, draft), draft);
  const { parts, part } = change(draft, amendment);
  applyParts(turn, draft, amendment.question, parts, part);
  const changed = turn.session.drafts[draft.id];
  const isEmpty = changed !== undefined && !hasAnswers(turn, changed);
  if (isEmpty) {
    // Nothing would be left of it: that is a withdrawal, which is asked about as one.
    turn.pending = [];
    setDraft(turn, draft);
    return goTo(turn, { name: 'confirm', what: { do: 'withdraw', draftId: draft.id }, back });
  }
  if (changed !== undefined && changed !== draft) send(turn, changed);
  const [first, ...others] = next;
  if (first === undefined) goTo(turn, back, 'again');
  else goTo(turn, { name: 'confirm', what: { do: 'amend', amendment: first, next: others }, back });
}

function hasAnswers(turn: Turn, draft: Draft): boolean {
  return questionsOf(axisOf(turn, draft), draft).some(({ name }) => isGiven(draft.answers[name]?.value));
}

/** The answer's messages once the correction is made, and the message that it is about. */
function change(
  draft: Draft,
  { question, ref, text, order, joins }: Amendment,
): { readonly parts: readonly AnswerPart[]; readonly part: AnswerPart } {
  const standing = draft.answers[question]?.parts ?? [];
  const mine = standing.filter(part => ref !== null && part.ref === ref);
  if (text === null) {
    const parts = standing.filter(part => !mine.includes(part));
    return { parts, part: mine[0] ?? { ref, order, text: '' } };
  }
  const old = mine.find(({ voice }) => voice === undefined);
  const part = { ref, order: old?.order ?? order, text };
  if (old !== undefined) return { parts: standing.map(each => (each === old ? part : each)), part };
  return { parts: joins || mine.length > 0 ? sortParts([part, ...standing]) : [part], part };
}
