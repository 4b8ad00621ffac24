/** PURE: what we ask the gateway for: the least that serves. */

const GUILDS = 1 << 0;
const GUILD_MESSAGES = 1 << 9;
/** Joining a workshop, and voting in it. */
const GUILD_MESSAGE_REACTIONS = 1 << 10;
const DIRECT_MESSAGES = 1 << 12;
const DIRECT_MESSAGE_TYPING = 1 << 14;
/** Privileged: the texts of messages in servers that don't mention the bot. Asked for only where it was granted. */
const MESSAGE_CONTENT = 1 << 15;

/** Flags of an application: the message content intent, verified or not. */
const MAY_READ_TEXTS = (1 << 18) | (1 << 19);

export function mayReadTexts(applicationFlags: number): boolean {
  return (applicationFlags & MAY_READ_TEXTS) !== 0;
}

export function intentsFor(readsTexts: boolean): number {
  return (
    GUILDS |
    GUILD_MESSAGES |
    GUILD_MESSAGE_REACTIONS |
    DIRECT_MESSAGES |
    DIRECT_MESSAGE_TYPING |
    (readsTexts ? MESSAGE_CONTENT : 0)
  );
}

const PERMISSIONS = {
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  createPublicThreads: 1n << 35n,
  createPrivateThreads: 1n << 36n,
  sendMessagesInThreads: 1n << 38n,
} as const;

/** The link by which somebody who manages a server lets the bot in, with the permissions that it uses. */
export function inviteUrl(applicationId: string): string {
  const permissions = Object.values(PERMISSIONS).reduce((all, one) => all | one, 0n);
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(permissions),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}

const ADMINISTRATOR = 1n << 3n;
/** In the words of Discord's French client. */
const PERMISSION_NAMES: Readonly<Record<keyof typeof PERMISSIONS, string>> = {
  viewChannel: 'Voir les salons',
  sendMessages: 'Envoyer des messages',
  attachFiles: 'Joindre des fichiers',
  readMessageHistory: "Voir l'historique des messages",
  createPublicThreads: 'Créer des fils publics',
  createPrivateThreads: 'Créer des fils privés',
  sendMessagesInThreads: 'Envoyer des messages dans les fils',
};

/** Names of what the bot lacks, of what its roles grant in a server (a decimal bit field). */
export function missingPermissions(granted: bigint): readonly string[] {
  if ((granted & ADMINISTRATOR) !== 0n) return [];
  return Object.entries(PERMISSIONS).flatMap(([name, bit]) =>
    (granted & bit) === 0n ? PERMISSION_NAMES[name as keyof typeof PERMISSIONS] : [],
  );
}
