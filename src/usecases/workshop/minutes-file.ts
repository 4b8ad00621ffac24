/** The minutes as a file of a message: made when it is sent. */
import type { OutboundFile } from '#messaging/index.ts';
import type { Workshop } from '#workshop/index.ts';

export function minutesFile({ id, axis, lang }: Pick<Workshop, 'id' | 'axis' | 'lang'>): OutboundFile {
  const name = lang.startsWith('en') ? `minutes-topic-${axis}.html` : `compte-rendu-theme-${axis}.html`;
  return { name, mediaType: 'text/html', content: { from: 'minutes', workshopId: id } };
}
