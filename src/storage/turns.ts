/** The turns' port: groups of inputs committed together, and what waits to be turned. */
import type { Decide, TurnInput, TurnOutcome, TurnStore } from '#usecases/ports.ts';
import { BadTurns } from './bad-turns.ts';
import type { Database } from './database.ts';
import { isSystemic } from './errors.ts';
import { decideGroup } from './group-decide.ts';
import { readGroup } from './group-read.ts';
import type { GroupContext, Item } from './group-types.ts';
import { type GroupWritten, type Written, writeGroup } from './group-write.ts';
import { accountOf, accountRow, inboxKey, keyText, inOrder } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { forRows } from './sql.ts';

export function createTurnStore(db: Database, context: GroupContext): TurnStore {
  return {
    runGroup: async (inputs, decide) => {
      const run = new GroupRun(db, context, decide, inputs.length);
      const items = inputs.map((input, index) => ({ index, input }));
      for (let at = 0; at < items.length; at += LIMITS.groupInputs)
        await run.turn(items.slice(at, at + LIMITS.groupInputs));
      if (run.erased) await db.scrub();
      return run.result();
    },
    participantOf: async (platform, workspace, userId) => {
      const sql = 'SELECT participant_id FROM identity WHERE platform = ? AND workspace = ? AND user_id = ?';
      const [row] = await db.query(sql, accountRow(platform, workspace, userId));
      return row === undefined ? null : String(row[0]);
    },
    dueWakeUps: async (now, limit) => {
      const sql = 'SELECT participant_id FROM session WHERE wake_at <= ? ORDER BY wake_at, participant_id LIMIT ?';
      return (await db.query(sql, [now, limit])).map(([id]) => String(id));
    },
    nextWakeAt: async () => {
      const [row] = await db.query('SELECT min(wake_at) FROM session WHERE wake_at IS NOT NULL', []);
      return (row?.[0] as string | null | undefined) ?? null;
    },
    pendingInputs: async limit => {
      const sql = `SELECT payload FROM pending_input WHERE status = 'pending' ORDER BY at, order_key LIMIT ?`;
      return (await db.query(sql, [limit])).map(([payload]) => JSON.parse(String(payload)) as TurnInput);
    },
  };
}

interface GroupResult extends GroupWritten {
  readonly seen: readonly number[];
  readonly gone: readonly number[];
}

class GroupRun {
  readonly #db: Database;
  readonly #context: GroupContext;
  readonly #decide: Decide;
  readonly #outcomes: TurnOutcome[];
  readonly #spoken = new Set<string>();
  #erased = false;

  constructor(db: Database, context: GroupContext, decide: Decide, size: number) {
    this.#db = db;
    this.#context = context;
    this.#decide = decide;
    this.#outcomes = Array.from({ length: size }, () => ({ kind: 'done' }));
  }

  /** Whether somebody asked that nothing be kept. */
  get erased(): boolean {
    return this.#erased;
  }

  result(): { readonly outcomes: readonly TurnOutcome[]; readonly spoken: readonly string[] } {
    return { outcomes: this.#outcomes, spoken: [...this.#spoken] };
  }

  /** Runs the items, then whoever lost a race, now stored, again. What still loses waits in the inbox: it is not lost. */
  async turn(items: readonly Item[]): Promise<void> {
    let todo = items;
    for (let round = 0; round < LIMITS.groupRounds && todo.length > 0; round += 1) todo = await this.#attempt(todo);
  }

  /**
   * One transaction for all; where one sinks the others, person by person, then input by input: only what fails by itself
   * is blamed. Returns those who lost a race.
   */
  async #attempt(items: readonly Item[]): Promise<Item[]> {
    try {
      return this.#settle(await this.#commit(items));
    } catch (error) {
      if (error instanceof BadTurns) {
        const rest = items.filter(item => !error.failures.has(item.index));
        const lost = rest.length === 0 ? [] : await this.#attempt(rest);
        const bad = items.filter(item => error.failures.has(item.index));
        for (const of of Map.groupBy(bad, personKey).values())
          lost.push(...(await this.#oneByOne(of, item => error.failures.get(item.index))));
        return lost;
      }
      const persons = [...Map.groupBy(items, personKey).values()];
      if (isSystemic(error)) {
        await this.#fail(items, () => error);
        return [];
      }
      if (persons.length === 1) return this.#oneByOne(items, () => error);
      const lost: Item[] = [];
      for (const of of persons) lost.push(...(await this.#attempt(of)));
      return lost;
    }
  }

  /** One person's inputs, each in a transaction of its own and in their order, until one loses a race. */
  async #oneByOne(items: readonly Item[], why: (item: Item) => unknown): Promise<Item[]> {
    if (items.length === 1) {
      await this.#fail(items, why);
      return [];
    }
    const ordered = items.toSorted((a, b) => inOrder(a.input, b.input));
    for (const [i, item] of ordered.entries()) {
      if ((await this.#attempt([item])).length > 0) return ordered.slice(i);
    }
    return [];
  }

  #commit(items: readonly Item[]): Promise<GroupResult> {
    const context = this.#context;
    return this.#db.transaction(async tx => {
      const { persons, seen, gone } = await readGroup(tx, items, context);
      const decided = await decideGroup(tx, persons, this.#decide, context);
      return { ...(await writeGroup(tx, decided, context)), seen, gone };
    });
  }

  /** After the commit: remembers, and says who lost. */
  #settle({ won, lost, seen }: GroupResult): Item[] {
    for (const index of seen) this.#outcomes[index] = { kind: 'seen' };
    for (const one of won) this.#remember(one);
    return lost.flatMap(person => person.items.map(({ item }) => item));
  }

  #remember({ person, decision, version }: Written): void {
    const { participantId, conversation } = person;
    if (decision.outbox.length > 0) this.#spoken.add(participantId);
    if (decision.erase) {
      this.#context.memory.forget(participantId);
      this.#erased = true;
      return;
    }
    const session = decision.session ?? conversation.session;
    if (session === null || version === 0) return;
    this.#context.memory.keep(participantId, { version, session, accounts: new Set(person.accounts.keys()) });
  }

  /** Nothing of them was stored; one that waited in the inbox is put aside after enough attempts. */
  async #fail(items: readonly Item[], why: (item: Item) => unknown): Promise<void> {
    const blamed = (item: Item): boolean => !isSystemic(why(item));
    for (const item of items) this.#outcomes[item.index] = { kind: 'failed', error: why(item), blamed: blamed(item) };
    const keys = items.flatMap(item => {
      const { input } = item;
      const key = inboxKey(input);
      return key === null || !blamed(item) ? [] : [[...key, LIMITS.inputAttempts]];
    });
    if (keys.length === 0) return;
    const count = `UPDATE pending_input SET attempts = attempts + 1,
      status = CASE WHEN attempts + 1 >= v.column4 THEN 'failed' ELSE status END`;
    const where = 'platform = v.column1 AND workspace = v.column2 AND event_id = v.column3';
    await this.#db
      .transaction(tx => forRows(tx, ['text', 'text', 'text', 'int'], keys, v => `${count} FROM ${v} WHERE ${where}`))
      .catch(() => undefined);
  }
}

function personKey({ input }: Item): string {
  const account = accountOf(input);
  return account === null ? (input as { participantId: string }).participantId : keyText(account);
}
