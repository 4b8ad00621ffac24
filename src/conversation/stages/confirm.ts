/** A yes or a no before what can't be undone, or before what could have been meant otherwise. */
import { ellipsize } from '#text/index.ts';
import { applyParts } from '../amend.ts';
import { progressOf, questionNameOf } from '../drafts.ts';
import { advance, leave } from '../flow.ts';
import { type Intent, readIntent } from '../intent.ts';
import { QUOTED_CHARACTERS } from '../limits.ts';
import { type MenuOption, menuChoices, readMenu } from '../menu.ts';
import { platformName } from '../notice.ts';
import { type Phrase, phrase } from '../phrases.ts';
import type { AnswerPart } from '../session.ts';
import type { ConfirmStage } from '../stage.ts';
import { ask, axisByNumber, axisOf, goTo, type Input, local, setDraft, setStage, tell, type Turn } from '../turn.ts';
import { submit } from './review.ts';
import type { StageModule } from './module.ts';

type What = ConfirmStage['what'];
type Of<D extends What['do']> = Extract<What, { do: D }>;

export const confirm: StageModule<ConfirmStage> = {
  prompt(turn, stage) {
    tell(turn, ...question(turn, stage.what));
    ask(turn, { choices: menuChoices(options(stage.what)) });
  },
  accept(turn, stage, input) {
    const picked = readMenu(options(stage.what), input);
    if (picked === null) return false;
    // The stage is left first: what follows may go anywhere from there.
    setStage(turn, stage.back);
    if (picked === 'yes') carryOut(turn, stage.what, stage.back);
    else refuse(turn, stage.what, stage.back);
    return true;
  },
};

/** At « est-ce votre réponse ? »: the text as an answer to the question behind, or as the command that it also is. */
export function confirmedText(
  turn: Turn,
  stage: ConfirmStage,
  input: Input,
): { kind: 'answer'; input: Input } | { kind: 'command'; intent: Intent } | null {
  const { what } = stage;
  if (what.do !== 'command') return null;
  const picked = readMenu(options(what), input);
  const intent = readIntent(what.text);
  if (picked === null || intent === null) return null;
  setStage(turn, stage.back);
  if (picked === 'no') return { kind: 'command', intent };
  return {
    kind: 'answer',
    input: { kind: 'text', text: what.text, ref: what.ref === '' ? null : what.ref, order: what.order, files: [] },
  };
}

function options(what: What): readonly MenuOption[] {
  const words = { yes: ['oui', 'yes'], no: ['non', 'no'] };
  if (what.do === 'command') {
    return [
      {
        value: 'yes',
        label: phrase('confirm.isAnswer'),
        words: ["c'est ma reponse", 'ma reponse', 'reponse', 'my answer', ...words.yes],
      },
      {
        value: 'no',
        label: phrase('confirm.isCommand'),
        words: ["c'est une commande", 'commande', 'command', ...words.no],
      },
    ];
  }
  if (what.do === 'revision') {
    return [
      {
        value: 'yes',
        label: phrase('revision.accept'),
        words: ['nouvelles', 'new', 'passer aux nouvelles', ...words.yes],
      },
      { value: 'no', label: phrase('revision.decline'), words: ['anciennes', 'old', 'garder', ...words.no] },
    ];
  }
  return [
    { value: 'yes', label: phrase('yes'), words: words.yes },
    { value: 'no', label: phrase('no'), words: words.no },
  ];
}

function question(turn: Turn, what: What): readonly Phrase[] {
  switch (what.do) {
    case 'cancel':
      return [phrase('cancel.ask', { theme: themeOf(turn, what.draftId) })];
    case 'withdraw':
      return [phrase('withdraw.ask', { reference: turn.session.drafts[what.draftId]?.reference ?? '' })];
    case 'erase':
      return [phrase('erase.ask', { platform: platformName(turn.session.address.platform) })];
    case 'command':
      return [phrase('confirm.command', { word: ellipsize(what.text, QUOTED_CHARACTERS) })];
    case 'amend':
      return [amendQuestion(turn, what)];
    case 'revision':
      return [phrase('revision.ask', { added: what.added, changed: what.changed, removed: what.removed })];
    case 'redeemLink':
      return [phrase('link.askRedeem')];
    case 'acceptLink':
      return [phrase('link.askAccept', { platform: platformName(what.platform), name: what.displayName })];
    case 'unlink':
      return [phrase('unlink.ask')];
  }
}

function amendQuestion(turn: Turn, what: Of<'amend'>): Phrase {
  const draft = turn.session.drafts[what.draftId];
  const reference = draft?.reference ?? '';
  const n = draft === undefined ? 0 : progressOf(axisOf(turn, draft), draft, questionNameOf(what.question)).n;
  if (what.text === null) return phrase('amend.askDeleted', { reference, n });
  return phrase('amend.askSent', { reference, n, text: ellipsize(what.text.replace(/\s+/g, ' '), QUOTED_CHARACTERS) });
}

function themeOf(turn: Turn, draftId: string): string {
  const draft = turn.session.drafts[draftId];
  return draft === undefined ? '' : local(turn, axisOf(turn, draft).theme);
}

function carryOut(turn: Turn, what: What, back: ConfirmStage['back']): void {
  switch (what.do) {
    case 'cancel':
      return cancel(turn, what.draftId);
    case 'withdraw':
      return withdraw(turn, what.draftId);
    case 'erase':
      turn.effects.push({ type: 'erase' });
      tell(turn, phrase('erase.done'));
      return setStage(turn, { name: 'start' });
    case 'command':
      // `confirmedText` deals with both answers.
      return;
    case 'amend':
      return amendSent(turn, what, back);
    case 'revision':
      return acceptRevision(turn, what.draftId);
    case 'redeemLink':
      turn.effects.push({ type: 'redeemLinkCode', code: what.code });
      tell(turn, phrase('link.wait'));
      return;
    case 'acceptLink':
      turn.effects.push({ type: 'acceptLink', linkId: what.linkId });
      return;
    case 'unlink': {
      const { platform, workspace, userId } = turn.session.address;
      turn.effects.push({ type: 'unlink', platform, workspace, userId });
    }
  }
}

function refuse(turn: Turn, what: What, back: ConfirmStage['back']): void {
  if (what.do === 'command') return;
  if (what.do === 'revision') {
    const draft = turn.session.drafts[what.draftId];
    const today = draft === undefined ? undefined : axisByNumber(turn, draft.axis);
    if (draft !== undefined && today !== undefined) setDraft(turn, { ...draft, revisionDeclined: today.revision });
    tell(turn, phrase('revision.declined'));
    return leave(turn);
  }
  if (what.do === 'acceptLink') turn.effects.push({ type: 'refuseLink', linkId: what.linkId });
  tell(turn, phrase('confirm.nothing'));
  goTo(turn, back, 'again');
}

function cancel(turn: Turn, draftId: string): void {
  const draft = turn.session.drafts[draftId];
  if (draft === undefined) return;
  const { [draftId]: _gone, ...others } = turn.session.drafts;
  turn.session = { ...turn.session, drafts: others, current: null, lastOpen: null };
  turn.effects.push({ type: 'discard', draftId });
  tell(turn, phrase('cancel.done'), phrase('idle.ways'));
  setStage(turn, { name: 'idle' });
}

function withdraw(turn: Turn, draftId: string): void {
  const draft = turn.session.drafts[draftId];
  if (draft === undefined) return;
  setDraft(turn, { ...draft, status: 'withdrawn', updatedAt: turn.now });
  if (turn.session.current === draftId) turn.session = { ...turn.session, current: null };
  turn.effects.push({ type: 'withdraw', draftId });
  tell(turn, phrase('withdraw.done', { reference: draft.reference ?? '' }), phrase('idle.ways'));
  setStage(turn, { name: 'idle' });
}

/** The corrected message changes the contribution sent, which becomes a new version at once. */
function amendSent(turn: Turn, what: Of<'amend'>, back: ConfirmStage['back']): void {
  const draft = turn.session.drafts[what.draftId];
  const answer = draft?.answers[what.question];
  if (draft === undefined || draft.status !== 'submitted') return leave(turn);
  const added: readonly AnswerPart[] =
    what.text === null ? [] : [{ ref: what.ref, order: what.order, text: what.text }];
  const standing = answer?.parts ?? [];
  const isEdit = standing.some(part => part.ref === what.ref);
  const parts = isEdit
    ? standing.flatMap(part =>
        part.ref !== what.ref ? [part] : what.text === null ? [] : [{ ...part, text: what.text }],
      )
    : added;
  applyParts(turn, draft, what.question, parts);
  const changed = turn.session.drafts[what.draftId];
  const { current } = turn.session;
  if (changed === undefined || changed === draft) return goTo(turn, back, 'again');
  submit(turn, changed);
  turn.session = { ...turn.session, current };
  if (turn.session.stage.name === 'idle') goTo(turn, back, 'again');
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
