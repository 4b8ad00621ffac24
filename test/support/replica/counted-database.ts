/** A database whose commits are counted, so that its process can be stopped right after any one of them. */
import type { Database } from '#storage/database.ts';

/**
 * `onCommit` hears the number of each commit that wrote something, from 1, before whoever asked for it does; what it
 * returns is waited for.
 */
export function countCommits(db: Database, onCommit: (n: number) => void | Promise<void>): Database {
  let commits = 0;
  const committed = (): void | Promise<void> => {
    commits += 1;
    return onCommit(commits);
  };
  return {
    ...db,
    execute: async (sql, parameters) => {
      const rows = await db.execute(sql, parameters);
      await committed();
      return rows;
    },
    transaction: async work => {
      let wrote = false;
      const result = await db.transaction(tx => {
        wrote = false;
        return work({
          ...tx,
          query: (sql, parameters) => {
            wrote ||= !isRead(sql);
            return tx.query(sql, parameters);
          },
          each: (types, rows, sql, before) => {
            wrote ||= !isRead(sql('v'));
            return tx.each(types, rows, sql, before);
          },
          execute: (sql, parameters) => {
            wrote = true;
            return tx.execute(sql, parameters);
          },
        });
      });
      if (wrote) await committed();
      return result;
    },
  };
}

function isRead(sql: string): boolean {
  return /^\s*SELECT/i.test(sql);
}
