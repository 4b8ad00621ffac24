/** The roles of those whose message begins like a staff command. */
import type { TurnInput } from '#usecases/ports.ts';
import { GROUP_ACCOUNT, type Role } from '#usecases/staff/ports.ts';
import type { Person } from './group-types.ts';
import { type AccountKey, accountOf, accountRow, keyText, rowKey } from './inputs.ts';
import { forRows, type Queryable, type Row } from './sql.ts';

export async function withRoles(tx: Queryable, persons: readonly Person[]): Promise<readonly Person[]> {
  const keys = persons.flatMap(({ conversation, items }) =>
    items.flatMap(({ item: { input } }): Row[] => {
      const isStaff = input.kind === 'event' && input.staff === true;
      return isStaff ? accountsOf(input).map((account): Row => [conversation.network, ...account]) : [];
    }),
  );
  if (keys.length === 0) return persons;
  const rows = await forRows(
    tx,
    ['text', 'text', 'text', 'text'],
    keys,
    v => `SELECT r.network_id, r.platform, r.workspace, r.user_id, r.role FROM ${v} CROSS JOIN staff_role r
      WHERE r.network_id = v.column1 AND r.platform = v.column2 AND r.workspace = v.column3 AND r.user_id = v.column4`,
  );
  const roles = new Map(rows.map(row => [rowKey(row.slice(0, 4)), String(row[4]) as Role]));
  return persons.map(person => ({
    ...person,
    items: person.items.map(({ item, facts }) => {
      // Whether there is one is all that is asked here: the act looks for the highest.
      const [role] = accountsOf(item.input).flatMap(
        account => roles.get(keyText([person.conversation.network, ...account])) ?? [],
      );
      return { item, facts: role === undefined ? facts : { ...facts, role } };
    }),
  }));
}

/** Somebody's own account, and those that stand for their groups. */
function accountsOf(input: TurnInput): readonly AccountKey[] {
  const own = accountOf(input);
  if (own === null || input.kind !== 'event') return [];
  const { author, groups = [] } = input.event;
  return [own, ...groups.map(group => accountRow(author.platform, author.workspace, `${GROUP_ACCOUNT}${group}`))];
}
