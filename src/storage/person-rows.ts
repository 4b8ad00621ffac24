/** Rows of people: themselves, their accounts and their sessions, each statement written once. */
import { insertRows, type Queryable, type Row } from './sql.ts';

/** `rows`: id, network, made at. */
export async function insertParticipants(tx: Queryable, rows: readonly Row[]): Promise<void> {
  await insertRows(tx, 'participant', ['id', 'network_id', 'created_at'], ['text', 'text', 'text'], rows);
}

/** `rows`: platform, workspace, account, participant, made at. Returns the accounts that nobody had. */
export function insertIdentities(tx: Queryable, rows: readonly Row[]): Promise<readonly Row[]> {
  return insertRows(
    tx,
    'identity',
    ['platform', 'workspace', 'user_id', 'participant_id', 'created_at'],
    ['text', 'text', 'text', 'text', 'text'],
    rows,
    'ON CONFLICT DO NOTHING',
    'RETURNING platform, workspace, user_id',
  );
}

/** `rows`: participant, version, schema, state, wake at, updated at. Returns the participants who had none. */
export async function insertSessions(tx: Queryable, rows: readonly Row[]): Promise<readonly string[]> {
  const written = await insertRows(
    tx,
    'session',
    ['participant_id', 'version', 'schema', 'state', 'wake_at', 'updated_at'],
    ['text', 'int', 'int', 'text', 'text', 'text'],
    rows,
    'ON CONFLICT DO NOTHING',
    'RETURNING participant_id',
  );
  return written.map(([id]) => String(id));
}
