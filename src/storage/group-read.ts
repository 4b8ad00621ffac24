/** The first half of a group's transaction: which inputs are fresh, whose they are, what is stored of these people. */
import { dedupe } from './group-dedupe.ts';
import { identify } from './group-identify.ts';
import { withQuotes } from './group-quotes.ts';
import { withRoles } from './group-roles.ts';
import { lockSessions } from './group-sessions.ts';
import type { GroupContext, GroupRead, Item, Person } from './group-types.ts';
import { compareText, inOrder } from './inputs.ts';
import type { Queryable } from './sql.ts';

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
  return { persons: await withRoles(tx, await withQuotes(tx, persons)), seen, gone };
}
