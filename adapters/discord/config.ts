/** What the adapter is made from; `src/config.ts` reads it from the environment. */
export interface DiscordConfig {
  /** Of the bot (`DISCORD_TOKEN`). Never logged. */
  readonly token: string;
  /** Without the version; null for Discord's own (`DISCORD_API_URL`: tests, proxies). */
  readonly apiUrl: string | null;
  /** Where the commands are registered at once; empty: everywhere (`DISCORD_GUILDS`). */
  readonly guilds: readonly string[];
  /** Discord's own bound by default: 50 a second for all that a bot asks. */
  readonly requestsPerSecond?: number;
}
