/** What a language model said, kept beside the contributions that it was said of, and erased with them. */
import type { ModelCache } from '#usecases/synthesis/ports.ts';
import type { Database } from './database.ts';
import { forRows, forShare, insertRows, type Queryable, type Row } from './sql.ts';

export function createModelAnswerStore(db: Database, now: () => string): ModelCache {
  return {
    get: async key => {
      const [row] = await db.query('SELECT value FROM model_answer WHERE id = ?', [key]);
      return row === undefined ? null : String(row[0]);
    },
    set: (key, value, contributions) =>
      db.transaction(async tx => {
        const references = [...new Set(contributions)].toSorted().map(reference => [reference]);
        // Whoever erases waits for this, or is done: then nothing is kept of what they said.
        const there = await forRows(
          tx,
          ['text'],
          references,
          v => `SELECT c.reference FROM ${v} CROSS JOIN contribution c WHERE c.reference = v.column1
            ORDER BY c.id ${forShare(tx.provider, 'c')}`,
        );
        if (new Set(there.map(([reference]) => reference)).size < references.length) return;
        const answer = [[key, value, now()]];
        await insertRows(tx, 'model_answer', ['id', 'value', 'kept_at'], ['text', 'text', 'text'], answer, IGNORE);
        const sources = references.map(row => [key, ...row]);
        await insertRows(tx, 'model_answer_source', ['answer_id', 'reference'], ['text', 'text'], sources, IGNORE);
      }),
  };
}

/** In the transaction that erases these contributions (`[network, reference]`), which it holds. */
export async function forgetModelAnswers(tx: Queryable, references: readonly Row[]): Promise<void> {
  await forRows(
    tx,
    ['text'],
    references.map(([, reference]) => [reference ?? '']),
    v => `DELETE FROM model_answer WHERE id IN (
      SELECT s.answer_id FROM ${v} CROSS JOIN model_answer_source s WHERE s.reference = v.column1)`,
  );
}

const IGNORE = 'ON CONFLICT DO NOTHING';
