/** What is typed to try each command of the team, from the list of the code: a new command is tried from its first day. */
import type { StaffCommand } from '#usecases/staff/command.ts';

export interface Examples {
  /** The number of a theme that exists. */
  readonly axis: number;
  readonly reference: string;
  /** An account as the staff write it. */
  readonly account: string;
  /** A day to come. */
  readonly day: string;
}

/** What follows the words, where something must; a command that is not here is tried alone. */
export function argumentsOf({ axis, reference, account, day }: Examples): Readonly<Record<string, string>> {
  return {
    'team.add': `${account} animation`,
    'team.remove': account,
    'axis.open': `${axis}`,
    'axis.close': `${axis}`,
    'axis.prolong': `${axis} jusqu'au ${day}`,
    'axis.announce': `${axis}`,
    'axis.kit': `${axis}`,
    'moderation.read': reference,
    'moderation.visible': reference,
    'transcription.listen': reference,
    'transcription.write': `${reference} Il faudrait une permanence.`,
    'transcription.rewrite': `${reference} Il faudrait une permanence.`,
    'moderation.hide': `${reference} insulte`,
    'moderation.redact': `${reference} insulte`,
    // Alone, these are words of anybody's answer.
    'moderation.pointOut': reference,
    'moderation.appeal': reference,
    'follow-up': 'territoires',
    // Whatever the day on which it is tried, nothing moves it.
    'campaign.new': `brouillons ${axis} chaque mardi à 10 h, fériés compris`,
    'campaign.start': 'R1',
    'campaign.pause': 'R1',
    'campaign.stop': 'R1',
  };
}

/** The command in its first words, with what follows them. */
export function sayingOf({ name, words }: StaffCommand, examples: Examples): string {
  return [words[0] ?? '', argumentsOf(examples)[name] ?? ''].join(' ').trim();
}
