/** The last third of a group's transaction: guarded sessions, then everything of those who won. */
import { SESSION_SCHEMA } from '#conversation/session.ts';
import type { TurnDecision } from '#usecases/ports.ts';
import { Stale } from './database.ts';
import type { Decided } from './group-decide.ts';
import { writeChildren } from './group-children.ts';
import { eraseParticipants } from './erase.ts';
import type { GroupContext, Person } from './group-types.ts';
import { compareKeys, compareText, keyText, pendingRow, PENDING_COLUMNS, PENDING_TYPES } from './inputs.ts';
import { insertIdentities, insertParticipants, insertSessions } from './person-rows.ts';
import { sessionState } from './session-row.ts';
import { forRows, insertRows, type Queryable, type Row } from './sql.ts';

export interface Written extends Decided {
  /** The session's version after this transaction; 0 where there is none. */
  readonly version: number;
}

export interface GroupWritten {
  readonly won: readonly Written[];
  /** Their inputs were stored to be turned again. */
  readonly lost: readonly Person[];
}

export async function writeGroup(
  tx: Queryable,
  decided: readonly Decided[],
  context: GroupContext,
): Promise<GroupWritten> {
  const now = context.now();
  const newcomers = decided.filter(({ person, decision }) => person.isNew && keeps(decision));
  const changed = decided.filter(({ person, decision }) => !person.isNew && changes(person, decision));
  const winners = new Set([
    ...(await insertNewcomers(tx, newcomers, now)),
    ...(await updateSessions(tx, changed, now)),
  ]);
  const guarded = new Set([...newcomers, ...changed]);
  const won: Written[] = [];
  const lost: Person[] = [];
  for (const one of decided) {
    const { person } = one;
    if (!guarded.has(one)) won.push({ ...one, version: person.version });
    else if (winners.has(person.participantId)) won.push({ ...one, version: person.version + 1 });
    else lost.push(person);
    // What the staff did for it is in this transaction: all of it goes, and is done again with what the winner left.
    if (one.acted && lost.at(-1) === person) {
      context.memory.forget(person.participantId);
      throw new Stale('a staff act lost its race');
    }
  }
  await eraseParticipants(
    tx,
    won.filter(({ person, decision }) => !person.isNew && decision.erase).map(({ person }) => person.participantId),
    now,
  );
  await writeChildren(tx, won, now, context.newId);
  await keepPending(tx, lost, now);
  for (const person of lost) context.memory.forget(person.participantId);
  return { won, lost };
}

/** Whether there is a person to keep after this. */
export function keeps(decision: TurnDecision): boolean {
  return decision.session !== null && !decision.erase;
}

/** A session handed back as it was, with nothing beside it, costs no write: most of what is only seen (typing…). */
function changes(person: Person, decision: TurnDecision): boolean {
  if (decision.erase) return true;
  if (decision.session === null) return false;
  return decision.session !== person.conversation.session || hasChildren(decision);
}

function hasChildren(decision: TurnDecision): boolean {
  const { answers, submissions, withdrawals, discards, choices, outbox, internal, linkCodes, keptFiles } = decision;
  return [answers, submissions, withdrawals, discards, choices, outbox, internal, linkCodes, keptFiles].some(
    list => list.length > 0,
  );
}

/** The participants whose session was written: the version read in this transaction still stood. */
async function updateSessions(tx: Queryable, changed: readonly Decided[], now: string): Promise<string[]> {
  if (changed.length === 0) return [];
  const rows = changed.map(({ person, decision }): Row => {
    const session = decision.session ?? person.conversation.session;
    const state = session === null ? '{}' : sessionState(session);
    return [
      person.participantId,
      person.version,
      session?.schema ?? SESSION_SCHEMA,
      state,
      session?.wakeAt ?? null,
      now,
    ];
  });
  const written = await forRows(
    tx,
    ['text', 'int', 'int', 'text', 'text', 'text'],
    rows,
    v => `UPDATE session SET version = session.version + 1, schema = v.column3, state = v.column4, wake_at = v.column5, updated_at = v.column6
      FROM ${v} WHERE session.participant_id = v.column1 AND session.version = v.column2 RETURNING session.participant_id`,
  );
  return written.map(([id]) => String(id));
}

/**
 * First contacts: whoever inserts the account first has the person. The others of the race lose, whatever they decided,
 * and are turned again as what they now are: messages of somebody known.
 */
async function insertNewcomers(tx: Queryable, newcomers: readonly Decided[], now: string): Promise<readonly string[]> {
  if (newcomers.length === 0) return [];
  const byId = newcomers.toSorted((a, b) => compareText(a.person.participantId, b.person.participantId));
  const people = byId.map(({ person }): Row => [person.participantId, person.conversation.network, now]);
  await insertParticipants(tx, people);
  const accounts = byId
    .flatMap(({ person }) => [...person.accounts.values()].map(key => ({ key, id: person.participantId })))
    .toSorted((a, b) => compareKeys(a.key, b.key));
  const inserted = await insertIdentities(
    tx,
    accounts.map(({ key, id }): Row => [...key, id, now]),
  );
  const taken = new Set(inserted.map(row => keyText(row.map(String))));
  const won = byId.filter(({ person }) => [...person.accounts.keys()].every(text => taken.has(text)));
  const lost = byId.filter(one => !won.includes(one)).map(({ person }) => [person.participantId]);
  if (lost.length > 0)
    await forRows(
      tx,
      ['text'],
      lost,
      v => `DELETE FROM participant WHERE id IN (SELECT v.column1 FROM ${v}) RETURNING id`,
    );
  const sessions = won.map(({ person, decision: { session } }): Row => {
    if (session === null) throw new Stale('a newcomer has a session');
    return [person.participantId, 1, session.schema, sessionState(session), session.wakeAt, now];
  });
  return insertSessions(tx, sessions);
}

async function keepPending(tx: Queryable, lost: readonly Person[], now: string): Promise<void> {
  const rows = lost.flatMap(person =>
    person.items.flatMap(({ item: { input } }) =>
      input.kind === 'wake' ? [] : [pendingRow(input, person.isNew ? null : person.participantId, now)],
    ),
  );
  if (rows.length > 0)
    await insertRows(tx, 'pending_input', PENDING_COLUMNS, PENDING_TYPES, rows, 'ON CONFLICT DO NOTHING');
}
