/** Revisions of axes: kept for ever, so that a draft can stay on the one it began with. */
import type { Axis } from '#consultation/definition.ts';
import type { RevisionStore } from '#usecases/ports.ts';
import type { DraftsOfRevision } from '#usecases/staff/revisions/ports.ts';
import type { Database } from './database.ts';
import { insertRows, type Queryable } from './sql.ts';

export function createRevisionStore(db: Database): RevisionStore {
  return {
    keep: async (consultation, axes, now) => {
      const rows = axes.map(axis => [consultation, axis.revision, axis.number, now, JSON.stringify(axis)]);
      if (rows.length === 0) return [];
      const columns = ['consultation', 'revision', 'number', 'kept_at', 'body'];
      // A revision is the hash of its content: what is there is what would be written.
      const kept = await db.transaction(tx =>
        insertRows(
          tx,
          'axis_revision',
          columns,
          ['text', 'text', 'int', 'text', 'text'],
          rows,
          'ON CONFLICT DO NOTHING',
          'RETURNING revision',
        ),
      );
      const fresh = new Set(kept.map(([revision]) => String(revision)));
      return axes.filter(({ revision }) => fresh.has(revision));
    },
    ...revisionRows(db),
  };
}

/** Those kept, on the database or inside a transaction. */
export function revisionRows(on: Queryable): Pick<RevisionStore, 'all'> {
  return {
    all: async consultation => {
      const sql = 'SELECT body FROM axis_revision WHERE consultation = ? ORDER BY number, kept_at, revision';
      return (await on.query(sql, [consultation])).map(([body]) => JSON.parse(String(body)) as Axis);
    },
  };
}

/** Drafts not sent yet, of each revision: by the figures' index. */
export async function draftsByRevision(
  on: Queryable,
  network: string,
  consultation: string,
): Promise<readonly DraftsOfRevision[]> {
  const sql = `SELECT f.axis, f.revision, CAST(count(*) AS int) FROM draft_fact f
    WHERE f.network_id = ? AND f.consultation = ? AND f.status = 'draft' GROUP BY f.axis, f.revision ORDER BY f.axis`;
  return (await on.query(sql, [network, consultation])).map(([axis, revision, drafts]) => ({
    axis: Number(axis),
    revision: String(revision),
    drafts: Number(drafts),
  }));
}
