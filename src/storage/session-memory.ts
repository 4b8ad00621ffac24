/**
 * Sessions and accounts of late, in memory, so that a turn need not read back what the last one wrote.
 *
 * Nothing here may ever be trusted without the guard: another process may have turned, erased, linked or unlinked this
 * person since. So a turn always reads (and on PostgreSQL locks) the session's `version` in its own transaction; what
 * is remembered serves only where the versions are equal, and the write is guarded by that version again. Whatever
 * changes which accounts a person has changes the version too, so an account is known only beside the version at which
 * it was seen. A mismatch costs one more read, never a wrong answer.
 */
import type { Session } from '#conversation/session.ts';
import { LIMITS } from './limits.ts';

export interface Remembered {
  readonly version: number;
  readonly session: Session;
  /** Accounts seen to be this person's at that version. */
  readonly accounts: ReadonlySet<string>;
}

export class SessionMemory {
  readonly #sessions = new Map<string, Remembered>();
  readonly #persons = new Map<string, string>();

  /** What is remembered of a participant. */
  get(participantId: string): Remembered | undefined {
    return this.#sessions.get(participantId);
  }

  /** Whose account it was when last seen. */
  personOf(account: string): string | undefined {
    const participantId = this.#persons.get(account);
    if (participantId === undefined) return undefined;
    return this.#sessions.get(participantId)?.accounts.has(account) === true ? participantId : undefined;
  }

  /** After a commit only. */
  keep(participantId: string, remembered: Remembered): void {
    this.#sessions.delete(participantId);
    this.#sessions.set(participantId, remembered);
    for (const account of remembered.accounts) {
      this.#persons.delete(account);
      this.#persons.set(account, participantId);
    }
    shrink(this.#sessions, LIMITS.cachedSessions);
    shrink(this.#persons, LIMITS.cachedAccounts);
  }

  forget(participantId: string): void {
    this.#sessions.delete(participantId);
  }
}

/** Drops the oldest: a Map keeps the order in which its keys were set. */
function shrink(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
