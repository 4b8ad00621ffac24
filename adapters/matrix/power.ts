/** Who has which power in a room: `!room:server/50` is the group of those who have 50 at least, and are in it. */
import { z } from 'zod';
import type { GroupsAmong } from '#messaging/index.ts';
import { path } from './api.ts';
import type { Link } from './link.ts';
import { isNotFound } from './problem.ts';

const Power = z.object({ users: z.record(z.string(), z.number()).default({}), users_default: z.number().default(0) });
const Membership = z.object({ membership: z.string() });

export async function powerAmong(
  { api }: Pick<Link, 'api'>,
  { userId }: Parameters<GroupsAmong>[0],
  groups: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const group of groups) {
    const [, room, least] = /^(![^/]+)\/(\d{1,3})$/.exec(group) ?? [];
    if (room === undefined || least === undefined) continue;
    const state = (type: string, key: string) =>
      api.request({ method: 'GET', path: path('client/v3/rooms/{}/state/{}/{}', room, type, key) });
    try {
      const { membership } = Membership.parse(await state('m.room.member', userId));
      const { users, users_default: usual } = Power.parse(await state('m.room.power_levels', ''));
      if (membership === 'join' && (users[userId] ?? usual) >= Number(least)) found.push(group);
    } catch (error) {
      // Never in that room.
      if (!isNotFound(error)) throw error;
    }
  }
  return found;
}
