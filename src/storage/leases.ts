/** Leases ↔ rows: who has one is decided by one statement. */
import type { LeaseStore } from '#usecases/ports/leases.ts';
import type { Database } from './database.ts';

export function createLeaseStore(db: Database): LeaseStore {
  return {
    take: (name, owner, now, until) =>
      db.transaction(async tx => {
        const sql = `INSERT INTO lease (name, owner, expires_at) VALUES (?, ?, ?)
          ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at
          WHERE lease.owner = excluded.owner OR lease.expires_at <= ? RETURNING owner`;
        return (await tx.query(sql, [name, owner, until, now])).length > 0;
      }),
    release: async (name, owner) => {
      await db.execute('DELETE FROM lease WHERE name = ? AND owner = ?', [name, owner]);
    },
  };
}
