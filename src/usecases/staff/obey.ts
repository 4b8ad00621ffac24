/** From words to an act: who may, the use case, and its line of the log, in the transaction of the turn. */
import { type Phrase, phrase } from '#conversation/phrases.ts';
import { accountKey, actorOf, groupAccount } from './account.ts';
import { refuse, type StaffAct, type StaffCall, type StaffCommand } from './command.ts';
import { idsIn } from './ids-in.ts';
import type { StaffReply, StaffTx } from './ports.ts';
import { readStaff } from './read-staff.ts';
import { highest, isAtLeast, type Role } from './roles.ts';

/** The author's role: what they and their groups were given, and what `TDT_STAFF` says. */
export async function roleOf(
  { network, author, groups, firstStaff }: Pick<StaffCall, 'network' | 'author' | 'groups' | 'firstStaff'>,
  tx: StaffTx,
): Promise<Role> {
  if (author === null) return 'operator';
  let role: Role = 'participant';
  for (const account of [author, ...groups.map(group => groupAccount(author, group))]) {
    const isFirst = firstStaff.some(first => accountKey(first) === accountKey(account));
    role = highest(role, isFirst ? 'staff' : await tx.roles.of(network, account));
  }
  return role;
}

/** Runs the command that `text` is, or refuses it; either way the log has its line. */
export async function obeyStaff(
  commands: readonly StaffCommand[],
  text: string,
  call: Omit<StaffCall, 'argument' | 'role'>,
  tx: StaffTx,
): Promise<StaffReply> {
  const found = readStaff(text, commands);
  if (found === null) return { say: [phrase('staff.unknown')] };
  const { command, argument } = found;
  const role = await roleOf(call, tx);
  return runStaff(command, { ...call, argument, role }, tx);
}

/** The same, of a command already found: what `tdt` calls. */
export async function runStaff(command: StaffAct, call: StaffCall, tx: StaffTx): Promise<StaffReply> {
  const allowed = isAtLeast(call.role, command.least);
  const reply: StaffReply = allowed
    ? await command.run(call, tx)
    : refuse(phrase('staff.notAllowed', { contact: call.consultation.staffContact }), ...insteadOf(command));
  // What anybody may do is no act of the staff: the log that nothing is ever taken out of holds no contributor.
  if (command.least === 'participant') return reply;
  await tx.audit.add({
    network: call.network,
    at: call.now,
    who: actorOf(call),
    act: command.name,
    // What a stranger wrote is theirs: the log has only which act they tried. Of the team's own words it has ids alone.
    on: allowed ? (reply.on ?? idsIn(call.argument)) : '',
    where: placeOf(call),
    outcome: reply.outcome ?? 'done',
  });
  return reply;
}

function insteadOf({ instead }: StaffAct): readonly Phrase[] {
  return instead === undefined ? [] : [instead];
}

function placeOf({ place }: StaffCall): string {
  if (place === null) return 'tdt';
  return [place.platform, place.workspace, place.channel ?? '', place.thread ?? '']
    .filter(part => part !== '')
    .join(':');
}
