/** What simulated people say: real answers where they are at hand, ours otherwise. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { comparable, readRows, type Row } from '#cli/replay/rows.ts';
import { readIntent } from '#conversation/intent.ts';
import { saysNothing } from '#conversation/says-nothing.ts';
import { isDontKnow } from '#text/index.ts';

/** Outside the repository: real answers to a consultation held by a chatbot, bursts of several messages included. */
const REAL = fileURLToPath(new URL('../../../../shared/data/chatbot_elf/reponses.jsonl', import.meta.url));

export interface Answers {
  readonly rows: readonly Row[];
  /** To be printed: where they came from. */
  readonly source: string;
}

/** At most so many; a seventh of them or so in several messages. */
export async function readAnswers(most: number): Promise<Answers> {
  if (!existsSync(REAL)) return { rows: ownAnswers(most), source: 'ABSENT: the real answers; ours instead' };
  const { rows } = await readRows(REAL, Number.POSITIVE_INFINITY);
  const plain = rows.filter(isPlain);
  const several = plain.filter(row => row.messages.length > 1);
  const single = plain.filter(row => row.messages.length === 1);
  // Bursts are what a crash may tear: one in three here.
  const mixed = single.slice(0, most).flatMap((row, i) => {
    const burst = i % 2 === 0 ? several[i / 2] : undefined;
    return burst === undefined ? [row] : [burst, row];
  });
  return { rows: mixed.slice(0, most), source: 'real answers' };
}

/** Words that are also a command, « je ne sais pas », or that pass an optional question (« rien »), are another test's. */
function isPlain({ messages }: Row): boolean {
  return messages.every(
    text =>
      readIntent(text) === null &&
      !isDontKnow(text) &&
      !saysNothing(text) &&
      comparable(text).length > 3 &&
      comparable(text) === text,
  );
}

const OPENINGS = ['Chez nous', 'Dans le canton', 'À la médiathèque', 'Au marché le mercredi', 'Depuis deux ans'];
const MIDDLES = ['il manque une permanence', 'les gens viennent avec leur téléphone', 'le réseau passe mal'];
const ENDINGS = ['et personne ne sait qui appeler', 'surtout pour les papiers', 'mais la mairie aide beaucoup'];

function ownAnswers(most: number): Row[] {
  return Array.from({ length: most }, (_, i) => {
    const text = (n: number): string =>
      `${OPENINGS[(i + n) % 5]}, ${MIDDLES[(i + n) % 3]} (${i}.${n}), ${ENDINGS[(i * 2 + n) % 3]}.`;
    const messages = Array.from({ length: i % 3 === 0 ? 1 + ((i / 3) % 4) : 1 }, (_one, n) => text(n));
    return { id: `own-${i}`, messages };
  });
}
