/**
 * What the adapter keeps from one start to the next: its place in the stream, its token where it logged in by itself,
 * the reactions that stand for answers, the messages whose key did not come. One file, held by one process.
 */
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LIMITS } from './limits.ts';
import { MatrixSetupError } from './problem.ts';

/** A reaction to one of our messages, kept so that its removal is understood. */
export interface KeptReaction {
  readonly eventId: string;
  readonly room: string;
  /** The message that it is on. */
  readonly on: string;
  readonly userId: string;
  /** Which choice, from 1. */
  readonly n: number;
}

/** A message that could not be read, as it came. */
export interface Undecrypted {
  readonly eventId: string;
  readonly room: string;
  readonly event: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly told: boolean;
}

export interface State {
  readonly get: (name: string) => string | null;
  readonly set: (name: string, value: string | null) => void;
  /** The ends of the names that begin so. */
  readonly named: (prefix: string) => readonly string[];
  readonly reactionsOn: (on: string, userId: string) => readonly KeptReaction[];
  readonly reaction: (eventId: string) => KeptReaction | null;
  readonly keepReaction: (reaction: KeptReaction) => void;
  readonly dropReaction: (eventId: string) => void;
  readonly undecrypted: () => readonly Undecrypted[];
  readonly keepUndecrypted: (one: Undecrypted) => void;
  readonly dropUndecrypted: (eventId: string) => void;
  readonly close: () => void;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS reaction
  (event_id TEXT PRIMARY KEY, room TEXT NOT NULL, target TEXT NOT NULL, user_id TEXT NOT NULL, n INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS reaction_on ON reaction (target, user_id);
CREATE TABLE IF NOT EXISTS undecrypted
  (event_id TEXT PRIMARY KEY, room TEXT NOT NULL, event TEXT NOT NULL, since INTEGER NOT NULL, told INTEGER NOT NULL) STRICT;
`;

/** Opens it, for this process alone. Throws a `MatrixSetupError` where another holds it. */
export function openState(dir: string): State {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = join(dir, 'matrix.sqlite');
  const sql = new DatabaseSync(file);
  try {
    chmodSync(file, 0o600);
    sql.exec(
      `PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; BEGIN IMMEDIATE; ${SCHEMA} COMMIT;`,
    );
  } catch (error) {
    sql.close();
    throw heldBy(error, dir);
  }
  const get = sql.prepare('SELECT value FROM kept WHERE name = ?');
  const set = sql.prepare('INSERT INTO kept VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  const named = sql.prepare(
    'SELECT substr(name, length(?1) + 1) AS rest FROM kept WHERE substr(name, 1, length(?1)) = ?1',
  );
  const unset = sql.prepare('DELETE FROM kept WHERE name = ?');
  const columns = 'event_id AS eventId, room, target AS "on", user_id AS userId, n';
  const reactionsOn = sql.prepare(`SELECT ${columns} FROM reaction WHERE target = ? AND user_id = ? ORDER BY rowid`);
  const reaction = sql.prepare(`SELECT ${columns} FROM reaction WHERE event_id = ?`);
  const keepReaction = sql.prepare('INSERT OR IGNORE INTO reaction VALUES (?, ?, ?, ?, ?)');
  const dropReaction = sql.prepare('DELETE FROM reaction WHERE event_id = ?');
  const waiting = sql.prepare('SELECT event_id AS eventId, room, event, since, told FROM undecrypted ORDER BY rowid');
  const keepWaiting = sql.prepare(
    'INSERT INTO undecrypted VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET told = excluded.told',
  );
  const trimWaiting = sql.prepare('DELETE FROM undecrypted WHERE rowid <= (SELECT max(rowid) FROM undecrypted) - ?');
  const dropWaiting = sql.prepare('DELETE FROM undecrypted WHERE event_id = ?');
  return {
    get: name => (get.get(name) as { value: string } | undefined)?.value ?? null,
    set: (name, value) => void (value === null ? unset.run(name) : set.run(name, value)),
    named: prefix => (named.all(prefix) as { rest: string }[]).map(({ rest }) => rest),
    reactionsOn: (on, userId) => reactionsOn.all(on, userId) as unknown as KeptReaction[],
    reaction: eventId => (reaction.get(eventId) as KeptReaction | undefined) ?? null,
    keepReaction: ({ eventId, room, on, userId, n }) => void keepReaction.run(eventId, room, on, userId, n),
    dropReaction: eventId => void dropReaction.run(eventId),
    undecrypted: () =>
      (waiting.all() as unknown as (Omit<Undecrypted, 'told'> & { told: number })[]).map(one => ({
        ...one,
        told: one.told === 1,
      })),
    keepUndecrypted: ({ eventId, room, event, since, told }) => {
      keepWaiting.run(eventId, room, event, since, told ? 1 : 0);
      trimWaiting.run(LIMITS.undecryptedWaiting);
    },
    dropUndecrypted: eventId => void dropWaiting.run(eventId),
    close: () => sql.close(),
  };
}

/** SQLITE_BUSY: somebody else holds the lock that a whole process keeps. */
export function heldBy(error: unknown, dir: string): unknown {
  const code = (error as { errcode?: unknown }).errcode;
  if (code !== 5 && code !== 261) return error;
  return new MatrixSetupError(
    `Un autre processus se sert déjà de ${dir} : un compte Matrix n'a qu'un robot à la fois. Arrêtez l'autre, puis recommencez.`,
    { cause: error },
  );
}
