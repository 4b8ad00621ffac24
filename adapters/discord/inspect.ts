/** What `tdt discord` says of the configuration. */
import { ApiProblem, TokenRefused } from './api-problem.ts';
import type { DiscordConfig } from './config.ts';
import { inviteUrl, mayReadTexts } from './intents.ts';
import { ask } from './link.ts';
import { Application } from './payloads.ts';

/** Rejects with a message to show. */
export async function inspectDiscord(config: DiscordConfig): Promise<{
  readonly name: string;
  readonly invite: string;
  readonly readsTexts: boolean;
}> {
  const { createClient } = await import('./client.ts');
  const client = createClient(config);
  try {
    const application = await ask(client, { method: 'GET', path: '/applications/@me' }, Application);
    return {
      name: application.name,
      invite: inviteUrl(application.id),
      readsTexts: mayReadTexts(application.flags),
    };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.status === 401) throw new TokenRefused();
    const why = error.status === 0 ? 'ne répond pas' : `répond « ${error.message} »`;
    const message = `Discord ${why} : vérifiez le réseau, ou DISCORD_API_URL.`;
    throw Object.assign(new Error(message, { cause: error }), { name: 'ConfigurationError' });
  } finally {
    await client.close();
  }
}
