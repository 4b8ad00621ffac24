/** Syntheses and action sheets: documents in versions, guarded by their version. */
import type {
  NewReviewedVersion,
  ReviewAct,
  ReviewedDocument,
  ReviewedKind,
  ReviewedStore,
  ReviewedVersion,
  ReviewStatus,
} from '#usecases/publication/ports.ts';
import { forgetInReviewedBody } from '#synthesis/reviewed-body.ts';
import { type Database, Stale } from './database.ts';
import { forRows, insertRows, type Queryable, type Row } from './sql.ts';

const COLUMNS = 'id, network_id, consultation, kind, axis, number, status, version, merged_into, updated_at';

/** Each write in a transaction of its own. `newId`: unique ids of at most 40 ASCII characters. */
export function createReviewedStore(db: Database, newId: () => string): ReviewedStore {
  return {
    ...reviewedRows(db, newId),
    create: (of, first) => db.transaction(tx => reviewedRows(tx, newId).create(of, first)),
    append: (id, after, next) => db.transaction(tx => reviewedRows(tx, newId).append(id, after, next)),
  };
}

/** The same inside a transaction that somebody else began. */
export function reviewedRows(on: Queryable, newId: () => string): ReviewedStore {
  const documents = async (where: string, parameters: Row): Promise<ReviewedDocument[]> =>
    (await on.query(`SELECT ${COLUMNS} FROM reviewed_document WHERE ${where}`, parameters)).map(documentOf);
  const versions = async (documentId: string, rest: string): Promise<ReviewedVersion[]> => {
    const sql = `SELECT version, at, made_by, act, body FROM reviewed_version WHERE document_id = ? ${rest}`;
    return (await on.query(sql, [documentId])).map(versionOf);
  };
  return {
    create: async ({ network, consultation, kind, axis }, first) => {
      const id = newId();
      const [made] = await on.query(
        `INSERT INTO reviewed_document (${COLUMNS})
          SELECT ?, ?, ?, ?, CAST(? AS int), COALESCE(max(number), 0) + 1, ?, 1, NULL, ? FROM reviewed_document
          WHERE network_id = ? AND consultation = ? AND kind = ? AND axis = ?
          ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
        [id, network, consultation, kind, axis, first.status, first.at, network, consultation, kind, axis],
      );
      // Another one took that number at the same instant: begin again, with the next.
      if (made === undefined) throw new Stale();
      await writeVersion(on, { id, network, consultation, kind }, 1, first);
      return documentOf(made);
    },
    list: ({ network, consultation }, kind) =>
      documents('network_id = ? AND consultation = ? AND kind = ? ORDER BY axis, number', [
        network,
        consultation,
        kind,
      ]),
    find: async ({ network, consultation }, kind, axis, number) => {
      const where = 'network_id = ? AND consultation = ? AND kind = ? AND axis = ? AND number = ?';
      return (await documents(where, [network, consultation, kind, axis, number]))[0] ?? null;
    },
    pending: limit => documents("status = 'pending' ORDER BY updated_at, id LIMIT ?", [limit]),
    versions: documentId => versions(documentId, 'ORDER BY version'),
    latest: async documentId => (await versions(documentId, 'ORDER BY version DESC LIMIT 1'))[0] ?? null,
    append: async (documentId, after, next) => {
      const [changed] = await on.query(
        `UPDATE reviewed_document SET version = ?, status = ?, merged_into = ?, updated_at = ?
          WHERE id = ? AND version = ? RETURNING network_id, consultation, kind`,
        [after + 1, next.status, next.mergedInto ?? null, next.at, documentId, after],
      );
      if (changed === undefined) return 'stale';
      const [network, consultation, kind] = changed.map(String) as [string, string, ReviewedKind];
      await writeVersion(on, { id: documentId, network, consultation, kind }, after + 1, next);
      return 'kept';
    },
  };
}

type Of = Pick<ReviewedDocument, 'id' | 'network' | 'consultation' | 'kind'>;

async function writeVersion(tx: Queryable, of: Of, version: number, next: NewReviewedVersion): Promise<void> {
  const cited = [...new Set(next.sources)].toSorted();
  const gone = await goneAmong(tx, of, cited, next.read ?? new Map());
  const body = gone.size === 0 ? next.body : forgetInReviewedBody(of.kind, next.body, gone);
  await insertRows(
    tx,
    'reviewed_version',
    ['document_id', 'version', 'at', 'made_by', 'act', 'body'],
    ['text', 'int', 'text', 'text', 'text', 'text'],
    [[of.id, version, next.at, next.madeBy, next.act, body]],
  );
  const sources = cited.filter(reference => !gone.has(reference)).map(reference => [of.id, reference]);
  const columns = ['document_id', 'reference'];
  await insertRows(tx, 'reviewed_source', columns, ['text', 'text'], sources, 'ON CONFLICT DO NOTHING');
}

/**
 * What is written was read a while ago: who erased their data since is taken out of it, and so is what was corrected or
 * taken back since it was read. The contributions that stand are locked, so that a change comes before, and is seen here,
 * or after, and finds this version.
 */
async function goneAmong(
  tx: Queryable,
  of: Of,
  cited: readonly string[],
  read: ReadonlyMap<string, number>,
): Promise<ReadonlySet<string>> {
  const rows = cited.map(reference => [of.network, of.consultation, reference]);
  const types = ['text', 'text', 'text'] as const;
  const where = (table: string) => `${table}.network_id = v.column1 AND ${table}.consultation = v.column2
    AND ${table}.reference = v.column3`;
  const lock = tx.provider === 'postgresql' ? 'FOR SHARE OF c' : '';
  const standing = await forRows(
    tx,
    types,
    rows,
    v => `SELECT c.reference, c.version FROM ${v} CROSS JOIN contribution c WHERE ${where('c')} ORDER BY c.id ${lock}`,
  );
  const gone = await forRows(
    tx,
    types,
    rows,
    v => `SELECT e.reference FROM ${v} CROSS JOIN erased_contribution e WHERE ${where('e')}`,
  );
  const changed = standing.filter(
    ([reference, version]) => Number(version) > (read.get(String(reference)) ?? Infinity),
  );
  return new Set([...gone, ...changed].map(([reference]) => String(reference)));
}

function documentOf(row: Row): ReviewedDocument {
  const [id, network, consultation, kind, axis, number, status, version, mergedInto, updatedAt] = row;
  return {
    id: String(id),
    network: String(network),
    consultation: String(consultation),
    kind: String(kind) as ReviewedKind,
    axis: Number(axis),
    number: Number(number),
    status: String(status) as ReviewStatus,
    version: Number(version),
    mergedInto: mergedInto === null || mergedInto === undefined ? null : String(mergedInto),
    updatedAt: String(updatedAt),
  };
}

function versionOf([version, at, madeBy, act, body]: Row): ReviewedVersion {
  return {
    version: Number(version),
    at: String(at),
    madeBy: String(madeBy),
    act: String(act) as ReviewAct,
    body: String(body),
  };
}

/**
 * Takes these people's contributions out of every version of every document that stands on them, before they go.
 * `forget`: a body without the contributions of these references.
 */
export async function forgetInReviewed(
  tx: Queryable,
  participantIds: readonly string[],
  forget: (kind: ReviewedKind, body: string, references: ReadonlySet<string>) => string,
): Promise<void> {
  const found = await forRows(
    tx,
    ['text'],
    participantIds.toSorted().map(id => [id]),
    v => `SELECT d.id, d.kind, s.reference FROM ${v} CROSS JOIN contribution c
      CROSS JOIN reviewed_source s CROSS JOIN reviewed_document d
      WHERE c.participant_id = v.column1 AND s.reference = c.reference AND d.id = s.document_id
      AND d.network_id = c.network_id AND d.consultation = c.consultation ORDER BY d.id`,
  );
  for (const [id = '', rows] of Map.groupBy(found, row => row[0])) {
    const references = new Set(rows.map(row => String(row[2])));
    const kind = String(rows[0]?.[1]) as ReviewedKind;
    const versions = await tx.query('SELECT version, body FROM reviewed_version WHERE document_id = ?', [id]);
    for (const [version = 0, body] of versions) {
      const text = forget(kind, String(body), references);
      const sql = 'UPDATE reviewed_version SET body = ? WHERE document_id = ? AND version = ?';
      await tx.execute(sql, [text, id, version]);
    }
    for (const reference of references)
      await tx.execute('DELETE FROM reviewed_source WHERE document_id = ? AND reference = ?', [id, reference]);
  }
}
