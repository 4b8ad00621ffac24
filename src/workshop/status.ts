/** « où en sommes-nous », « aide », « compte rendu ». */
import { referenceOf, tellDraftStatus } from './drafting.ts';
import { phrase } from './phrases.ts';
import { tellTime } from './questions.ts';
import { present, rankOf, say, tell } from './turn.ts';
import type { Turn } from './turn.ts';

export function tellMinutes(turn: Turn): void {
  say(turn, [phrase('minutes.here')], { minutes: true });
}

export function tellStatus(turn: Turn, asked: 'status' | 'help'): void {
  const { phase } = turn.workshop;
  if (asked === 'help') return void tellHelp(turn);
  switch (phase.name) {
    case 'question':
      return tellTime(turn, phase);
    case 'drafting':
    case 'validating':
      return tellDraftStatus(turn);
    case 'paused':
      return tell(turn, phrase('status.paused', { n: rankOf(turn.workshop, phase.back.question) }));
    case 'submitted':
      return tell(turn, phrase('status.submitted', { reference: referenceOf(turn.workshop) }));
    case 'closed':
      return tell(turn, phrase('status.closed'));
    default:
      return tell(turn, phrase('status.before', { people: present(turn.workshop) }));
  }
}

export function tellHelp(turn: Turn): true {
  tell(turn, phrase('help.everyone'));
  tell(turn, phrase('help.facilitator'));
  return true;
}
