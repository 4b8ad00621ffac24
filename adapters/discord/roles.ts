/** Which roles of a server somebody has now: a direct message tells none. */
import { z } from 'zod';
import type { GroupsAmong } from '#messaging/index.ts';
import { ask, type Link } from './link.ts';

const Member = z.object({ roles: z.array(z.string()) });

export async function rolesAmong(
  link: Link | null,
  { workspace, userId }: Parameters<GroupsAmong>[0],
  groups: readonly string[],
): Promise<readonly string[]> {
  if (link === null || !/^\d{1,20}$/.test(workspace)) return [];
  const { roles } = await ask(link, { method: 'GET', path: `/guilds/${workspace}/members/${userId}` }, Member);
  return groups.filter(group => roles.includes(group));
}
