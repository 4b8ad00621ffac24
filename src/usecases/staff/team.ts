/** « équipe ajouter », « équipe retirer », « équipe lister »: who has a role in the network. */
import { type Phrase, phrase } from '#conversation/phrases.ts';
import { type Account, accountKey, actorOf, printAccount, readAccount } from './account.ts';
import { lines, refuse, type StaffCall, type StaffCommand } from './command.ts';
import { MAX_TEAM } from './limits.ts';
import type { StaffReply, StaffTx } from './ports.ts';
import { type GivenRole, readRole, type Role } from './roles.ts';

/** Gives a role to an account of the same network; another role than before where it had one. */
export const addMember: StaffCommand = {
  name: 'team.add',
  words: ['equipe ajouter', "ajouter a l'equipe", 'team add'],
  shown: { fr: 'équipe ajouter COMPTE RÔLE', en: 'team add ACCOUNT ROLE' },
  takes: 'argument',
  least: 'staff',
  help: phrase('staff.help.teamAdd'),
  run: async (call, tx) => {
    const read = readMember(call);
    if (read === null) return refuse(phrase('staff.team.addUsage'));
    const { account, role } = read;
    if ((await tx.roles.networkOf(account.platform, account.workspace)) !== call.network)
      return refuse(phrase('staff.team.elsewhere', { account: printAccount(account) }));
    const team = await tx.roles.list(call.network);
    const isNew = team.every(member => accountKey(member) !== accountKey(account));
    if (isNew && team.length >= MAX_TEAM) return refuse(phrase('staff.team.full', { max: MAX_TEAM }));
    const grantedBy = actorOf(call);
    await tx.roles.give(call.network, { ...account, role, grantedAt: call.now, grantedBy });
    const on = `${printAccount(account)} ${role}`;
    return {
      say: [phrase('staff.team.added', { account: printAccount(account), role: { phrase: roleName(role) } })],
      on,
    };
  },
};

/** Takes the role back. The last of the staff can't go: nobody could give a role any more. */
export const removeMember: StaffCommand = {
  name: 'team.remove',
  words: ['equipe retirer', 'equipe enlever', "retirer de l'equipe", 'team remove'],
  shown: { fr: 'équipe retirer COMPTE', en: 'team remove ACCOUNT' },
  takes: 'argument',
  least: 'staff',
  help: phrase('staff.help.teamRemove'),
  run: async (call, tx) => {
    const account = readAccount(call.argument, call.place);
    if (account === null) return refuse(phrase('staff.team.removeUsage'));
    const shown = printAccount(account);
    if (call.firstStaff.some(first => accountKey(first) === accountKey(account)))
      return refuse(phrase('staff.team.first', { account: shown }));
    const team = await tx.roles.list(call.network);
    const member = team.find(one => accountKey(one) === accountKey(account));
    if (member === undefined) return refuse(phrase('staff.team.notMember', { account: shown }));
    if (await isLast(call, tx, account)) return refuse(phrase('staff.team.last'));
    await tx.roles.take(call.network, account);
    return { say: [phrase('staff.team.removed', { account: shown })], on: shown };
  },
};

/** In the chat, one of the staff stays; `tdt` can always name another. */
async function isLast(call: StaffCall, tx: StaffTx, account: Account): Promise<boolean> {
  if (call.author === null) return false;
  const others = (await tx.roles.list(call.network)).filter(
    member => member.role === 'staff' && accountKey(member) !== accountKey(account),
  );
  return others.length === 0 && (await firstOfNetwork(call, tx)).length === 0;
}

export const listTeam: StaffCommand = {
  name: 'team.list',
  words: ['equipe lister', 'equipe liste', 'equipe', 'team list', 'team'],
  shown: { fr: 'équipe lister', en: 'team list' },
  takes: 'nothing',
  least: 'facilitator',
  help: phrase('staff.help.teamList'),
  run: async (call, tx): Promise<StaffReply> => {
    const first = await firstOfNetwork(call, tx);
    const keys = new Set(first.map(accountKey));
    const given = (await tx.roles.list(call.network)).filter(member => !keys.has(accountKey(member)));
    const rows: Phrase[] = [
      ...first.map(account =>
        phrase('staff.team.lineFirst', { account: printAccount(account), role: { phrase: roleName('staff') } }),
      ),
      ...given.map(member =>
        phrase('staff.team.line', {
          account: printAccount(member),
          role: { phrase: roleName(member.role) },
          day: { day: member.grantedAt.slice(0, 10) },
          by: member.grantedBy,
        }),
      ),
    ];
    if (rows.length === 0) return { say: [phrase('staff.team.none'), phrase('staff.team.addUsage')] };
    return { say: [phrase('staff.team.list', { count: rows.length, lines: lines(rows) })] };
  },
};

/** Those of `TDT_STAFF` whose workspace belongs to this network. */
async function firstOfNetwork({ firstStaff, network }: StaffCall, tx: StaffTx): Promise<readonly Account[]> {
  const found: Account[] = [];
  for (const account of firstStaff)
    if ((await tx.roles.networkOf(account.platform, account.workspace)) === network) found.push(account);
  return found;
}

/** « slack:T1:U1 animation », in either order; « équipe » (staff) where no role is said. */
function readMember({ argument, place }: StaffCall): { account: Account; role: GivenRole } | null {
  const words = argument.split(/\s+/).filter(word => word !== '');
  const role = words.map(readRole).find(read => read !== null) ?? null;
  const others = words.filter(word => readRole(word) === null);
  const [one, ...more] = others;
  const account = one === undefined || more.length > 0 ? null : readAccount(one, place);
  if (account === null || words.length > 2) return null;
  return { account, role: role ?? 'staff' };
}

export function roleName(role: Role): Phrase {
  return phrase(`staff.role.${role}`);
}
