/** The part of Discord's HTTP API that we use. */
import type { Component } from '#adapters/discord/payloads.ts';
import { type Answer, change, refuse } from './answer.ts';
import { object, textIn } from './contract.ts';
import type { Call, RestFaults, RestParts } from './rest.ts';
import { applicationShape, channelShape, memberShape, messageShape, serverShape, userShape } from './shapes.ts';
import type { DiscordState, StoredMessage } from './state.ts';

type Json = Readonly<Record<string, unknown>>;

const NONCE_MS = 5 * 60_000;

export type Route = (parts: RestParts, call: Call, ids: readonly string[], faults: RestFaults) => Answer;

export const ROUTES: readonly (readonly [string, RegExp, Route])[] = [
  [
    'GET',
    /^\/gateway\/bot$/,
    ({ gatewayUrl }) =>
      ok({
        url: gatewayUrl(),
        shards: 1,
        session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 16 },
      }),
  ],
  ['GET', /^\/applications\/@me$/, ({ state }) => ok(applicationShape(state))],
  ['GET', /^\/users\/@me$/, ({ state }) => ok({ ...userShape(state.bot), mfa_enabled: false, locale: 'fr' })],
  ['GET', /^\/users\/@me\/guilds$/, ({ state }) => ok([...state.servers.values()].map(serverShape))],
  [
    'GET',
    /^\/users\/(\d+)$/,
    ({ state }, _call, [id = '']) => {
      const user = state.users.get(id);
      return user === undefined ? refuse(404, 10_013, 'Unknown User') : ok(userShape(user));
    },
  ],
  [
    'POST',
    /^\/users\/@me\/channels$/,
    ({ state }, { body }) => {
      const user = state.users.get(textIn(body, 'recipient_id'));
      return user === undefined ? refuse(400, 10_013, 'Unknown User') : ok(channelShape(state, state.direct(user.id)));
    },
  ],
  [
    'GET',
    /^\/channels\/(\d+)$/,
    ({ state }, _call, [id = '']) => {
      const channel = state.channels.get(id);
      return channel === undefined ? refuse(404, 10_003, 'Unknown Channel') : ok(channelShape(state, channel));
    },
  ],
  [
    'GET',
    /^\/channels\/(\d+)\/messages$/,
    ({ state }, { query }, [id = '']) => {
      if (!state.channels.has(id)) return refuse(404, 10_003, 'Unknown Channel');
      return ok(history(state, id, query).map(one => ({ ...messageShape(state, one), nonce: undefined })));
    },
  ],
  ['POST', /^\/channels\/(\d+)\/messages$/, (parts, call, [id = '']) => postMessage(parts, call, id)],
  [
    'PATCH',
    /^\/channels\/(\d+)\/messages\/(\d+)$/,
    ({ state }, { body }, [id = '', message = '']) => {
      const there = state.find(id, message);
      if (there === undefined) return refuse(404, 10_008, 'Unknown Message');
      change(there, body);
      return ok(messageShape(state, there));
    },
  ],
  ['POST', /^\/channels\/(\d+)\/typing$/, () => ({ status: 204 })],
  [
    'POST',
    /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/,
    ({ state, dispatch }, { body }, [id = '', message = ''], { mayThread }) => {
      if (!mayThread) return refuse(403, 50_013, 'Missing Permissions');
      if (state.channels.has(message)) return refuse(400, 160_004, 'A thread has already been created');
      const thread = state.threadUnder(id, message, textIn(body, 'name'));
      dispatch('THREAD_CREATE', channelShape(state, thread));
      return { status: 201, body: channelShape(state, thread) };
    },
  ],
  [
    'POST',
    /^\/channels\/(\d+)\/threads$/,
    ({ state, dispatch }, { body }, [id = ''], { mayThread }) => {
      if (!mayThread) return refuse(403, 50_013, 'Missing Permissions');
      const thread = state.thread(id, textIn(body, 'name'));
      dispatch('THREAD_CREATE', channelShape(state, thread));
      return { status: 201, body: channelShape(state, thread) };
    },
  ],
  [
    'PUT',
    /^\/channels\/(\d+)\/thread-members\/(\d+)$/,
    ({ state }, _call, [id = '', user = '']) => {
      state.channels.get(id)?.members.add(user);
      return { status: 204 };
    },
  ],
  [
    'GET',
    /^\/guilds\/(\d+)\/threads\/active$/,
    ({ state }, _call, [server]) => {
      const threads = [...state.channels.values()].filter(one => one.type === 12 && one.server === server);
      return (
        absent(state, server) ??
        ok({ threads: threads.map(one => channelShape(state, one)), members: [], has_more: false })
      );
    },
  ],
  [
    'GET',
    /^\/guilds\/(\d+)\/channels$/,
    ({ state }, _call, [server]) => {
      const channels = [...state.channels.values()].filter(one => one.type === 0 && one.server === server);
      return absent(state, server) ?? ok(channels.map(one => channelShape(state, one)));
    },
  ],
  [
    'GET',
    /^\/guilds\/(\d+)\/members\/(\d+)$/,
    ({ state }, _call, [server, id = '']) => {
      const user = state.users.get(id);
      const isIn = server === undefined || !state.absent.has(`${server} ${id}`);
      return user === undefined || !isIn
        ? refuse(404, 10_007, 'Unknown Member')
        : ok(memberShape(user, state.roles.get(`${server} ${id}`)));
    },
  ],
  [
    'POST',
    /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
    ({ interactions }, { body }, [id = '']) => interactions.answer(id, body),
  ],
  [
    'PATCH',
    /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
    ({ interactions }, { body }, [, secret = '']) => interactions.complete(secret, body),
  ],
  [
    'GET',
    /^\/applications\/\d+(?:\/guilds\/(\d+))?\/commands$/,
    ({ state }, { path }, [server]) => absent(state, server) ?? ok(state.commands.get(path) ?? []),
  ],
  [
    'PUT',
    /^\/applications\/\d+(?:\/guilds\/(\d+))?\/commands$/,
    ({ state }, { raw, path }, [server]) => {
      const refused = absent(state, server);
      if (refused !== null) return refused;
      const commands = (raw as Json[]).map(command => ({
        description: '',
        default_member_permissions: null,
        version: state.id(),
        application_id: state.applicationId,
        ...command,
        id: state.id(),
      }));
      state.commands.set(path, commands);
      return ok(commands);
    },
  ],
];

/** A server that the bot is not in; null for one that it is in, and for none. */
function absent(state: DiscordState, server: string | undefined): Answer | null {
  return server === undefined || state.servers.has(server) ? null : refuse(403, 50_001, 'Missing Access');
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function postMessage({ state, dispatch }: RestParts, { body, files }: Call, id: string): Answer {
  const channel = state.channels.get(id);
  if (channel === undefined) return refuse(404, 10_003, 'Unknown Channel');
  if (channel.locked) return refuse(403, 160_005, 'This thread is locked');
  if (channel.type === 1 && state.closed.has(channel.person ?? ''))
    return refuse(403, 50_007, 'Cannot send messages to this user');
  const content = textIn(body, 'content');
  if (content.length > 2_000) return refuse(400, 50_035, 'Invalid Form Body');
  const nonce = body['nonce'] === undefined ? null : textIn(body, 'nonce');
  const since = Date.parse(state.now()) - NONCE_MS;
  const same = state.of(id).find(one => one.nonce !== null && one.nonce === nonce && instantMs(one.id) > since);
  if (same !== undefined && body['enforce_nonce'] === true) return ok(messageShape(state, same));
  const reference = textIn(object(body['message_reference']), 'message_id');
  const message = state.post(id, {
    author: state.bot,
    content,
    components: (body['components'] ?? []) as readonly Component[],
    nonce,
    replyTo: reference === '' ? null : reference,
    attachments: files.map(({ name, type, bytes }, i) => ({
      id: String(i),
      filename: name,
      size: bytes.length,
      url: 'http://discord.test/file',
      content_type: type,
    })),
  });
  dispatch('MESSAGE_CREATE', messageShape(state, message));
  return ok(messageShape(state, message));
}

function history(state: DiscordState, channel: string, query: URLSearchParams): StoredMessage[] {
  const limit = Number(query.get('limit') ?? 50);
  const all = state.of(channel).filter(one => one.onlyFor === null);
  const [after, before] = [query.get('after'), query.get('before')];
  if (after !== null)
    return all
      .filter(one => BigInt(one.id) > BigInt(after))
      .slice(0, limit)
      .toReversed();
  const older = before === null ? all : all.filter(one => BigInt(one.id) < BigInt(before));
  return older.slice(-limit).toReversed();
}

function instantMs(id: string): number {
  return Number((BigInt(id) >> 22n) + 1_420_070_400_000n);
}
