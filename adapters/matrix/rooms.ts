/** The rooms that the bot is in, who is in them, and which is whose direct room. */
import { z } from 'zod';
import { path } from './api.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import { LIMITS } from './limits.ts';
import type { Link } from './link.ts';
import { Content, JoinedRooms, RoomCreated, type RoomEvent, textOf } from './payloads.ts';
import { isNotFound } from './problem.ts';
import { wordsFor } from './words.ts';

/** Everybody in a room or invited to it, with the name they bear there. */
type Members = ReadonlyMap<string, { readonly name: string | undefined; readonly joined: boolean }>;

const MemberEvents = z.object({
  chunk: z.array(z.looseObject({ state_key: z.string().default(''), content: Content.catch({}) })),
});

const Direct = z.record(z.string(), z.array(z.string()).catch([])).catch({});

export class Rooms {
  readonly #joined = new Set<string>();
  readonly #members = new BoundedMap<string, Promise<Members>>(LIMITS.remembered);
  /** Direct rooms by person, the latest first: the account's `m.direct`. */
  #direct = new Map<string, readonly string[]>();
  readonly #opening = new Map<string, Promise<string>>();
  #writing: Promise<void> = Promise.resolve();

  /** What the server knows, before the first sync. */
  async load(link: Link): Promise<void> {
    const { joined_rooms } = JoinedRooms.parse(
      await link.api.request({ method: 'GET', path: path('client/v3/joined_rooms') }),
    );
    this.#joined.clear();
    for (const room of joined_rooms) this.#joined.add(room);
    this.heardDirect(await this.#readDirect(link));
  }

  isJoined(room: string): boolean {
    return this.#joined.has(room);
  }

  entered(room: string): void {
    this.#joined.add(room);
  }

  /** Nothing that was known of the room holds any more. */
  left(room: string): void {
    this.#joined.delete(room);
    this.#members.delete(room);
  }

  /** Something may have been missed. */
  unsure(room: string): void {
    this.#members.delete(room);
  }

  heardDirect(content: unknown): void {
    this.#direct = new Map(Object.entries(Direct.parse(content)));
  }

  /** A member's state changed. */
  async heardMember(room: string, event: RoomEvent): Promise<void> {
    const known = this.#members.get(room);
    if (known === undefined || event.state_key === undefined) return;
    const members = new Map(await known);
    put(members, event.state_key, event.content);
    this.#members.set(room, Promise.resolve(members));
  }

  async members(link: Link, room: string): Promise<Members> {
    const known = this.#members.get(room);
    if (known !== undefined) return known;
    const asked = askMembers(link, room);
    this.#members.set(room, asked);
    asked.catch(() => this.#members.delete(room));
    return asked;
  }

  /** The one person whom the bot shares a room with; null in a room of several, or alone. */
  async personIn(link: Link, room: string): Promise<string | null> {
    const others = [...(await this.members(link, room)).keys()].filter(id => id !== link.botId);
    return others.length === 1 ? (others[0] ?? null) : null;
  }

  /** A direct room that both are still in, and that `suits`; null where there is none. */
  async directWith(link: Link, userId: string, suits: (room: string) => Promise<boolean>): Promise<string | null> {
    for (const room of this.#direct.get(userId) ?? []) {
      if (!this.#joined.has(room)) continue;
      if ((await this.personIn(link, room)) === userId && (await suits(room))) return room;
    }
    return null;
  }

  /** Opens one and invites the person. Rejects with a `MatrixProblem` where they may not be invited. */
  open(link: Link, userId: string, encrypted: boolean, lang: string | undefined): Promise<string> {
    const opening = this.#opening.get(userId);
    if (opening !== undefined) return opening;
    const mine = this.#create(link, userId, encrypted, lang).finally(() => this.#opening.delete(userId));
    this.#opening.set(userId, mine);
    return mine;
  }

  async #create(link: Link, userId: string, encrypted: boolean, lang: string | undefined): Promise<string> {
    const encryption = { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } };
    const body = {
      preset: 'trusted_private_chat',
      is_direct: true,
      invite: [userId],
      name: wordsFor(lang).roomName,
      initial_state: encrypted ? [encryption] : [],
    };
    const { room_id: room } = RoomCreated.parse(
      await link.api.request({ method: 'POST', path: path('client/v3/createRoom'), body }),
    );
    this.#joined.add(room);
    await this.noteDirect(link, userId, room);
    return room;
  }

  /** Keeps, in the account, that the room is that person's direct one. */
  noteDirect(link: Link, userId: string, room: string): Promise<void> {
    const write = async (): Promise<void> => {
      if (this.#direct.get(userId)?.[0] === room) return;
      const direct = Direct.parse(await this.#readDirect(link));
      direct[userId] = [room, ...(direct[userId] ?? []).filter(other => other !== room)];
      this.#direct.set(userId, direct[userId]);
      const where = path('client/v3/user/{}/account_data/m.direct', link.botId);
      await link.api.request({ method: 'PUT', path: where, body: direct });
    };
    this.#writing = this.#writing.then(write).catch((error: unknown) => {
      link.host.log('warn', 'matrix_direct_not_kept', { reason: error instanceof Error ? error.message : 'unknown' });
    });
    return this.#writing;
  }

  async #readDirect(link: Link): Promise<unknown> {
    try {
      return await link.api.request({
        method: 'GET',
        path: path('client/v3/user/{}/account_data/m.direct', link.botId),
      });
    } catch (error) {
      if (isNotFound(error)) return {};
      throw error;
    }
  }
}

async function askMembers({ api }: Link, room: string): Promise<Members> {
  const asked = {
    method: 'GET',
    path: path('client/v3/rooms/{}/members', room),
    query: { not_membership: 'leave' },
  } as const;
  const members = new Map<string, { readonly name: string | undefined; readonly joined: boolean }>();
  for (const { state_key, content } of MemberEvents.parse(await api.request(asked)).chunk)
    put(members, state_key, content);
  return members;
}

function put(
  members: Map<string, { name: string | undefined; joined: boolean }>,
  userId: string,
  content: Content,
): void {
  const membership = textOf(content, 'membership');
  if (membership === 'join' || membership === 'invite')
    members.set(userId, { name: textOf(content, 'displayname') ?? undefined, joined: membership === 'join' });
  else members.delete(userId);
}
