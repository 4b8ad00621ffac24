/** What the simulated people write: the nine messages of the comparison with other engines, and one whole axis. */
import type { InboundEvent } from '#messaging/index.ts';

const OPEN_TEXT =
  'Chez nous il y a une permanence par semaine à la médiathèque. Les gens viennent avec leur téléphone et leurs papiers, ' +
  'il faudrait deux demi-journées et quelqu’un au marché le mercredi.';

/** Nine messages: from the first word to the third question of axis 4. */
export const NINE_MESSAGES: readonly string[] = [
  'contribuer 4',
  '1',
  '1',
  '1, 3',
  '1',
  '74',
  OPEN_TEXT,
  'c’est tout',
  'une dizaine',
];

/** Axis 5, its optional part included, answered in one sitting and sent: twenty-four questions. */
const OPEN_ANSWER = [OPEN_TEXT, 'c’est tout'];
export const WHOLE_AXIS: readonly string[] = [
  ['contribuer 5', '1', '1', 'la carte grise', 'c’est tout', '1', '74', 'depuis 2021', '1, 2', '1', '2'],
  [...OPEN_ANSWER, '3', '1'],
  [...OPEN_ANSWER, ...OPEN_ANSWER, ...OPEN_ANSWER, ...OPEN_ANSWER, ...OPEN_ANSWER, 'oui'],
  [
    'la mairie',
    'c’est tout',
    'la CAF',
    'c’est tout',
    'personnes aidées, 40, 80, fin 2027',
    'Un guichet mobile',
    'c’est tout',
  ],
  ['1', '1', ...OPEN_ANSWER, '1', '1', 'mars 2027, fin 2028', 'passer', 'envoyer', '1'],
].flat();

/** The `n`-th message of a person: one account, one direct conversation, ids and order as a platform gives them. */
export function messageOf(person: number, n: number, text: string, at: string): InboundEvent {
  const userId = `u${person}`;
  const address = { platform: 'terminal', workspace: 'local', channel: userId, thread: null, userId };
  return {
    kind: 'message',
    eventId: `${userId}-${n}`,
    order: String(n).padStart(8, '0'),
    at,
    address,
    author: { platform: 'terminal', workspace: 'local', userId, displayName: `Personne ${person}` },
    direct: true,
    ref: `m${n}`,
    text,
    files: [],
    replyTo: null,
  };
}
