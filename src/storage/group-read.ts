/** The first half of a group's transaction: which inputs are fresh, whose they are, what is stored of these people. */
import type { Conversation, InputFacts, TurnInput } from '#usecases/ports.ts';
import { BadTurns } from './bad-turns.ts';
import { Stale } from './database.ts';
import { storageError } from './explain.ts';
import {
  type AccountKey,
  accountOf,
  compareKeys,
  compareText,
  inboxKey,
  inOrder,
  type InboxKey,
  keyText,
  splitKey,
} from './inputs.ts';
import { safeText, unsafeText } from './safe-text.ts';
import type { SessionMemory } from './session-memory.ts';
import { readAnswer, readSession, type StoredAnswer, type Upcast } from './session-row.ts';
import { forRows, forUpdate, insertRows, type Queryable } from './sql.ts';

export interface Item {
  /** Its place among the inputs that `runGroup` was given. */
  readonly index: number;
  readonly input: TurnInput;
}

/** One person of the group, with what they said. */
export interface Person {
  readonly participantId: string;
  readonly isNew: boolean;
  /** Version read in this transaction; 0 for somebody new. */
  readonly version: number;
  readonly conversation: Conversation;
  /** Accounts known to be this person's at that version, those of this group included. */
  readonly accounts: ReadonlyMap<string, AccountKey>;
  readonly items: readonly { readonly item: Item; readonly facts: InputFacts }[];
}

export interface GroupRead {
  readonly persons: readonly Person[];
  /** Indices of inputs seen before. */
  readonly seen: readonly number[];
  /** Indices of inputs for people who are no longer there. */
  readonly gone: readonly number[];
}

export interface GroupContext {
  readonly memory: SessionMemory;
  readonly upcast: Upcast;
  readonly now: () => string;
  readonly newId: () => string;
}

export async function readGroup(tx: Queryable, items: readonly Item[], context: GroupContext): Promise<GroupRead> {
  const { fresh, seen } = await dedupe(tx, items, context.now());
  const found = await identify(tx, fresh, context);
  const stored = await lockSessions(tx, found, context);
  const persons: Person[] = [];
  const gone: number[] = [];
  for (const group of found.toSorted((a, b) => compareText(a.participantId, b.participantId))) {
    const session = stored.get(group.participantId);
    if (session === undefined && group.network === null) {
      gone.push(...group.items.map(item => item.index));
      continue;
    }
    persons.push({
      participantId: group.participantId,
      isNew: session === undefined,
      version: session?.version ?? 0,
      conversation: {
        participantId: group.participantId,
        network: session?.session.network ?? group.network ?? '',
        session: session?.session ?? null,
      },
      accounts: session === undefined ? group.accounts : new Map([...session.accounts, ...group.accounts]),
      items: group.items.toSorted((a, b) => inOrder(a.input, b.input)).map(item => ({ item, facts: { quoted: null } })),
    });
  }
  return { persons: await withQuotes(tx, persons), seen, gone };
}

/** Takes the inputs whose inbox row is new, or which were stored to be turned later. */
async function dedupe(tx: Queryable, items: readonly Item[], now: string): Promise<{ fresh: Item[]; seen: number[] }> {
  const byKey = new Map<string, { key: InboxKey; item: Item }>();
  const fresh: Item[] = [];
  const seen: number[] = [];
  for (const item of items) {
    const key = inboxKey(item.input);
    if (key === null) fresh.push(item);
    else if (byKey.has(keyText(key))) seen.push(item.index);
    else byKey.set(keyText(key), { key, item });
  }
  // Sorted: two processes that were given the same events must not wait for one another.
  const keys = [...byKey.values()].map(({ key }) => key).sort(compareKeys);
  const rows = keys.map(key => [...key, now]);
  const columns = ['platform', 'workspace', 'event_id', 'at'];
  const returning = 'RETURNING platform, workspace, event_id';
  const types = ['text', 'text', 'text', 'text'] as const;
  const taken = new Set(
    (await insertRows(tx, 'inbox', columns, types, rows, 'ON CONFLICT DO NOTHING', returning)).map(asKey),
  );
  const old = keys.filter(key => !taken.has(keyText(key)));
  if (old.length > 0) for (const row of await takePending(tx, old)) taken.add(asKey(row));
  for (const [text, { item }] of byKey) {
    if (taken.has(text)) fresh.push(item);
    else seen.push(item.index);
  }
  return { fresh, seen };
}

function asKey(row: readonly unknown[]): string {
  return keyText(row.map(String));
}

function takePending(tx: Queryable, keys: readonly InboxKey[]): ReturnType<typeof forRows> {
  return forRows(
    tx,
    ['text', 'text', 'text'],
    keys,
    v => `DELETE FROM pending_input WHERE (platform, workspace, event_id) IN (
      SELECT p.platform, p.workspace, p.event_id FROM ${v} CROSS JOIN pending_input p
      WHERE p.platform = v.column1 AND p.workspace = v.column2 AND p.event_id = v.column3
      ORDER BY p.platform, p.workspace, p.event_id ${forUpdate(tx.provider, 'p')})
      RETURNING platform, workspace, event_id`,
  );
}

/** The inputs of one person, before their session is read. `network` is set for a first contact only. */
interface Found {
  readonly participantId: string;
  readonly network: string | null;
  readonly accounts: Map<string, AccountKey>;
  readonly items: Item[];
}

async function identify(tx: Queryable, fresh: readonly Item[], context: GroupContext): Promise<Found[]> {
  const unknown = new Map<string, AccountKey>();
  for (const { input } of fresh) {
    const account = accountOf(input);
    if (account !== null && context.memory.personOf(keyText(account)) === undefined)
      unknown.set(keyText(account), account);
  }
  const stored = await personsOf(tx, [...unknown.values()]);
  const newcomers = [...unknown].filter(([text]) => !stored.has(text)).map(([, account]) => account);
  const networks = await networksOf(tx, newcomers);
  const byPerson = new Map<string, Found>();
  const firstContacts = new Map<string, string>();
  const refused = new Map<number, unknown>();
  for (const item of fresh) {
    const account = accountOf(item.input);
    const text = account === null ? '' : keyText(account);
    let participantId: string;
    let network: string | null = null;
    if (item.input.kind !== 'event') {
      participantId = item.input.participantId;
    } else if (stored.has(text)) {
      participantId = stored.get(text) ?? '';
    } else if (unknown.has(text)) {
      participantId = firstContacts.get(text) ?? context.newId();
      firstContacts.set(text, participantId);
      network = networks.get(keyText((account ?? []).slice(0, 2))) ?? null;
      if (network === null) {
        const { platform, workspace } = item.input.event.author;
        refused.set(item.index, storageError('unknown_workspace', `${platform}/${workspace}`));
      }
    } else {
      participantId = context.memory.personOf(text) ?? '';
    }
    let found = byPerson.get(participantId);
    if (found === undefined)
      byPerson.set(participantId, (found = { participantId, network, accounts: new Map(), items: [] }));
    found.items.push(item);
    if (account !== null) found.accounts.set(text, account);
  }
  if (refused.size > 0) throw new BadTurns(refused);
  return [...byPerson.values()];
}

async function personsOf(tx: Queryable, accounts: readonly AccountKey[]): Promise<Map<string, string>> {
  if (accounts.length === 0) return new Map();
  const rows = await forRows(
    tx,
    ['text', 'text', 'text'],
    accounts,
    v => `SELECT i.platform, i.workspace, i.user_id, i.participant_id FROM ${v} CROSS JOIN identity i
      WHERE i.platform = v.column1 AND i.workspace = v.column2 AND i.user_id = v.column3`,
  );
  return new Map(rows.map(row => [asKey(row.slice(0, 3)), String(row[3])]));
}

async function networksOf(tx: Queryable, accounts: readonly AccountKey[]): Promise<Map<string, string>> {
  const places = new Map(
    accounts.map(([platform, workspace]) => [keyText([platform, workspace]), [platform, workspace]]),
  );
  if (places.size === 0) return new Map();
  const rows = await forRows(
    tx,
    ['text', 'text'],
    [...places.values()],
    v => `SELECT w.platform, w.workspace, w.network_id FROM ${v} CROSS JOIN workspace w
      WHERE w.platform = v.column1 AND w.workspace = v.column2`,
  );
  return new Map(rows.map(row => [asKey(row.slice(0, 2)), String(row[2])]));
}

interface StoredSession {
  readonly version: number;
  readonly session: NonNullable<Conversation['session']>;
  readonly accounts: ReadonlyMap<string, AccountKey>;
}

/** Locks the sessions in the order of their ids, and reads those that memory does not hold at their present version. */
async function lockSessions(
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
    [...remembered].map(([id, of]) => [id, of?.version ?? 0] as const).sort(([a], [b]) => compareText(a, b)),
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

/** The answers of these people, by person, in the order in which they were given. */
export async function answersOfPersons(
  on: Queryable,
  participantIds: readonly string[],
): Promise<Map<string, StoredAnswer[]>> {
  const byPerson = new Map<string, StoredAnswer[]>();
  if (participantIds.length === 0) return byPerson;
  const rows = await forRows(
    on,
    ['text'],
    participantIds.map(id => [id]),
    v => `SELECT a.participant_id, a.draft_id, a.question, a.axis, a.value, a.parts, a.at
      FROM ${v} CROSS JOIN answer a WHERE a.participant_id = v.column1
      ORDER BY a.participant_id, a.at, a.draft_id, a.question`,
  );
  for (const [id, ...row] of rows) {
    const of = byPerson.get(String(id));
    if (of === undefined) byPerson.set(String(id), [readAnswer(row)]);
    else of.push(readAnswer(row));
  }
  return byPerson;
}

/** Finds which question of ours each quoting message quotes. */
async function withQuotes(tx: Queryable, persons: readonly Person[]): Promise<readonly Person[]> {
  const quotes = persons.flatMap(({ participantId, items }) =>
    items.flatMap(({ item: { input } }) =>
      input.kind === 'event' && input.event.kind === 'message' && input.event.replyTo !== null
        ? [
            [
              participantId,
              safeText(input.event.address.platform),
              safeText(input.event.address.workspace),
              safeText(input.event.replyTo),
            ],
          ]
        : [],
    ),
  );
  if (quotes.length === 0) return persons;
  const rows = await forRows(
    tx,
    ['text', 'text', 'text', 'text'],
    quotes,
    v => `SELECT d.participant_id, d.platform, d.workspace, d.platform_ref, d.draft_id, d.question
      FROM ${v} CROSS JOIN delivered_question d WHERE d.participant_id = v.column1
      AND d.platform = v.column2 AND d.workspace = v.column3 AND d.platform_ref = v.column4`,
  );
  const quoted = new Map(
    rows.map(row => [
      asKey(row.slice(0, 4)),
      { draftId: unsafeText(String(row[4])), question: unsafeText(String(row[5])) },
    ]),
  );
  return persons.map(person => ({
    ...person,
    items: person.items.map(({ item }) => {
      const { input } = item;
      if (input.kind !== 'event' || input.event.kind !== 'message' || input.event.replyTo === null)
        return { item, facts: { quoted: null } };
      const { platform, workspace } = input.event.address;
      const key = keyText([person.participantId, ...[platform, workspace, input.event.replyTo].map(safeText)]);
      return { item, facts: { quoted: quoted.get(key) ?? null } };
    }),
  }));
}
