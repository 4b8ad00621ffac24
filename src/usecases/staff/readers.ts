/** Who is told what concerns a whole network. */
import type { ConversationStore, NetworkStore } from '../ports.ts';
import type { Account } from './account.ts';
import type { StaffStore } from './ports.ts';
import { isAtLeast } from './roles.ts';

export interface ReaderParts {
  readonly staff: StaffStore;
  readonly conversations: Pick<ConversationStore, 'of'>;
  readonly networks: Pick<NetworkStore, 'list' | 'networkOf'>;
  readonly firstStaff: readonly Account[];
}

/** Participants who are staff of the network and wrote to us once: their conversations are where they are told. */
export async function readersOf(
  { staff, firstStaff, networks, conversations }: ReaderParts,
  network: string,
): Promise<readonly string[]> {
  const members = await staff.transaction(tx => tx.roles.list(network));
  const accounts: Account[] = members.filter(({ role }) => isAtLeast(role, 'staff'));
  for (const one of firstStaff)
    if ((await networks.networkOf(one.platform, one.workspace)) === network) accounts.push(one);
  const sessions = await Promise.all(
    accounts.map(account => conversations.of(account.platform, account.workspace, account.userId)),
  );
  return [...new Set(sessions.flatMap(session => session?.participantId ?? []))];
}
