/** Two accounts of one person: the request is confirmed on the first, then both are one participant. */
import type { StepEvent } from './events.ts';
import { phrase } from './phrases.ts';
import { closeBurst } from './record.ts';
import type { Session } from './session.ts';
import { isPausable, stageBehind } from './stage.ts';
import { goTo, setStage, tell, type Turn } from './turn.ts';
import { duplicates } from './twins.ts';

type LinkEvent = Extract<StepEvent, { kind: 'linkAsked' | 'linkDone' }>;

/** Returns false where there is nothing to tell. */
export function receiveLink(turn: Turn, event: LinkEvent): boolean {
  if (event.kind === 'linkDone' && event.linkId !== undefined) return takeBack(turn, event.linkId);
  closeBurst(turn);
  if (event.kind === 'linkAsked') {
    const { linkId, platform, displayName } = event;
    const what = { do: 'acceptLink', linkId, platform, displayName } as const;
    goTo(turn, { name: 'confirm', what, back: stageBehind(turn.session.stage) });
    return true;
  }
  tell(turn, phrase(SAID[event.outcome]));
  if (event.outcome === 'unlinked') letGo(turn);
  else if (event.outcome === 'linked') join(turn);
  else turn.prompting = 'again';
  return true;
}

/** Whoever asked is gone: nothing of their name stays in the question. */
function takeBack(turn: Turn, linkId: string): boolean {
  const { stage } = turn.session;
  // Answered already, or never put.
  if (stage.name !== 'confirm' || stage.what.do !== 'acceptLink' || stage.what.linkId !== linkId) return false;
  tell(turn, phrase('link.expired'));
  goTo(turn, stage.back, 'again');
  return true;
}

const SAID = {
  linked: 'link.done',
  unlinked: 'unlink.done',
  onlyAccount: 'unlink.onlyAccount',
  refused: 'link.refused',
  unknown: 'link.unknown',
  expired: 'link.expired',
  self: 'link.self',
} as const;

/** The account that hears this is no longer this person's: nothing is asked there; what waited waits elsewhere. */
function letGo(turn: Turn): void {
  const behind = stageBehind(turn.session.stage);
  if (isPausable(behind)) setStage(turn, { name: 'paused', by: 'silence', back: behind });
  turn.prompting = null;
}

/** The choices that now hold for both accounts are recorded; two contributions on one theme are chosen between. */
function join(turn: Turn): void {
  for (const [choice, value] of kept(turn.session)) turn.effects.push({ type: 'recordChoice', choice, value });
  const twins = duplicates(turn.session.drafts);
  if (twins !== null) goTo(turn, { name: 'chooseCurrent', draftIds: twins });
  else turn.prompting = 'again';
}

function kept({ choices }: Session): readonly (readonly ['presentation' | 'reminders' | 'news', string])[] {
  const yesNo = (value: boolean): string => (value ? 'yes' : 'no');
  return [
    ...(choices.presentation === null ? [] : ([['presentation', choices.presentation]] as const)),
    ...(choices.reminders === null ? [] : ([['reminders', yesNo(choices.reminders)]] as const)),
    ...(choices.news === null ? [] : ([['news', yesNo(choices.news)]] as const)),
  ];
}
