/** The nine messages of one person, from the first word to a contribution sent: what each delivery cell is tried on. */
import type { InboundEvent } from '#messaging/index.ts';

export const AT = '2027-02-01T10:00:00.000Z';

const NINE: readonly string[] = [
  'contribuer 4',
  '1',
  '1',
  '1, 3',
  '1',
  '74',
  'Une permanence par semaine à la médiathèque : les gens viennent avec leur téléphone et leurs papiers.',
  'envoyer',
  '1',
];
export const MESSAGES = NINE.length;

/** The open answer of the nine, and the texts of the others that are kept as they were written. */
export const KEPT: readonly string[] = [NINE[3] ?? '', NINE[6] ?? ''];

/** The `n`-th of them (from 0), in the workspace of the same name as the platform. */
export function nthEvent(platform: string, n: number): Extract<InboundEvent, { kind: 'message' }> {
  const user = `user-${platform}`;
  return {
    kind: 'message',
    eventId: `e${n}`,
    order: `${AT}/${n}`,
    at: AT,
    address: { platform, workspace: platform, channel: null, thread: null, userId: user },
    author: { platform, workspace: platform, userId: user, displayName: user },
    direct: true,
    ref: `m${n}`,
    text: NINE[n] ?? '',
    files: [],
    replyTo: null,
  };
}
