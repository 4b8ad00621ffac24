/** The sessions of a group's people: locked, and read where memory does not hold them. */
import type { Session } from '#conversation/session.ts';
import { answersOfPersons } from './answers.ts';
import { Stale } from './database.ts';
import { type Found, personsOf } from './group-identify.ts';
import type { GroupContext } from './group-types.ts';
import { type AccountKey, compareText, splitKey } from './inputs.ts';
import { readSession } from './session-row.ts';
import { forRows, forUpdate, type Queryable } from './sql.ts';

export interface StoredSession {
  readonly version: number;
  readonly session: Session;
  readonly accounts: ReadonlyMap<string, AccountKey>;
}

/** Locks the sessions in the order of their ids, and reads those that memory does not hold at their present version. */
export async function lockSessions(
  tx: Queryable,
  found: readonly Found[],
  context: GroupContext,
): Promise<Map<string, StoredSession>> {
  const known = found.filter(person => person.network === null);
  if (known.length === 0) return new Map();
  // Taken now: another group of this process may replace what is remembered while we wait for a lock.
  const remembered = new Map(known.map(({ participantId: id }) => [id, context.memory.get(id)]));
  const rows = await forRows(
    tx,
    ['text', 'int'],
    [...remembered].map(([id, of]) => [id, of?.version ?? 0] as const).toSorted(([a], [b]) => compareText(a, b)),
    v => `SELECT s.participant_id, s.version, CASE WHEN s.version = v.column2 THEN NULL ELSE s.state END
      FROM ${v} CROSS JOIN session s WHERE s.participant_id = v.column1
      ORDER BY s.participant_id ${forUpdate(tx.provider, 's')}`,
  );
  const byId = new Map(rows.map(row => [String(row[0]), { version: Number(row[1]), state: row[2] ?? null }]));
  for (const { participantId, accounts } of known) {
    // Erased or linked since the account was looked up: who this is must be asked again.
    if (accounts.size > 0 && !byId.has(participantId)) throw stale(participantId, context);
  }
  await checkAccounts(
    tx,
    known.filter(person => byId.get(person.participantId)?.state !== null),
    context,
  );
  const changed = [...byId].filter(([, { state }]) => state !== null).map(([id]) => id);
  const answers = await answersOfPersons(tx, changed);
  const sessions = new Map<string, StoredSession>();
  for (const [id, { version, state }] of byId) {
    const of = remembered.get(id);
    if (state === null && of !== undefined) {
      sessions.set(id, {
        version,
        session: of.session,
        accounts: new Map([...of.accounts].map(text => [text, splitKey(text)])),
      });
    } else {
      sessions.set(id, {
        version,
        session: readSession(String(state), answers.get(id) ?? [], context.upcast),
        accounts: new Map(),
      });
    }
  }
  return sessions;
}

/**
 * Accounts whose session memory did not hold at its present version: asked again, now that the session is locked. An
 * account changes hands only under the lock of the session it leaves.
 */
async function checkAccounts(tx: Queryable, doubtful: readonly Found[], context: GroupContext): Promise<void> {
  const accounts = doubtful.flatMap(person => [...person.accounts.values()]);
  if (accounts.length === 0) return;
  const persons = await personsOf(tx, accounts);
  for (const { participantId, accounts: of } of doubtful) {
    if ([...of.keys()].some(text => persons.get(text) !== participantId)) throw stale(participantId, context);
  }
}

function stale(participantId: string, { memory }: GroupContext): Stale {
  memory.forget(participantId);
  return new Stale('this person changed while the turn began');
}
