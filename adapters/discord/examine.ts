/** `tdt doctor`, for Discord: token, gateway, intents, servers, permissions, commands, clock. Sends nothing to anybody. */
import type { Finding } from '#messaging/index.ts';
import { z } from 'zod';
import { ApiProblem } from './api-problem.ts';
import type { DiscordClient } from './client.ts';
import { COMMANDS } from './commands.ts';
import type { DiscordConfig } from './config.ts';
import { mayReadTexts, missingPermissions } from './intents.ts';
import { LIMITS } from './limits.ts';
import { ask } from './link.ts';
import { Application } from './payloads.ts';
import { areThere } from './register.ts';

const Servers = z.array(z.object({ id: z.string(), name: z.string(), permissions: z.string() }));
const OUT_OF_REACH = "Discord est hors d'atteinte : vérifiez le réseau, le mandataire et DISCORD_API_URL.";

/** Never rejects. */
export async function examineDiscord(config: DiscordConfig): Promise<readonly Finding[]> {
  const { createClient, clockAheadMs } = await import('./client.ts');
  const client = createClient(config);
  try {
    const application = await ask(client, { method: 'GET', path: '/applications/@me' }, Application);
    return [
      right(`DISCORD_TOKEN : application « ${application.name} ».`),
      intents(application.flags),
      ...(await examineGateway(client)),
      ...(await examineServers(client, config)),
      ...(await examineCommands(client, application.id, config)),
      await examineClock(() => clockAheadMs(config)),
    ];
  } catch (error) {
    return [wrong(explain(error))];
  } finally {
    await client.close();
  }
}

function intents(flags: number): Finding {
  return mayReadTexts(flags)
    ? right('« Message Content Intent » : accordé, les fils privés sont lus.')
    : right(
        '« Message Content Intent » : non accordé. Dans un fil privé, seuls boutons, formulaires et mentions sont lus.',
      );
}

async function examineGateway(client: DiscordClient): Promise<readonly Finding[]> {
  const shape = z.object({ session_start_limit: z.object({ remaining: z.number(), reset_after: z.number() }) });
  const { session_start_limit: starts } = await ask(client, { method: 'GET', path: '/gateway/bot' }, shape);
  if (starts.remaining > 0) return [right(`Passerelle : ouverte, encore ${starts.remaining} démarrages aujourd'hui.`)];
  const minutes = Math.ceil(starts.reset_after / 60_000);
  return [wrong(`Passerelle : Discord ne permet plus de démarrer avant ${minutes} minutes. Relancez moins souvent.`)];
}

async function examineServers(client: DiscordClient, { guilds }: DiscordConfig): Promise<readonly Finding[]> {
  const query = { limit: String(LIMITS.serversExamined) };
  const servers = await ask(client, { method: 'GET', path: '/users/@me/guilds', query }, Servers);
  if (servers.length === 0)
    return [wrong("Serveurs : le robot n'est dans aucun. Invitez-le : npm run -s tdt -- discord invite")];
  const absent = guilds.filter(id => !servers.some(server => server.id === id));
  return [
    ...servers.map(({ name, permissions }) => {
      const missing = missingPermissions(BigInt(permissions));
      if (missing.length === 0) return right(`Serveur « ${name} » : permissions, toutes là.`);
      const what = missing.join(', ');
      return wrong(`Serveur « ${name} » : il manque ${what}. Donnez-les au rôle du robot, ou invitez-le de nouveau.`);
    }),
    ...absent.map(id =>
      wrong(`DISCORD_GUILDS : le robot n'est pas dans le serveur ${id}. Retirez ce numéro, ou invitez-le.`),
    ),
  ];
}

async function examineCommands(
  client: DiscordClient,
  applicationId: string,
  { guilds }: DiscordConfig,
): Promise<readonly Finding[]> {
  const application = `/applications/${applicationId}` as const;
  const paths =
    guilds.length === 0
      ? [`${application}/commands` as const]
      : guilds.map(id => `${application}/guilds/${id}/commands` as const);
  const there = await Promise.all(
    paths.map(path => areThere(client, path, COMMANDS).catch((error: unknown) => refused(error))),
  );
  if (there.every(Boolean)) return [right('Commandes : enregistrées.')];
  return [right('Commandes : pas encore enregistrées, ou changées ; elles le seront au démarrage (npm start).')];
}

/** Told of the server already. */
function refused(error: unknown): false {
  if (error instanceof ApiProblem && (error.status === 403 || error.status === 404)) return false;
  throw error;
}

async function examineClock(aheadMs: () => Promise<number>): Promise<Finding> {
  const seconds = Math.abs(Math.round((await aheadMs()) / 1_000));
  return seconds * 1_000 <= LIMITS.clockMs
    ? right(`Horloge : à ${seconds} s de celle de Discord.`)
    : wrong(`Horloge : à ${seconds} s de celle de Discord. Réglez-la (NTP) : l'ordre des messages en dépend.`);
}

function explain(error: unknown): string {
  if (!(error instanceof ApiProblem)) return 'Discord : réponse inattendue. Recommencez, puis signalez-le.';
  if (error.status === 401)
    return 'DISCORD_TOKEN : jeton refusé. Copiez-le de nouveau (portail des développeurs, « Bot », « Reset Token »).';
  if (error.status === 0) return OUT_OF_REACH;
  if (error.status === 429) return 'Discord demande de patienter : recommencez dans une minute.';
  return `Discord répond « ${error.message} » : recommencez, puis vérifiez DISCORD_API_URL.`;
}

function right(said: string): Finding {
  return { ok: true, said };
}

function wrong(said: string): Finding {
  return { ok: false, said };
}
