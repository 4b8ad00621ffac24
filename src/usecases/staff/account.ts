/** Accounts as staff write them: `slack:T1:U1`, `matrix:@a:serveur.fr`, a mention, or a bare id of the same place. */

/** One account on one platform, as roles name it. */
export interface Account {
  readonly platform: string;
  readonly workspace: string;
  readonly userId: string;
}

/** `slack:T1:U1`; on Matrix the server stands in the account's own name: `matrix:@a:serveur.fr`. */
export function printAccount({ platform, workspace, userId }: Account): string {
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

/** UTF-16 units of one account as written: a Matrix name has 255 at most, and its platform. */
const MAX_ACCOUNT_CHARACTERS = 300;

/** One text for an account, to look it up by. */
export function accountKey({ platform, workspace, userId }: Account): string {
  return `${platform}\0${workspace}\0${userId}`;
}
