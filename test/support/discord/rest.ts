/** Discord's HTTP API, the part that we use; each exchange is held against the official document. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Component } from '#adapters/discord/payloads.ts';
import { type Contract, object, textIn } from './contract.ts';
import type { Interactions } from './interactions.ts';
import { applicationShape, channelShape, memberShape, messageShape, userShape } from './shapes.ts';
import type { DiscordState, StoredMessage } from './state.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Json;
  readonly raw: unknown;
  readonly files: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[];
  readonly authorized: boolean;
}

export interface RestFaults {
  isDown: boolean;
  revoked: boolean;
  lose: 'applied' | 'not' | null;
  limitedUntil: number;
  global: boolean;
  /** May the bot open threads. */
  mayThread: boolean;
}

export interface Rest {
  readonly faults: RestFaults;
  readonly problems: string[];
  readonly calls: { readonly method: string; readonly path: string; readonly body: Json; readonly status: number }[];
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Requests being answered. */
  readonly busy: () => number;
}

export interface RestParts {
  readonly state: DiscordState;
  readonly contract: Contract;
  readonly interactions: Interactions;
  readonly token: string;
  readonly gatewayUrl: () => string;
  readonly dispatch: (name: string, data: unknown) => void;
  readonly fileOf: (path: string) => Uint8Array | undefined;
}

const NONCE_MS = 5 * 60_000;

export function createRest(parts: RestParts): Rest {
  const { state, contract, token } = parts;
  const faults: RestFaults = {
    isDown: false,
    revoked: false,
    lose: null,
    limitedUntil: 0,
    global: false,
    mayThread: true,
  };
  const problems: string[] = [];
  const calls: Rest['calls'][number][] = [];
  let busy = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (faults.isDown) return void request.socket.destroy();
    busy += 1;
    try {
      const url = new URL(request.url ?? '/', 'http://discord.test');
      const file = parts.fileOf(url.pathname);
      if (file !== undefined) return void response.writeHead(200).end(file);
      const call = await readCall(request, url, token);
      const sends = call.method === 'POST' && /^\/channels\/\d+\/messages$/.test(call.path);
      const lost = sends ? faults.lose : null;
      if (sends) faults.lose = null;
      if (lost === 'not') return void request.socket.destroy();
      const answer = answerTo(call);
      calls.push({ method: call.method, path: call.path, body: call.body, status: answer.status });
      const { method, path } = call;
      problems.push(
        ...contract.check({ method, path, request: call.raw, status: answer.status, response: answer.body }),
      );
      if (lost === 'applied') return void request.socket.destroy();
      const headers = answer.body === undefined ? {} : { 'content-type': 'application/json' };
      response.writeHead(answer.status, { ...headers, ...answer.headers });
      response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
    } finally {
      busy -= 1;
    }
  }

  function answerTo(call: Call): Answer {
    if (!call.authorized && !/^\/(interactions|webhooks)\//.test(call.path)) return refuse(401, 0, '401: Unauthorized');
    if (faults.revoked) return refuse(401, 0, '401: Unauthorized');
    const leftMs = faults.limitedUntil - Date.parse(state.now());
    if (leftMs > 0 && call.path.endsWith('/messages') && call.method === 'POST') return limited(leftMs, faults.global);
    for (const [method, pattern, answer] of ROUTES) {
      const match = method === call.method ? pattern.exec(call.path) : null;
      if (match !== null) return answer(parts, call, match.slice(1), faults);
    }
    return refuse(404, 0, '404: Not Found');
  }

  return { faults, problems, calls, handle, busy: () => busy };
}

export function refuse(status: number, code: number, message: string): Answer {
  return { status, body: { message, code } };
}

function limited(ms: number, global: boolean): Answer {
  const seconds = ms / 1_000;
  const headers = {
    'retry-after': String(Math.ceil(seconds)),
    'x-ratelimit-scope': global ? 'global' : 'user',
    ...(global ? { 'x-ratelimit-global': 'true' } : {}),
  };
  return { status: 429, headers, body: { message: 'You are being rate limited.', retry_after: seconds, global } };
}

async function readCall(request: IncomingMessage, url: URL, token: string): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  let raw: unknown;
  const files: { name: string; type: string; bytes: Uint8Array }[] = [];
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    raw = JSON.parse(textIn(Object.fromEntries(form), 'payload_json'));
    for (const [, value] of form) {
      if (typeof value !== 'string')
        files.push({ name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) });
    }
  } else if (bytes.length > 0) raw = JSON.parse(bytes.toString('utf8'));
  return {
    method: request.method ?? 'GET',
    path: url.pathname.replace(/^\/api\/v10/, ''),
    query: url.searchParams,
    body: object(raw),
    raw,
    files,
    authorized: request.headers.authorization === `Bot ${token}`,
  };
}

type Route = (parts: RestParts, call: Call, ids: readonly string[], faults: RestFaults) => Answer;

const ROUTES: readonly (readonly [string, RegExp, Route])[] = [
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
    ({ state }) => {
      const threads = [...state.channels.values()].filter(one => one.type === 12);
      return ok({ threads: threads.map(one => channelShape(state, one)), members: [], has_more: false });
    },
  ],
  [
    'GET',
    /^\/guilds\/(\d+)\/channels$/,
    ({ state }) => ok([...state.channels.values()].filter(one => one.type === 0).map(one => channelShape(state, one))),
  ],
  [
    'GET',
    /^\/guilds\/(\d+)\/members\/(\d+)$/,
    ({ state }, _call, [, id = '']) => {
      const user = state.users.get(id);
      return user === undefined ? refuse(404, 10_007, 'Unknown Member') : ok(memberShape(user));
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
  ['GET', /^\/applications\/(\d+)(?:\/guilds\/\d+)?\/commands$/, ({ state }) => ok(state.commands)],
  [
    'PUT',
    /^\/applications\/(\d+)(?:\/guilds\/\d+)?\/commands$/,
    ({ state }, { raw }) => {
      state.commands = (raw as Json[]).map(command => ({
        description: '',
        default_member_permissions: null,
        version: state.id(),
        application_id: state.applicationId,
        ...command,
        id: state.id(),
      }));
      return ok(state.commands);
    },
  ],
];

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function postMessage({ state, dispatch }: RestParts, { body, files }: Call, id: string): Answer {
  const channel = state.channels.get(id);
  if (channel === undefined) return refuse(404, 10_003, 'Unknown Channel');
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

export function change(message: StoredMessage, body: Json): void {
  if (typeof body['content'] === 'string') message.content = body['content'];
  if (Array.isArray(body['components'])) message.components = body['components'] as readonly Component[];
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
