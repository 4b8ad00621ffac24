/** Cases of moderation, reports and alerts ↔ rows. */
import type {
  AppealState,
  CaseStatus,
  DangerAlert,
  ModerationCase,
  ModerationFigures,
  ModerationRows,
  ModerationStore,
} from '#usecases/moderation/ports.ts';
import type { StepEvent } from '#conversation/events.ts';
import type { Database } from './database.ts';
import { writeInternal } from './internal-inputs.ts';
import { readAccount } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { safeText, unsafeText } from './safe-text.ts';
import { forRows, type Queryable, type Row } from './sql.ts';

const COLUMNS = `contribution_id, version, network_id, consultation, participant_id, axis, reference, status, flags, fingerprint,
  opened_at, due_at, ground, decided_by, decided_at, appeal, appealed_at`;
const OF_CASE = COLUMNS.split(',')
  .map(column => `m.${column.trim()}`)
  .join(', ');
const WAITING = `(m.status = 'queued' OR m.appeal = 'asked')`;

/** Inside a staff act's transaction. */
export function moderationRows(tx: Queryable): ModerationRows {
  return {
    find: async (network, consultation, reference) => {
      const sql = `SELECT ${OF_CASE} FROM contribution c CROSS JOIN moderation_case m
        WHERE c.network_id = ? AND c.consultation = ? AND c.reference = ? AND c.status = 'submitted'
        AND m.contribution_id = c.id AND m.version = c.version`;
      const [row] = await tx.query(sql, [network, consultation, reference]);
      return row === undefined ? null : readCase(row);
    },
    queue: async (network, consultation, limit) => {
      const rows = await tx.query(`${current()} AND ${WAITING} ORDER BY m.opened_at`, [network, consultation]);
      const cases = rows.map(readCase);
      const urgent = (one: ModerationCase): number =>
        one.flags.includes('danger') ? 0 : one.appeal === 'asked' ? 1 : 2;
      return cases.toSorted((a, b) => urgent(a) - urgent(b)).slice(0, limit);
    },
    waiting: async (network, consultation) => {
      const sql = `SELECT CAST(count(*) AS int) FROM (${current()} AND ${WAITING}) AS w`;
      const [row] = await tx.query(sql, [network, consultation]);
      return Number(row?.[0] ?? 0);
    },
    save: async one => {
      const sql = `UPDATE moderation_case SET status = ?, flags = ?, due_at = ?, ground = ?, decided_by = ?, decided_at = ?,
        appeal = ?, appealed_at = ? WHERE contribution_id = ? AND version = ?`;
      const { status, flags, dueAt, ground, decidedBy, decidedAt, appeal, appealedAt, contributionId, version } = one;
      const values = [
        status,
        JSON.stringify(flags),
        dueAt,
        ground,
        accountText(decidedBy),
        decidedAt,
        appeal,
        appealedAt,
      ];
      await tx.execute(sql, [...values, contributionId, version]);
    },
    report: async (contributionId, participantId, at) => {
      const sql = `INSERT INTO moderation_report (contribution_id, participant_id, at) VALUES (?, ?, ?)
        ON CONFLICT DO NOTHING RETURNING at`;
      return (await tx.query(sql, [contributionId, participantId, at])).length > 0;
    },
    bodyOf: async (contributionId, version) => {
      const sql = 'SELECT body FROM contribution_version WHERE contribution_id = ? AND version = ?';
      const [row] = await tx.query(sql, [contributionId, version]);
      return row === undefined ? null : String(row[0]);
    },
    figures: (network, consultation) => figures(tx, network, consultation),
    openAlerts: async network => {
      const sql = `SELECT id, network_id, participant_id, at FROM danger_alert
        WHERE network_id = ? AND acknowledged_at IS NULL ORDER BY at LIMIT ?`;
      return (await tx.query(sql, [network, LIMITS.alertsShown])).map(readAlert);
    },
    accountsOf: async participantId => {
      const sql = 'SELECT platform, workspace, user_id FROM identity WHERE participant_id = ? ORDER BY created_at';
      return (await tx.query(sql, [participantId])).map(readAccount);
    },
    acknowledge: async (network, alertId, by, at) => {
      const sql = `UPDATE danger_alert SET acknowledged_by = ?, acknowledged_at = ?
        WHERE network_id = ? AND id = ? AND acknowledged_at IS NULL`;
      return (await tx.execute(sql, [accountText(by), at, network, alertId])) > 0;
    },
  };
}

/** The cases of the versions that count, of contributions that are there. */
function current(): string {
  return `SELECT ${OF_CASE} FROM moderation_case m CROSS JOIN contribution c
    WHERE m.network_id = ? AND m.consultation = ? AND c.id = m.contribution_id AND c.version = m.version
    AND c.status = 'submitted'`;
}

async function figures(tx: Queryable, network: string, consultation: string): Promise<ModerationFigures> {
  const count = async (column: string): Promise<Record<string, number>> => {
    const sql = `SELECT x.${column}, CAST(count(*) AS int) FROM (${current()}) AS x
      WHERE x.${column} IS NOT NULL GROUP BY x.${column}`;
    const rows = await tx.query(sql, [network, consultation]);
    return Object.fromEntries(rows.map(([name, of]) => [String(name), Number(of)]));
  };
  const [byStatus, byGround, appeals] = [await count('status'), await count('ground'), await count('appeal')];
  const reports = `SELECT CAST(count(DISTINCT r.contribution_id) AS int) FROM moderation_report r CROSS JOIN contribution c
    WHERE c.id = r.contribution_id AND c.network_id = ? AND c.consultation = ?`;
  const [reported] = await tx.query(reports, [network, consultation]);
  const { none: _none, ...asked } = appeals;
  return { byStatus, byGround, reported: Number(reported?.[0] ?? 0), appeals: asked };
}

export function createModerationStore(db: Database): ModerationStore {
  return {
    unchecked: async (since, limit) => {
      const sql = `SELECT c.id, w.version, c.network_id, c.consultation, c.participant_id, c.axis, c.reference, w.body, c.updated_at
        FROM contribution c CROSS JOIN contribution_version w
        WHERE c.updated_at >= ? AND c.status = 'submitted' AND w.contribution_id = c.id AND w.version = c.version
        AND NOT EXISTS (SELECT 1 FROM moderation_case m WHERE m.contribution_id = c.id AND m.version = c.version)
        ORDER BY c.updated_at, c.id LIMIT ?`;
      return (await db.query(sql, [since, limit])).map(row => ({
        contributionId: String(row[0]),
        version: Number(row[1]),
        network: String(row[2]),
        consultation: String(row[3]),
        participantId: String(row[4]),
        axis: Number(row[5]),
        reference: String(row[6]),
        body: String(row[7]),
        updatedAt: String(row[8]),
      }));
    },
    hasTwin: async ({ network, consultation, participantId }, fingerprint) => {
      const sql = `SELECT 1 FROM moderation_case m WHERE m.network_id = ? AND m.consultation = ? AND m.fingerprint = ?
        AND m.participant_id <> ? LIMIT 1`;
      return (await db.query(sql, [network, consultation, fingerprint, participantId])).length > 0;
    },
    open: async one => {
      // Only of somebody who is still there: an erasure may have come in between.
      const sql = `INSERT INTO moderation_case (${COLUMNS})
        SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM participant p WHERE p.id = ? ON CONFLICT DO NOTHING`;
      await db.execute(typed(db, sql), [...valuesOf(one), one.participantId]);
    },
    untoldAlerts: async limit => {
      const sql =
        'SELECT id, network_id, participant_id, at FROM danger_alert WHERE told_at IS NULL ORDER BY at LIMIT ?';
      return (await db.query(sql, [limit])).map(readAlert);
    },
    tellModerators: (alert, event, now) =>
      db.transaction(async tx => {
        const marked = await tx.execute('UPDATE danger_alert SET told_at = ? WHERE id = ? AND told_at IS NULL', [
          now,
          alert.id,
        ]);
        if (marked === 0) return 0;
        const people = await tx.query(
          `SELECT DISTINCT i.participant_id FROM staff_role r CROSS JOIN identity i
            WHERE r.network_id = ? AND r.role IN ('moderator', 'staff', 'operator') AND i.platform = r.platform
            AND i.workspace = r.workspace AND i.user_id = r.user_id ORDER BY i.participant_id`,
          [alert.network],
        );
        const told = people.map(([id]) => ({
          kind: 'internal' as const,
          id: `alert:${alert.id}:${String(id)}`,
          participantId: String(id),
          event: event(alert.id) as StepEvent,
        }));
        await writeInternal(tx, told, now);
        return told.length;
      }),
    statuses: (network, consultation) => statuses(db, network, consultation),
    statusesOf: (network, consultation, references) => statusesOf(db, network, consultation, references),
  };
}

/** PostgreSQL does not guess the type of a parameter that is selected. */
function typed(db: Database, sql: string): string {
  if (db.provider === 'sqlite') return sql;
  let n = 0;
  return sql.replace(/\?(?=,| FROM)/g, mark => {
    n += 1;
    return n === 2 || n === 6 ? `CAST(${mark} AS int)` : `CAST(${mark} AS text)`;
  });
}

export async function* statuses(db: Queryable, network: string, consultation: string): AsyncGenerator<ModerationCase> {
  let after: Row = ['', 0];
  for (;;) {
    const sql = `${current()} AND (m.contribution_id, m.version) > (?, ?) ORDER BY m.contribution_id, m.version LIMIT ?`;
    const rows = await db.query(sql, [network, consultation, ...after, LIMITS.exportPage]);
    for (const row of rows) yield readCase(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < LIMITS.exportPage) return;
    after = last.slice(0, 2);
  }
}

export async function statusesOf(
  db: Queryable,
  network: string,
  consultation: string,
  references: readonly string[],
): Promise<ModerationCase[]> {
  const rows = await forRows(
    db,
    ['text', 'text', 'text'],
    [...new Set(references)].map(reference => [network, consultation, reference]),
    v => `SELECT ${OF_CASE} FROM ${v} CROSS JOIN contribution c CROSS JOIN moderation_case m
      WHERE c.network_id = v.column1 AND c.consultation = v.column2 AND c.reference = v.column3
      AND c.status = 'submitted' AND m.contribution_id = c.id AND m.version = c.version`,
  );
  return rows.map(readCase);
}

function valuesOf(one: ModerationCase): (string | number | null)[] {
  return [
    one.contributionId,
    one.version,
    one.network,
    one.consultation,
    one.participantId,
    one.axis,
    one.reference,
    one.status,
    JSON.stringify(one.flags),
    one.fingerprint,
    one.openedAt,
    one.dueAt,
    one.ground,
    accountText(one.decidedBy),
    one.decidedAt,
    one.appeal,
    one.appealedAt,
  ];
}

/** An account's name is a platform's: it may hold what a column can't. */
function accountText(account: string | null): string | null {
  return account === null ? null : safeText(account);
}

function readCase(row: Row): ModerationCase {
  const text = (i: number): string => String(row[i] ?? '');
  const orNull = (i: number): string | null => (row[i] === null || row[i] === undefined ? null : String(row[i]));
  return {
    contributionId: text(0),
    version: Number(row[1]),
    network: text(2),
    consultation: text(3),
    participantId: text(4),
    axis: Number(row[5]),
    reference: text(6),
    status: text(7) as CaseStatus,
    flags: JSON.parse(text(8)) as string[],
    fingerprint: text(9),
    openedAt: text(10),
    dueAt: text(11),
    ground: orNull(12),
    decidedBy: orNull(13) === null ? null : unsafeText(text(13)),
    decidedAt: orNull(14),
    appeal: text(15) as AppealState,
    appealedAt: orNull(16),
  };
}

function readAlert([id, network, participantId, at]: Row): DangerAlert {
  return { id: String(id), network: String(network), participantId: String(participantId), at: String(at) };
}
