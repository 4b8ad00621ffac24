/** The privacy notice: its short form before the first answer, its whole text on demand. That it was shown is recorded. */
import { type Phrase, phrase } from './phrases.ts';
import { local, tell, type Turn } from './turn.ts';

export function tellNotice(turn: Turn): void {
  const { notice } = turn.context.consultation;
  turn.effects.push({ type: 'recordChoice', choice: 'notice_shown', value: notice.version });
  tell(turn, shortNotice(turn));
}

function shortNotice(turn: Turn): Phrase {
  const { notice } = turn.context.consultation;
  return phrase('notice.short', {
    controller: local(turn, notice.controller),
    basis: local(turn, notice.legalBasis),
    platform: platformName(turn.session.address.platform),
    retention: local(turn, notice.retention),
    purposes: local(turn, notice.purposes),
    recipients: local(turn, notice.recipients),
    contact: notice.contact,
    age: notice.minimumAge,
  });
}

export function tellFullNotice(turn: Turn): void {
  turn.effects.push({
    type: 'recordChoice',
    choice: 'notice_shown',
    value: `${turn.context.consultation.notice.version} full`,
  });
  tell(turn, phrase('notice.fullText', { text: { markdown: local(turn, turn.context.consultation.notice.full) } }));
}

/** How people call the platform they write from. */
export function platformName(platform: string): string {
  const names: Readonly<Record<string, string>> = {
    slack: 'Slack',
    discord: 'Discord',
    matrix: 'Matrix',
    terminal: 'Terminal',
  };
  return names[platform] ?? platform;
}
