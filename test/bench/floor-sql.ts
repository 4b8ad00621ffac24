/**
 * The floor's SQL, written by hand: one row a statement, `?` for a parameter. Both floors run these, prepared once, in
 * one transaction per message: read the account and the session, the dedupe row, the guarded session, then its rows.
 */
import { OUTBOX_COLUMNS } from '#storage/outbox-row.ts';

export const SQL = {
  account: 'SELECT participant_id FROM identity WHERE platform = ? AND workspace = ? AND user_id = ?',
  session: 'SELECT version, schema, state FROM session WHERE participant_id = ?',
  inbox: 'INSERT INTO inbox (platform, workspace, event_id, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  participant: 'INSERT INTO participant (id, network_id, created_at) VALUES (?, ?, ?)',
  identity:
    'INSERT INTO identity (platform, workspace, user_id, participant_id, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  newSession:
    'INSERT INTO session (participant_id, version, schema, state, wake_at, updated_at) VALUES (?, 1, ?, ?, ?, ?)',
  updateSession:
    'UPDATE session SET version = version + 1, schema = ?, state = ?, wake_at = ?, updated_at = ? WHERE participant_id = ? AND version = ?',
  answer:
    'INSERT INTO answer (participant_id, draft_id, question, axis, value, parts, at) VALUES (?, ?, ?, ?, ?, ?, ?) ' +
    'ON CONFLICT (participant_id, draft_id, question) DO UPDATE SET axis = excluded.axis, value = excluded.value, parts = excluded.parts, at = excluded.at',
  choice:
    'INSERT INTO choice_record (participant_id, choice, value, at, platform, workspace) VALUES (?, ?, ?, ?, ?, ?)',
  outbox: `INSERT INTO outbox (${OUTBOX_COLUMNS.join(', ')}) VALUES (${OUTBOX_COLUMNS.map(() => '?').join(', ')})`,
  counter:
    'INSERT INTO counter (network_id, consultation, axis, value) VALUES (?, ?, ?, 1) ' +
    'ON CONFLICT (network_id, consultation, axis) DO UPDATE SET value = counter.value + 1',
  contribution:
    'INSERT INTO contribution (id, participant_id, network_id, consultation, axis, reference, number, version, status, updated_at) ' +
    'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  contributionVersion:
    'INSERT INTO contribution_version (contribution_id, version, revision, kind, submitted_at, body) VALUES (?, ?, ?, ?, ?, ?)',
} as const;

export type StatementName = keyof typeof SQL;

/** The same with PostgreSQL's `$1`, `$2`… */
export function numbered(sql: string): string {
  let rank = 0;
  return sql.replaceAll('?', () => `$${(rank += 1)}`);
}

/** Tables compared after a run, in a stable order; an autoincremented id is left out. */
export const COMPARED: Readonly<Record<string, string>> = {
  participant: 'SELECT * FROM participant ORDER BY id',
  identity: 'SELECT * FROM identity ORDER BY user_id',
  session: 'SELECT participant_id, version, schema, state, wake_at, updated_at FROM session ORDER BY participant_id',
  answer:
    'SELECT participant_id, draft_id, question, axis, value, parts, at FROM answer ORDER BY participant_id, draft_id, question',
  choice_record:
    'SELECT participant_id, choice, value, at, platform, workspace FROM choice_record ORDER BY participant_id, choice, value',
  inbox: 'SELECT platform, workspace, event_id, at FROM inbox ORDER BY event_id',
  outbox: 'SELECT * FROM outbox ORDER BY conversation, rank',
  contribution:
    'SELECT id, participant_id, axis, reference, number, version, status, updated_at FROM contribution ORDER BY id',
  contribution_version:
    'SELECT contribution_id, version, revision, kind, submitted_at, body FROM contribution_version ORDER BY contribution_id, version',
  counter: 'SELECT network_id, consultation, axis, value FROM counter ORDER BY axis',
};
