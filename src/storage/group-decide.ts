/** The middle of a group's transaction: the pure decisions, and the numbers of references that they need. */
import type { Decide, ReferenceNeed, TurnDecision } from '#usecases/ports.ts';
import type { StaffReply } from '#usecases/staff/ports.ts';
import { BadTurns } from './bad-turns.ts';
import type { Person } from './group-types.ts';
import { compareKeys, keyText } from './inputs.ts';
import { insertRows, type Queryable } from './sql.ts';
import { type StaffContext, staffTx } from './staff.ts';

export interface Decided {
  readonly person: Person;
  readonly decision: TurnDecision;
}

/** Throws `BadTurns` with every person whose decision throws, all at once. */
export async function decideGroup(
  tx: Queryable,
  persons: readonly Person[],
  decide: Decide,
  context: StaffContext,
): Promise<Decided[]> {
  const failures = new Map<number, unknown>();
  const guarded = <T>(person: Person, run: () => T): T | null => {
    try {
      return run();
    } catch (error) {
      for (const { item } of person.items) failures.set(item.index, error);
      return null;
    }
  };
  const begun = persons.map(person => ({
    person,
    first: guarded(person, () => {
      const inputs = person.items.map(({ item, facts }) => ({ input: item.input, facts }));
      return decide(person.conversation, inputs);
    }),
  }));
  if (failures.size > 0) throw new BadTurns(failures);
  const asks = begun.flatMap(({ person, first }) => (first?.needs ?? []).map(need => ({ person, need })));
  const numbers = await takeNumbers(tx, asks);
  const replies = await runActs(tx, begun, context);
  const decided = begun.map(({ person, first }) => ({
    person,
    decision: guarded(person, () => first?.finish(numbers.get(person) ?? {}, replies.get(person) ?? []) ?? null),
  }));
  if (failures.size > 0) throw new BadTurns(failures);
  return decided.flatMap(({ person, decision }) => (decision === null ? [] : [{ person, decision }]));
}

type Begun = readonly { readonly person: Person; readonly first: ReturnType<Decide> | null }[];

/**
 * The staff's acts, one after the other. One that throws undoes the whole transaction, as any statement may: the group
 * is then run again person by person, and only its author's inputs fail.
 */
async function runActs(tx: Queryable, begun: Begun, context: StaffContext): Promise<Map<Person, StaffReply[]>> {
  const replies = new Map<Person, StaffReply[]>();
  for (const { person, first } of begun) {
    for (const act of first?.acts ?? []) {
      const said = replies.get(person) ?? [];
      said.push(await act(staffTx(tx, context)));
      replies.set(person, said);
    }
  }
  return replies;
}

interface Ask {
  readonly person: Person;
  readonly need: ReferenceNeed;
}

/** Moves each counter once, by as much as the group asks, in the counters' own order. */
async function takeNumbers(tx: Queryable, asks: readonly Ask[]): Promise<Map<Person, Record<string, number>>> {
  const numbers = new Map<Person, Record<string, number>>();
  if (asks.length === 0) return numbers;
  const byCounter = new Map<string, { row: [string, string, number]; asks: Ask[] }>();
  for (const ask of asks) {
    const row: [string, string, number] = [ask.person.conversation.network, ask.need.consultation, ask.need.axis];
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
    for (const [i, { person, need }] of of.entries()) {
      numbers.set(person, { ...numbers.get(person), [need.key]: Number(value) - of.length + 1 + i });
    }
  }
  return numbers;
}
