/** Discord's HTTP API, the part that we use; each exchange is held against the official document. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Contract, object, textIn } from './contract.ts';
import type { Interactions } from './interactions.ts';
import { type Answer, refuse } from './answer.ts';
import { ROUTES } from './routes.ts';
import type { DiscordState } from './state.ts';

type Json = Readonly<Record<string, unknown>>;

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
  /** Milliseconds since 1970 until which messages are refused: in all channels, or in one bucket. */
  limitedUntil: number;
  global: boolean;
  /** The channel whose bucket is full; null for every channel. */
  limitedChannel: string | null;
  /** Acknowledgements of interactions are heard, and not taken, until this is over: the process may die meanwhile. */
  holdAcknowledgements: boolean;
  /** May the bot open threads. */
  mayThread: boolean;
  /** Channels that the bot may no longer write in. */
  readonly forbidden: Set<string>;
  /** Messages with files are refused. */
  refuseFiles: boolean;
}

export interface Rest {
  readonly faults: RestFaults;
  readonly problems: string[];
  readonly calls: { readonly method: string; readonly path: string; readonly body: Json; readonly status: number }[];
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Acknowledgements being held. */
  readonly held: () => number;
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

export function createRest(parts: RestParts): Rest {
  const { state, contract, token } = parts;
  const faults: RestFaults = {
    isDown: false,
    revoked: false,
    lose: null,
    limitedUntil: 0,
    global: false,
    limitedChannel: null,
    holdAcknowledgements: false,
    mayThread: true,
    forbidden: new Set(),
    refuseFiles: false,
  };
  const problems: string[] = [];
  const calls: Rest['calls'][number][] = [];
  let busy = 0;
  let held = 0;

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
      if (faults.holdAcknowledgements && call.path.endsWith('/callback')) return await hold(request);
      const answer = answerTo(call);
      calls.push({ method: call.method, path: call.path, body: call.body, status: answer.status });
      const { method, path, query, raw: asked } = call;
      problems.push(
        ...contract.check({ method, path, query, request: asked, status: answer.status, response: answer.body }),
      );
      if (lost === 'applied') return void request.socket.destroy();
      const type = answer.body === undefined ? {} : { 'content-type': 'application/json' };
      response.writeHead(answer.status, { ...type, ...bucketOf(call), ...answer.headers });
      response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
    } finally {
      busy -= 1;
    }
  }

  /** Never answered: its sender goes first. */
  async function hold(request: IncomingMessage): Promise<void> {
    held += 1;
    await once(request.socket, 'close');
    held -= 1;
  }

  function answerTo(call: Call): Answer {
    if (!call.authorized && !/^\/(interactions|webhooks)\//.test(call.path)) return refuse(401, 0, '401: Unauthorized');
    if (faults.revoked) return refuse(401, 0, '401: Unauthorized');
    const leftMs = faults.limitedUntil - Date.parse(state.now());
    const here = faults.limitedChannel === null || call.path.startsWith(`/channels/${faults.limitedChannel}/`);
    if (leftMs > 0 && here && call.path.endsWith('/messages') && call.method === 'POST')
      return limited(leftMs, faults.global);
    const channel = /^\/channels\/(\d+)/.exec(call.path)?.[1];
    if (channel !== undefined && faults.forbidden.has(channel)) return refuse(403, 50_001, 'Missing Access');
    if (faults.refuseFiles && call.files.length > 0) return refuse(413, 40_005, 'Request entity too large');
    for (const [method, pattern, answer] of ROUTES) {
      const match = method === call.method ? pattern.exec(call.path) : null;
      if (match !== null) return answer(parts, call, match.slice(1), faults);
    }
    return refuse(404, 0, '404: Not Found');
  }

  return { faults, problems, calls, handle, busy: () => busy, held: () => held };
}

function limited(ms: number, global: boolean): Answer {
  const seconds = ms / 1_000;
  const headers = {
    'retry-after': String(Math.ceil(seconds)),
    'x-ratelimit-scope': global ? 'global' : 'user',
    ...(global
      ? { 'x-ratelimit-global': 'true' }
      : { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': String(seconds) }),
  };
  return {
    status: 429,
    headers,
    body: { message: 'You are being rate limited.', code: 0, retry_after: seconds, global },
  };
}

/** One bucket a route and channel, never empty unless a fault says so. */
function bucketOf({ method, path }: Call): Readonly<Record<string, string>> {
  if (path.startsWith('/interactions/')) return {};
  const bucket = createHash('md5')
    .update(`${method} ${path.replace(/\/\d+(?=\/|$)/g, '/:id')}`)
    .digest('hex');
  return {
    'x-ratelimit-bucket': bucket,
    'x-ratelimit-limit': '50',
    'x-ratelimit-remaining': '49',
    'x-ratelimit-reset': String(Date.now() / 1_000 + 1),
    'x-ratelimit-reset-after': '1',
  };
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
