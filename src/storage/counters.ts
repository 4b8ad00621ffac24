/** The numbers of references: each counter is moved once a transaction, by as much as is asked of it. */
import type { ReferenceNeed } from '#usecases/ports.ts';
import { compareKeys, keyText } from './inputs.ts';
import { insertRows, type Queryable } from './sql.ts';

/** `key`: whom the number is for. */
export interface CounterAsk<K> {
  readonly key: K;
  readonly network: string;
  readonly need: ReferenceNeed;
}

/** By whom they are for, then by `need.key`. The counters are moved in their own order. */
export async function takeCounters<K>(
  tx: Queryable,
  asks: readonly CounterAsk<K>[],
): Promise<Map<K, Record<string, number>>> {
  const numbers = new Map<K, Record<string, number>>();
  if (asks.length === 0) return numbers;
  const byCounter = new Map<string, { row: [string, string, number]; asks: CounterAsk<K>[] }>();
  for (const ask of asks) {
    const row: [string, string, number] = [ask.network, ask.need.consultation, ask.need.axis];
    const text = keyText(row.map(String));
    const of = byCounter.get(text);
    if (of === undefined) byCounter.set(text, { row, asks: [ask] });
    else of.asks.push(ask);
  }
  const counters = [...byCounter.values()].toSorted((a, b) => compareKeys(a.row.map(String), b.row.map(String)));
  const rows = await insertRows(
    tx,
    'counter',
    ['network_id', 'consultation', 'axis', 'value'],
    ['text', 'text', 'int', 'int'],
    counters.map(({ row, asks: of }) => [...row, of.length]),
    'ON CONFLICT (network_id, consultation, axis) DO UPDATE SET value = counter.value + excluded.value',
    'RETURNING network_id, consultation, axis, value',
  );
  for (const [network, consultation, axis, value] of rows) {
    const of = byCounter.get(keyText([network, consultation, axis].map(String)))?.asks ?? [];
    for (const [i, { key, need }] of of.entries()) {
      numbers.set(key, { ...numbers.get(key), [need.key]: Number(value) - of.length + 1 + i });
    }
  }
  return numbers;
}
