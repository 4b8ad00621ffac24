/** The middle of a group's transaction: the pure decisions, and the numbers of references that they need. */
import type { Decide, TurnDecision } from '#usecases/ports.ts';
import type { StaffReply } from '#usecases/staff/ports.ts';
import { BadTurns } from './bad-turns.ts';
import { takeCounters } from './counters.ts';
import type { Person } from './group-types.ts';
import type { Queryable } from './sql.ts';
import { type StaffContext, staffTx } from './staff.ts';

export interface Decided {
  readonly person: Person;
  readonly decision: TurnDecision;
  /** Whether acts of the staff were done for it in this transaction: it then may not lose alone. */
  readonly acted: boolean;
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
  const asks = begun.flatMap(({ person, first }) =>
    (first?.needs ?? []).map(need => ({ key: person, network: person.conversation.network, need })),
  );
  const numbers = await takeCounters(tx, asks);
  const replies = await runActs(tx, begun, context);
  const decided = begun.map(({ person, first }) => ({
    person,
    acted: (first?.acts ?? []).length > 0,
    decision: guarded(person, () => first?.finish(numbers.get(person) ?? {}, replies.get(person) ?? []) ?? null),
  }));
  if (failures.size > 0) throw new BadTurns(failures);
  return decided.flatMap(({ person, acted, decision }) => (decision === null ? [] : [{ person, acted, decision }]));
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
