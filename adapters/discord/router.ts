/** Packets of the gateway, each to the part that takes it. */
import type { z } from 'zod';
import { catchUp, channelOf } from './catch-up.ts';
import type { Packet } from './client.ts';
import type { Homes } from './homes.ts';
import type { Inbox } from './inbox.ts';
import type { Incidents } from './incidents.ts';
import type { Interactions } from './interactions.ts';
import type { Lanes } from './lanes.ts';
import { LIMITS } from './limits.ts';
import type { Link } from './link.ts';
import {
  Channel,
  Guild,
  Interaction,
  Message,
  MessageDelete,
  MessageDeleteBulk,
  MessageUpdate,
  Reacted,
  Reaction,
  Ready,
  Typing,
} from './payloads.ts';
import type { Threads } from './threads.ts';

export interface RouterParts {
  readonly link: Link;
  readonly lanes: Lanes;
  readonly inbox: Inbox;
  readonly interactions: Interactions;
  readonly homes: Homes;
  readonly threads: Threads;
  readonly incidents: Incidents;
  /** A new session of the gateway: its servers are known. */
  readonly onReady: (link: Link) => void;
  /** Work that goes on by itself: awaited before the adapter stops. */
  readonly track: (work: Promise<void>) => void;
}

type Handler = (parts: RouterParts, data: unknown) => void;

/** A handler of packets of one shape; another shape is Discord's novelty, and is left aside. */
function on<T>(shape: z.ZodType<T>, handle: (parts: RouterParts, data: T) => void): Handler {
  return (parts, data) => {
    const read = shape.safeParse(data);
    if (read.success) handle(parts, read.data);
    else parts.link.host.log('warn', 'discord_unknown_shape', { at: read.error.issues[0]?.path.join('.') ?? '' });
  };
}

const HANDLERS: Readonly<Record<string, Handler>> = {
  READY: on(Ready, (parts, { guilds }) => {
    for (const { id } of guilds) parts.homes.addServer(id);
    catchUpAll(parts);
    parts.onReady(parts.link);
  }),
  GUILD_CREATE: on(Guild, ({ homes, threads, link, incidents }, { id, name, threads: there }) => {
    homes.addServer(id, name);
    incidents.mended('discord_server_left', id);
    for (const thread of there) threads.see(thread, link.botId);
  }),
  GUILD_DELETE: on(Guild, ({ homes, link, incidents }, { id, unavailable }) => {
    // An outage is not a departure.
    if (unavailable !== true && homes.removeServer(id)) incidents.tell(link, 'discord_server_left', id);
  }),
  THREAD_CREATE: on(Channel, ({ threads, link }, thread) => threads.see(thread, link.botId)),
  THREAD_UPDATE: on(Channel, ({ threads, link }, thread) => threads.see(thread, link.botId)),
  THREAD_DELETE: on(Channel, (parts, thread) => {
    const { threads, link, incidents } = parts;
    const { id, guild_id: server } = thread;
    if (threads.remove(id)) incidents.tell(link, 'discord_thread_deleted', server ?? '', id);
    const parent = thread.parent_id ?? id;
    inLane(parts, id, () => parts.inbox.threadDeleted(link, id, server ?? '', parent));
  }),
  MESSAGE_REACTION_ADD: on(Reacted, (parts, { member, ...reaction }) => {
    const name = member?.nick ?? member?.user?.global_name ?? member?.user?.username ?? '';
    inLane(parts, reaction.channel_id, () => parts.inbox.reaction(parts.link, reaction, true, name));
  }),
  MESSAGE_REACTION_REMOVE: on(Reaction, (parts, reaction) => {
    inLane(parts, reaction.channel_id, () => parts.inbox.reaction(parts.link, reaction, false, ''));
  }),
  MESSAGE_CREATE: on(Message, (parts, message) => {
    inLane(parts, message.channel_id, () => parts.inbox.message(parts.link, message));
  }),
  MESSAGE_UPDATE: on(MessageUpdate, (parts, update) => {
    inLane(parts, update.channel_id, () => parts.inbox.edit(parts.link, update));
  }),
  MESSAGE_DELETE: on(MessageDelete, (parts, deletion) => {
    inLane(parts, deletion.channel_id, () => parts.inbox.deletion(parts.link, deletion));
  }),
  MESSAGE_DELETE_BULK: on(MessageDeleteBulk, (parts, { ids, ...place }) => {
    for (const id of ids) inLane(parts, place.channel_id, () => parts.inbox.deletion(parts.link, { id, ...place }));
  }),
  TYPING_START: on(Typing, (parts, { channel_id: channel, guild_id: server, user_id: user, timestamp }) => {
    if (server === undefined) inLane(parts, channel, () => parts.inbox.typing(parts.link, channel, user, timestamp));
  }),
  // Not in a lane: they must be acknowledged within three seconds.
  INTERACTION_CREATE: on(Interaction, (parts, interaction) => {
    parts.track(guarded(parts.link, () => parts.interactions.take(parts.link, interaction)));
  }),
};

export function route(parts: RouterParts, { name, data }: Packet): void {
  HANDLERS[name]?.(parts, data);
}

function inLane(parts: RouterParts, channel: string, work: () => Promise<void>): void {
  void parts.lanes.run(channel, () => guarded(parts.link, work));
}

/** What could not be taken in was told by the application, which logged why: here it only ends. */
async function guarded({ host }: Link, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    if (name !== 'IntakeError') host.log('error', 'discord_event_failed', { error: name, at: placeOf(error) });
  }
}

/** A new session of the gateway replays nothing: the histories of live conversations tell what was missed. */
function catchUpAll(parts: RouterParts): void {
  const link = parts.link;
  const { lanes, inbox, track } = parts;
  const listed = link.host.queries.liveConversations('discord', LIMITS.liveConversations).catch((error: unknown) => {
    link.host.log('error', 'discord_not_caught_up', { error: error instanceof Error ? error.name : 'unknown' });
    return [];
  });
  const gate = Promise.withResolvers<void>();
  const work = listed.then(async live => {
    let missed = 0;
    // In the lanes before anything that comes now: the gate is still closed.
    const lanesDone = live.flatMap(one => {
      const channel = channelOf(one);
      if (channel === null) return [];
      return lanes.runFirst(channel, () =>
        guarded(link, async () => {
          missed += await catchUp(link, inbox, one);
        }),
      );
    });
    gate.resolve();
    await Promise.all(lanesDone);
    if (missed > 0) link.host.log('info', 'discord_caught_up', { conversations: live.length, messages: missed });
  });
  lanes.hold(gate.promise);
  track(work);
}

/** Where it was thrown. The message that opens a stack is left out: it may quote what somebody wrote. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { stack = '', message } = error;
  const frames = message === '' ? stack : stack.slice(stack.indexOf(message) + message.length);
  return frames
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 2)
    .join(' ')
    .trim();
}
