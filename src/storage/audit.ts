/** What the staff did ↔ rows: accounts, never names, which are looked up when it is read. */
import type { AuditEntry, AuditRows } from '#usecases/staff/ports.ts';
import { accountRow, keyText, rowKey } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { safeText, unsafeText } from './safe-text.ts';
import { forRows, type Queryable, type Row } from './sql.ts';

const COLUMNS = 'network_id, at, who, act, subject, place, outcome';

export function auditRows(tx: Queryable, newId: () => string): AuditRows {
  return {
    add: async ({ network, at, who, act, on, where, outcome }) => {
      const [by = '', what = '', subject = '', place = ''] = [who, act, on, where].map(text =>
        safeText(text.slice(0, LIMITS.auditChars)),
      );
      const sql = `INSERT INTO audit (id, ${COLUMNS}, display_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')`;
      await tx.execute(sql, [newId(), network, at, by, what, subject, place, outcome]);
    },
    latest: async (network, limit) => {
      const where = network === null ? '' : 'WHERE network_id = ?';
      const sql = `SELECT ${COLUMNS} FROM audit ${where} ORDER BY at DESC, id DESC LIMIT ?`;
      return (await tx.query(sql, network === null ? [limit] : [network, limit])).map(readEntry);
    },
    namesOf: async accounts => {
      const keys = accounts.map(({ platform, workspace, userId }) => accountRow(platform, workspace, userId));
      const rows = await forRows(
        tx,
        ['text', 'text', 'text'],
        keys,
        v => `SELECT i.platform, i.workspace, i.user_id, s.state FROM ${v} CROSS JOIN identity i CROSS JOIN session s
          WHERE i.platform = v.column1 AND i.workspace = v.column2 AND i.user_id = v.column3
          AND s.participant_id = i.participant_id`,
      );
      const known = new Map(rows.map(row => [rowKey(row.slice(0, 3)), nameIn(String(row[3]))]));
      return keys.map(key => known.get(keyText(key)) ?? '');
    },
  };
}

function nameIn(state: string): string {
  return (JSON.parse(state) as { displayName?: string }).displayName ?? '';
}

function readEntry(row: Row): AuditEntry {
  const [network = '', at = '', who = '', act = '', on = '', where = '', outcome = ''] = row.map(value =>
    unsafeText(String(value)),
  );
  return { network, at, who, act, on, where, outcome: outcome === 'refused' ? 'refused' : 'done' };
}
