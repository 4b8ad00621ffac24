/** Counts for whoever watches the service. */
import type { Figures, FiguresStore } from '#usecases/ports/figures.ts';
import type { Database } from './database.ts';
import { unsafeText } from './safe-text.ts';

export function createFiguresStore(db: Database): FiguresStore {
  const count = async (sql: string): Promise<number> => Number((await db.query(sql, []))[0]?.[0] ?? 0);
  return {
    now: async (): Promise<Figures> => {
      const outbox = await db.query('SELECT platform, CAST(count(*) AS int) FROM outbox GROUP BY platform', []);
      const [oldest] = await db.query('SELECT min(created_at) FROM outbox', []);
      return {
        outbox: Object.fromEntries(outbox.map(([platform, of]) => [unsafeText(String(platform)), Number(of)])),
        oldest: typeof oldest?.[0] === 'string' ? oldest[0] : null,
        deadLetters: await count('SELECT CAST(count(*) AS int) FROM dead_letter'),
        pending: await count("SELECT CAST(count(*) AS int) FROM pending_input WHERE status = 'pending'"),
        failed: await count("SELECT CAST(count(*) AS int) FROM pending_input WHERE status = 'failed'"),
        moderation: await count(
          "SELECT CAST(count(*) AS int) FROM moderation_case WHERE status = 'queued' OR appeal = 'asked'",
        ),
        alerts: await count('SELECT CAST(count(*) AS int) FROM danger_alert WHERE acknowledged_at IS NULL'),
      };
    },
  };
}
