/** Accounts as staff write them: `slack:T1:U1`, `matrix:@a:serveur.fr`, a mention, or a bare id of the same place. */

import { GROUP_ACCOUNT } from './ports.ts';

/** One account on one platform, as roles name it. */
export interface Account {
  readonly platform: string;
  readonly workspace: string;
  readonly userId: string;
}

/** The account that stands for everybody of a group, in roles. */
export function groupAccount({ platform, workspace }: Pick<Account, 'platform' | 'workspace'>, group: string): Account {
  return { platform, workspace, userId: `${GROUP_ACCOUNT}${group}` };
}

/** The group that an account stands for; null for somebody's own. */
export function groupOf({ userId }: Pick<Account, 'userId'>): string | null {
  return userId.startsWith(GROUP_ACCOUNT) ? userId.slice(GROUP_ACCOUNT.length) : null;
}

/** `slack:T1:U1`; on Matrix the server stands in the account's own name: `matrix:@a:serveur.fr`. */
export function printAccount(account: Account): string {
  const { platform, workspace, userId } = account;
  const group = groupOf(account);
  if (group !== null) return `${platform}:${workspace}:groupe:${group}`;
  return platform === 'matrix' ? `${platform}:${userId}` : `${platform}:${workspace}:${userId}`;
}

/** Who acts, as the log names them: the account, or `tdt` for the operator. */
export function actorOf({ author }: { readonly author: Account | null }): string {
  return author === null ? 'tdt' : printAccount(author);
}

/**
 * Reads one account. `here`: where it is said, whose platform and workspace a mention or a bare id takes; null outside
 * any conversation, where the whole form is needed. Null for what is none.
 */
export function readAccount(text: string, here: Pick<Account, 'platform' | 'workspace'> | null): Account | null {
  const named = text.length > MAX_ACCOUNT_CHARACTERS ? null : readGroup(text.trim(), here);
  if (named !== null) return named;
  const bare = text.trim().replace(/^<@!?([^<>|]+)(?:\|[^<>]*)?>$/, '$1');
  if (bare === '' || bare.length > MAX_ACCOUNT_CHARACTERS || /\s/.test(bare)) return null;
  const matrix = /^(?:matrix:)?(@[^:\s]+:(\S+))$/.exec(bare);
  if (matrix?.[1] !== undefined && matrix[2] !== undefined)
    return { platform: 'matrix', workspace: matrix[2], userId: matrix[1] };
  const whole = /^([a-z]+):([^:\s]+):(\S+)$/.exec(bare);
  if (whole !== null) {
    const [, platform = '', workspace = '', userId = ''] = whole;
    return { platform, workspace, userId };
  }
  if (here === null || bare.includes(':')) return null;
  return { platform: here.platform, workspace: here.workspace, userId: bare.replace(/^@/, '') };
}

/** `discord:G1:groupe:123`, `groupe:S123` of the same place, a mention of a role or of a user group; null for none. */
function readGroup(text: string, here: Pick<Account, 'platform' | 'workspace'> | null): Account | null {
  const [, platform, workspace, whole] = /^([a-z]+):([^:\s]+):(?:groupe|group):(\S+)$/.exec(text) ?? [];
  if (platform !== undefined && workspace !== undefined && whole !== undefined)
    return groupAccount({ platform, workspace }, whole);
  const bare =
    /^(?:groupe|group):(\S+)$/.exec(text)?.[1] ?? /^<(?:@&|!subteam\^)([^<>|]+)(?:\|[^<>]*)?>$/.exec(text)?.[1];
  return here === null || bare === undefined ? null : groupAccount(here, bare);
}

/** UTF-16 units of one account as written: a Matrix name has 255 at most, and its platform. */
const MAX_ACCOUNT_CHARACTERS = 300;

/** One text for an account, to look it up by. */
export function accountKey({ platform, workspace, userId }: Account): string {
  return `${platform}\0${workspace}\0${userId}`;
}
