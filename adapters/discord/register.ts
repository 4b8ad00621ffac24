/** Registration of the commands: written only where they are not as they should be. */
import { z } from 'zod';
import { ApiProblem } from './api-problem.ts';
import { COMMANDS } from './commands.ts';
import type { Incidents } from './incidents.ts';
import { LIMITS } from './limits.ts';
import { ask, type Link } from './link.ts';

const Registered = z.array(z.looseObject({ name: z.string() }));

/**
 * For the chosen servers, or for all of them where none is chosen. `joined`: the servers that the bot is in: what was
 * registered for one alone is put away there, since it would be shown twice. A server that refuses keeps no other from
 * its commands. Returns how many places were written.
 */
export async function registerCommands(
  link: Link,
  incidents: Incidents,
  chosen: readonly string[],
  joined: readonly string[],
): Promise<number> {
  const application = `/applications/${link.applicationId}` as const;
  const ofServer = (server: string) => ({ server, path: `${application}/guilds/${server}/commands` as const });
  const others = joined.filter(server => !chosen.includes(server)).slice(0, LIMITS.serversTidied);
  const places = [
    { server: '', path: `${application}/commands` as const, wanted: chosen.length === 0 ? COMMANDS : [] },
    ...chosen.map(server => ({ ...ofServer(server), wanted: COMMANDS })),
    ...others.map(server => ({ ...ofServer(server), wanted: [] })),
  ];
  let written = 0;
  for (const { server, path, wanted } of places) {
    try {
      if (await areThere(link, path, wanted)) continue;
      await link.request({ method: 'PUT', path, body: wanted });
      incidents.mended('discord_commands_not_registered', server);
      written += 1;
    } catch (error) {
      if (!(error instanceof ApiProblem) || server === '' || (error.status !== 403 && error.status !== 404))
        throw error;
      // Nothing of ours is there where the bot never was.
      if (wanted.length > 0) incidents.tell(link, 'discord_commands_not_registered', server);
    }
  }
  return written;
}

/** Whether that place has these commands, as they are. */
export async function areThere(
  link: Pick<Link, 'request'>,
  path: `/${string}`,
  wanted: readonly object[],
): Promise<boolean> {
  const there = await ask(link, { method: 'GET', path, query: { with_localizations: 'true' } }, Registered);
  return there.length === wanted.length && wanted.every(one => there.some(other => covers(other, one)));
}

/** Whether all that we want stands in what Discord has: it adds fields of its own, and leaves out what is false. */
function covers(there: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return Array.isArray(there) && there.length === wanted.length && wanted.every((one, i) => covers(there[i], one));
  }
  if (typeof wanted !== 'object' || wanted === null)
    return there === wanted || (wanted === false && there === undefined);
  if (typeof there !== 'object' || there === null) return false;
  return Object.entries(wanted).every(([key, value]) => covers((there as Record<string, unknown>)[key], value));
}
