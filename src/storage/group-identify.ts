/** Whose inputs these are: from memory, from the accounts' rows, or somebody new. */
import { BadTurns } from './bad-turns.ts';
import { storageError } from './explain.ts';
import type { GroupContext, Item } from './group-types.ts';
import { type AccountKey, accountOf, keyText, rowKey } from './inputs.ts';
import { forRows, type Queryable } from './sql.ts';

/** The inputs of one person, before their session is read. `network` is set for a first contact only. */
export interface Found {
  readonly participantId: string;
  readonly network: string | null;
  readonly accounts: Map<string, AccountKey>;
  readonly items: Item[];
}

export async function identify(tx: Queryable, fresh: readonly Item[], context: GroupContext): Promise<Found[]> {
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

/** The participants that these accounts are of, by account. */
export async function personsOf(tx: Queryable, accounts: readonly AccountKey[]): Promise<Map<string, string>> {
  if (accounts.length === 0) return new Map();
  const rows = await forRows(
    tx,
    ['text', 'text', 'text'],
    accounts,
    v => `SELECT i.platform, i.workspace, i.user_id, i.participant_id FROM ${v} CROSS JOIN identity i
      WHERE i.platform = v.column1 AND i.workspace = v.column2 AND i.user_id = v.column3`,
  );
  return new Map(rows.map(row => [rowKey(row.slice(0, 3)), String(row[3])]));
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
  return new Map(rows.map(row => [rowKey(row.slice(0, 2)), String(row[2])]));
}
