/** What a reminder offers: to go on, to be left for some days, to get no more. Each holds for every later campaign. */
import { addSeconds } from '#text/instants.ts';
import { begin, resumeDraft } from '../flow.ts';
import { REMIND_LATER_DAYS } from '../limits.ts';
import { type MenuOption, menuChoices, readMenu } from '../menu.ts';
import { phrase } from '../phrases.ts';
import type { StageOf } from '../stage.ts';
import { ask, setStage, tell, type Turn } from '../turn.ts';
import type { StageModule } from './module.ts';

const options = [
  {
    value: 'resume',
    label: phrase('reminder.resume'),
    words: ['reprendre', 'resume', 'je reprends', 'continuer'],
    says: 'yes',
  },
  {
    value: 'later',
    label: phrase('reminder.later', { days: REMIND_LATER_DAYS }),
    words: ['plus tard', 'later', 'dans trois jours', 'pas maintenant'],
  },
  {
    value: 'stop',
    label: phrase('reminder.stop'),
    words: ['ne plus recevoir', "ne plus m'ecrire", 'stop', 'no more'],
    says: 'no',
  },
] as const satisfies readonly MenuOption[];

export function askReminded(turn: Turn): void {
  ask(turn, { choices: menuChoices(options) });
}

export const reminded: StageModule<StageOf<'reminded'>> = {
  prompt: askReminded,
  accept(turn, stage, input) {
    const picked = readMenu(turn, options, input);
    if (picked === null) return false;
    setStage(turn, stage.back);
    turn.prompting = null;
    if (picked === 'resume') resume(turn, stage);
    else if (picked === 'later') {
      turn.session = { ...turn.session, remindAfter: addSeconds(turn.now, REMIND_LATER_DAYS * 86_400) };
      tell(turn, phrase('reminder.put', { days: REMIND_LATER_DAYS }));
    } else {
      turn.session = { ...turn.session, choices: { ...turn.session.choices, reminders: false } };
      turn.effects.push({ type: 'recordChoice', choice: 'reminders', value: 'no' });
      tell(turn, phrase('reminder.stopped'));
    }
    return true;
  },
};

function resume(turn: Turn, { id, wish, draftId, back }: StageOf<'reminded'>): void {
  turn.effects.push({ type: 'resumed', id });
  const draft = draftId === null ? undefined : turn.session.drafts[draftId];
  if (draft === undefined || draft.status !== 'draft') return begin(turn, wish);
  const here = turn.session.current === draft.id && back.name === 'paused';
  resumeDraft(turn, draft, here ? back.back : undefined);
}
