/** A yes or a no before what can't be undone, or before what could have been meant otherwise. */
import { ellipsize, isDontKnow } from '#text/index.ts';
import { carryOut, refuse } from '../confirmed.ts';
import { progressOf, questionNameOf } from '../drafts.ts';
import { QUOTED_CHARACTERS } from '../limits.ts';
import { type MenuOption, menuChoices, readMenu } from '../menu.ts';
import { platformName } from '../notice.ts';
import { type Phrase, phrase } from '../phrases.ts';
import type { Amendment, ConfirmStage } from '../stage.ts';
import { ask, axisOf, type Input, local, setStage, tell, type Turn } from '../turn.ts';
import type { StageModule } from './module.ts';

type What = ConfirmStage['what'];

export const confirm: StageModule<ConfirmStage> = {
  prompt(turn, stage) {
    tell(turn, question(turn, stage.what));
    ask(turn, { choices: menuChoices(options(stage.what)) });
  },
  accept(turn, stage, input) {
    const picked = pickConfirm(turn, stage.what, input);
    if (picked === null) return false;
    // The stage is left first: what follows may go anywhere from there.
    setStage(turn, stage.back);
    if (picked === 'yes') carryOut(turn, stage.what, stage.back);
    else refuse(turn, stage.what, stage.back);
    return true;
  },
};

export function pickConfirm(turn: Turn, what: What, input: Input): 'yes' | 'no' | null {
  return readMenu(turn, options(what), input);
}

/**
 * Words that are neither yes nor no: nothing is done, and they are for the stage behind (`back`), where « je ne sais
 * pas » is already dealt with (`heard`). A number that the menu does not have asks again (`stay`).
 */
export function leaveConfirm(turn: Turn, stage: ConfirmStage, text: string): 'stay' | 'heard' | 'back' {
  if (text === '' || /^\P{L}{0,3}$/u.test(text)) return 'stay';
  setStage(turn, stage.back);
  if (isDontKnow(text)) {
    refuse(turn, stage.what, stage.back);
    return 'heard';
  }
  if (stage.what.do === 'acceptLink') turn.effects.push({ type: 'refuseLink', linkId: stage.what.linkId });
  tell(turn, phrase('confirm.nothing'));
  return 'back';
}

const YES_NO = [
  { value: 'yes', label: phrase('yes'), words: ['oui', 'yes'] },
  { value: 'no', label: phrase('no'), words: ['non', 'no'] },
] as const satisfies readonly MenuOption[];

const ANSWER_OR_COMMAND = [
  {
    value: 'yes',
    label: phrase('confirm.isAnswer'),
    words: ["c'est ma reponse", 'ma reponse', 'reponse', "it's my answer", 'my answer', 'answer', 'oui', 'yes'],
  },
  {
    value: 'no',
    label: phrase('confirm.isCommand'),
    words: ["c'est une commande", 'commande', "it's a command", 'command', 'non', 'no'],
  },
] as const satisfies readonly MenuOption[];

const NEW_OR_OLD = [
  { value: 'yes', label: phrase('revision.accept'), words: ['nouvelles', 'new', 'passer aux nouvelles', 'oui', 'yes'] },
  { value: 'no', label: phrase('revision.decline'), words: ['anciennes', 'old', 'garder les anciennes', 'non', 'no'] },
] as const satisfies readonly MenuOption[];

const RIGHT_OR_NOT = [
  {
    value: 'yes',
    label: phrase('transcription.right'),
    words: ["c'est bien cela", "c'est ca", "c'est bon", 'oui', "that's right", 'yes', 'ok'],
  },
  {
    value: 'no',
    label: phrase('transcription.correct'),
    words: ['je corrige', 'corriger', 'modifier', 'non', 'i will correct it', 'correct', 'no'],
  },
] as const satisfies readonly MenuOption[];

function options(what: What): readonly MenuOption<'yes' | 'no'>[] {
  if (what.do === 'command' || what.do === 'staff') return ANSWER_OR_COMMAND;
  if (what.do === 'transcription') return RIGHT_OR_NOT;
  return what.do === 'revision' ? NEW_OR_OLD : YES_NO;
}

function question(turn: Turn, what: What): Phrase {
  switch (what.do) {
    case 'cancel':
      return phrase('cancel.ask', { theme: themeOf(turn, what.draftId) });
    case 'withdraw':
      return phrase('withdraw.ask', { reference: turn.session.drafts[what.draftId]?.reference ?? '' });
    case 'erase':
      return phrase('erase.ask', { platform: platformName(turn.session.address.platform) });
    case 'command':
    case 'staff':
      return phrase('confirm.command', { word: ellipsize(what.text, QUOTED_CHARACTERS) });
    case 'continue':
      return continueQuestion(turn, what.amendment);
    case 'amend':
      return amendQuestion(turn, what.amendment);
    case 'revision':
      return phrase('revision.ask', { added: what.added, changed: what.changed, removed: what.removed });
    case 'transcription':
      return phrase('transcription.ask');
    case 'redeemLink':
      return phrase('link.askRedeem');
    case 'acceptLink':
      return phrase('link.askAccept', { platform: platformName(what.platform), name: what.displayName });
    case 'unlink':
      return phrase('unlink.ask');
  }
}

function amendQuestion(turn: Turn, { draftId, question: name, text }: Amendment): Phrase {
  const draft = turn.session.drafts[draftId];
  const reference = draft?.reference ?? '';
  const n = draft === undefined ? 0 : progressOf(axisOf(turn, draft), draft, questionNameOf(name)).n;
  if (text === null) return phrase('amend.askDeleted', { reference, n });
  return phrase('amend.askSent', { reference, n, text: ellipsize(text.replace(/\s+/g, ' '), QUOTED_CHARACTERS) });
}

function continueQuestion(turn: Turn, { draftId, question: name, text }: Amendment): Phrase {
  const draft = turn.session.drafts[draftId];
  const n = draft === undefined ? 0 : progressOf(axisOf(turn, draft), draft, questionNameOf(name)).n;
  return phrase('confirm.continue', { n, text: ellipsize((text ?? '').replace(/\s+/g, ' '), QUOTED_CHARACTERS) });
}

function themeOf(turn: Turn, draftId: string): string {
  const draft = turn.session.drafts[draftId];
  return draft === undefined ? '' : local(turn, axisOf(turn, draft).theme);
}
