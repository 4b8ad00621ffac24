/** A group's first statement: which of its inputs are fresh. */
import { compareKeys, inboxKey, type InboxKey, keyText, rowKey } from './inputs.ts';
import type { Item } from './group-types.ts';
import { forRows, forUpdate, insertRows, type Queryable } from './sql.ts';

/** Takes the inputs whose inbox row is new, or which were stored to be turned later. */
export async function dedupe(
  tx: Queryable,
  items: readonly Item[],
  now: string,
): Promise<{ fresh: Item[]; seen: number[] }> {
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
  const keys = [...byKey.values()].map(({ key }) => key).toSorted(compareKeys);
  const rows = keys.map(key => [...key, now]);
  const columns = ['platform', 'workspace', 'event_id', 'at'];
  const returning = 'RETURNING platform, workspace, event_id';
  const types = ['text', 'text', 'text', 'text'] as const;
  const taken = new Set(
    (await insertRows(tx, 'inbox', columns, types, rows, 'ON CONFLICT DO NOTHING', returning)).map(rowKey),
  );
  const old = keys.filter(key => !taken.has(keyText(key)));
  if (old.length > 0) for (const row of await takePending(tx, old)) taken.add(rowKey(row));
  for (const [text, { item }] of byKey) {
    if (taken.has(text)) fresh.push(item);
    else seen.push(item.index);
  }
  return { fresh, seen };
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
