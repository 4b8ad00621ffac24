/** Invitations: accepted from people of the servers that the operator allows, refused from others. */
import { setTimeout as sleep } from 'node:timers/promises';
import { path } from './api.ts';
import { serverOf } from './ids.ts';
import { LIMITS } from './limits.ts';
import { type Link, reasonOf } from './link.ts';
import { MatrixProblem } from './problem.ts';
import type { Rooms } from './rooms.ts';
import { type Stripped, textOf } from './payloads.ts';

/** Whether somebody of that server may bring the bot into a room. */
export function isAllowed({ config, server }: Pick<Link, 'config' | 'server'>, userId: string): boolean {
  const allowed = config.allowedServers.length === 0 ? [server] : config.allowedServers;
  return allowed.includes('*') || allowed.includes(serverOf(userId));
}

/** Accepts or refuses one. Never rejects: what could not be joined waits for the next start. */
export async function takeInvitation(
  link: Link,
  rooms: Rooms,
  room: string,
  state: readonly Stripped[],
): Promise<void> {
  const mine = state.findLast(one => one.type === 'm.room.member' && one.state_key === link.botId);
  if (mine === undefined || textOf(mine.content, 'membership') !== 'invite') return;
  if (!isAllowed(link, mine.sender)) {
    link.host.log('info', 'matrix_invitation_refused', { server: serverOf(mine.sender) });
    await leave(link, room);
    return;
  }
  const isDirect = mine.content['is_direct'] === true;
  link.state.set(keyOf(room), JSON.stringify({ from: mine.sender, isDirect }));
  await join(link, rooms, room);
}

/** Those that could not be accepted before. */
export async function takeWaiting(link: Link, rooms: Rooms): Promise<void> {
  for (const room of link.state.named(keyOf(''))) await join(link, rooms, room);
}

async function join(link: Link, rooms: Rooms, room: string): Promise<void> {
  const { from, isDirect } = JSON.parse(link.state.get(keyOf(room)) ?? '{}') as { from?: string; isDirect?: boolean };
  if (from === undefined) return;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const query = { server_name: serverOf(from) };
      await link.api.request({ method: 'POST', path: path('client/v3/join/{}', room), query, body: {} });
      break;
    } catch (error) {
      const isFinal = error instanceof MatrixProblem && (error.status === 403 || error.status === 404);
      if (!isFinal && attempt < LIMITS.joinAttempts) {
        await sleep(LIMITS.joinWaitMs);
        continue;
      }
      link.host.log('warn', 'matrix_invitation_not_joined', { server: serverOf(from), reason: reasonOf(error) });
      if (isFinal) link.state.set(keyOf(room), null);
      return;
    }
  }
  rooms.unsure(room);
  if (isDirect === true) await rooms.noteDirect(link, from, room);
  await movedInto(link, rooms, room);
  link.state.set(keyOf(room), null);
}

async function leave({ api, host }: Link, room: string): Promise<void> {
  try {
    await api.request({ method: 'POST', path: path('client/v3/rooms/{}/leave', room), body: {} });
  } catch (error) {
    host.log('info', 'matrix_comfort_failed', { what: 'leave', reason: reasonOf(error) });
  }
}

/**
 * The room was replaced by another: the bot follows, if whoever says so may bring it there; at once where it is let in,
 * otherwise with the invitation that clients send next.
 */
export async function followUpgrade(link: Link, rooms: Rooms, room: string, by: string, next: string): Promise<void> {
  if (!isAllowed(link, by) || link.state.get(movedKey(room)) !== null) return;
  link.state.set(replacesKey(next), room);
  try {
    const query = { server_name: serverOf(by) };
    await link.api.request({ method: 'POST', path: path('client/v3/join/{}', next), query, body: {} });
  } catch (error) {
    link.host.log('info', 'matrix_upgrade_waits', { room, reason: reasonOf(error) });
    return;
  }
  await movedInto(link, rooms, next);
}

/** The bot is in a room: if it replaces another, what was said there goes on here. */
async function movedInto(link: Link, rooms: Rooms, next: string): Promise<void> {
  const room = link.state.get(replacesKey(next));
  if (room === null) return;
  const person = await rooms.personIn(link, room);
  link.state.set(movedKey(room), next);
  link.state.set(replacesKey(next), null);
  rooms.entered(next);
  rooms.unsure(next);
  if (person !== null) await rooms.noteDirect(link, person, next);
  link.host.log('info', 'matrix_upgrade_followed', { room });
}

/** Where a room went, after any number of upgrades. */
export function movedTo({ state }: Pick<Link, 'state'>, room: string): string {
  const seen = new Set<string>();
  let at = room;
  for (let next = state.get(movedKey(at)); next !== null && !seen.has(at); next = state.get(movedKey(at))) {
    seen.add(at);
    at = next;
  }
  return at;
}

function keyOf(room: string): string {
  return `invited ${room}`;
}

function replacesKey(next: string): string {
  return `replaces ${next}`;
}

function movedKey(room: string): string {
  return `moved ${room}`;
}
