/** Messages for others that still wait, or could not be sent, and hold words of somebody who erases their data. */
import { readMessage } from './outbox-row.ts';
import { forRows, type Queryable, type Row } from './sql.ts';

const TABLES = [
  { table: 'outbox', owner: 'conversation' },
  { table: 'dead_letter', owner: 'participant_id' },
] as const;

/**
 * Where a text of theirs is quoted, its reference stands beside it: whoever asked for it may ask again.
 * `references`: `[network, reference]`.
 */
export async function forgetMessagesAbout(tx: Queryable, references: readonly Row[]): Promise<void> {
  for (const { table, owner } of TABLES) {
    const found = await forRows(
      tx,
      ['text', 'text'],
      references,
      v => `SELECT m.id, m.message, v.column2 FROM ${v} CROSS JOIN ${table} m CROSS JOIN participant p
        WHERE m.message LIKE '%' || v.column2 || '%' AND p.id = m.${owner} AND p.network_id = v.column1`,
    );
    const about = found.filter(([, message, reference]) => names(String(message), String(reference)));
    await remove(
      tx,
      table,
      about.map(([id = '']) => id),
    );
  }
}

/** A4-013 is not A4-0137. */
function names(message: string, reference: string): boolean {
  return message.split(reference).some((_, i, parts) => i > 0 && !/^\d/.test(parts[i] ?? ''));
}

/** Those of one conversation that hold any of these words, however the markup or a cut changed them. */
export async function forgetMessagesThatSay(
  tx: Queryable,
  conversation: string,
  words: readonly string[],
): Promise<void> {
  const wanted = words.map(text => bare(text).slice(0, KNOWN_BY)).filter(text => text !== '');
  if (wanted.length === 0) return;
  for (const { table, owner } of TABLES) {
    const rows = await tx.query(`SELECT id, message FROM ${table} WHERE ${owner} = ?`, [conversation]);
    const says = rows.filter(([, stored]) => {
      const message = bare(JSON.stringify(readMessage(stored)));
      return wanted.some(text => message.includes(text));
    });
    await remove(
      tx,
      table,
      says.map(([id = '']) => id),
    );
  }
}

/** UTF-16 units of a text by which it is known again: messages cut what they quote. */
const KNOWN_BY = 40;

function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

async function remove(tx: Queryable, table: string, ids: Row): Promise<void> {
  const rows = ids.map((id): Row => [id]);
  await forRows(tx, ['text'], rows, v => `DELETE FROM ${table} WHERE id IN (SELECT v.column1 FROM ${v})`);
}
