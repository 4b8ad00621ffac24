/**
 * What stands between the bot and a real Synapse: it fails as networks do, shows the bot the test's time instead of the server's,
 * and remembers what was asked. Everything else is Synapse's own.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

type Json = Record<string, unknown>;

export interface GateCall {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly body: string;
  readonly status: number;
}

export interface Gate {
  readonly url: string;
  readonly calls: readonly GateCall[];
  /** Ids of all that the bot sent and the server took. */
  readonly sent: ReadonlySet<string>;
  /** Events the bot has dealt with: it asked for what follows them. */
  readonly handled: ReadonlySet<string>;
  /** The room that an event of the bot went to. */
  readonly roomOf: (eventId: string) => string | undefined;
  /** How often the bot was told who types, and asked for more. */
  readonly typingTold: () => number;
  /** Says when an event happened, by the test's clock. */
  readonly stamp: (eventId: string, iso: string) => void;
  readonly faults: GateFaults;
  readonly cut: () => void;
  readonly restore: () => void;
  readonly isCut: () => boolean;
  readonly close: () => Promise<void>;
}

export interface GateFaults {
  /** Each event comes so many more times. */
  redeliver: number;
  /** What becomes of the next message sent. */
  lose: 'applied' | 'not' | null;
  /** Sends are refused until then, by the test's clock: milliseconds since 1970. */
  limitedUntil: number;
  /** A status for requests that it picks; null lets them through. */
  answer: (method: string, path: string) => number | null;
}

const SEND = /\/rooms\/[^/]+\/send\//;

/** `now`: the test's clock, ISO UTC. */
export async function openGate(serverUrl: string, now: () => string): Promise<Gate> {
  const calls: GateCall[] = [];
  const sent = new Set<string>();
  const sentTo = new Map<string, string>();
  const typing = new Set<string>();
  let typingTold = 0;
  const handled = new Set<string>();
  const stamps = new Map<string, number>();
  const brought = new Map<string, readonly string[]>();
  const sockets = new Set<Socket>();
  const faults: GateFaults = { redeliver: 0, lose: null, limitedUntil: 0, answer: () => null };
  let cut = false;
  let latest = '';

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(request);
    const { pathname, search, searchParams } = new URL(request.url ?? '/', url);
    const method = request.method ?? 'GET';
    const isSend = method === 'PUT' && SEND.test(pathname);
    if (cut) return void response.destroy();
    const since = searchParams.get('since');
    if (pathname.endsWith('/sync') && since !== null) took(since);
    const note = (status: number): void => {
      const text = pathname.includes('/media/') ? '' : body.toString('utf8');
      calls.push({ method, path: pathname, body: text, status });
    };
    const forced = faults.answer(method, pathname);
    if (forced !== null) {
      note(forced);
      return reply(response, forced, '<html>bad gateway</html>');
    }
    const waitMs = faults.limitedUntil - Date.parse(now());
    if (isSend && waitMs > 0) {
      note(429);
      return reply(
        response,
        429,
        JSON.stringify({ errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests', retry_after_ms: waitMs }),
      );
    }
    const lose = isSend ? faults.lose : null;
    if (lose !== null) faults.lose = null;
    if (lose === 'not') return void response.destroy();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const headers = headersOf(request);
    const init = { method, headers, signal: gone.signal, ...(body.length === 0 ? {} : { body: new Uint8Array(body) }) };
    const answer = await fetch(`${serverUrl}${pathname}${search}`, init);
    const bytes = Buffer.from(await answer.arrayBuffer());
    note(answer.status);
    if (isSend && answer.ok) {
      const { event_id: id } = JSON.parse(bytes.toString('utf8')) as { event_id: string };
      sent.add(id);
      sentTo.set(id, decodeURIComponent(/\/rooms\/([^/]+)\/send\//.exec(pathname)?.[1] ?? ''));
    }
    if (lose === 'applied' || cut) return void response.destroy();
    const type = answer.headers.get('content-type') ?? 'application/json';
    if (!type.includes('json') || !answer.ok) return reply(response, answer.status, bytes, type);
    const told = JSON.parse(bytes.toString('utf8')) as Json;
    if (pathname.endsWith('/sync')) redeliver(told, faults.redeliver);
    retime(told);
    if (pathname.endsWith('/sync')) arrived(told, bytes);
    // What a sync left out is fetched before it is done with.
    if (pathname.endsWith('/messages')) brought.set(latest, [...(brought.get(latest) ?? []), ...idsIn(told)]);
    reply(response, answer.status, JSON.stringify(told));
  }

  function arrived(sync: Json, bytes: Buffer): void {
    const token = String(sync['next_batch']);
    latest = token;
    brought.set(token, idsIn(sync['rooms']));
    // That nobody types any more is told too, and is not what is waited for.
    if (/"user_ids":\s*\["/.test(bytes.toString())) typing.add(token);
  }

  /** The bot asks for what follows `token`: it is done with what came before. */
  function took(token: string): void {
    for (const id of brought.get(token) ?? []) handled.add(id);
    if (typing.delete(token)) typingTold += 1;
  }

  /** Every event under it is given the test's time: that of its first sight, unless it was stamped. */
  function retime(value: unknown): void {
    if (Array.isArray(value)) return value.forEach(retime);
    if (typeof value !== 'object' || value === null) return;
    const event = value as Json;
    if (typeof event['event_id'] === 'string' && typeof event['origin_server_ts'] === 'number') {
      const ms = stamps.get(event['event_id']) ?? Date.parse(now());
      stamps.set(event['event_id'], ms);
      event['origin_server_ts'] = ms;
    }
    Object.values(event).forEach(retime);
  }

  return {
    url,
    calls,
    sent,
    handled,
    roomOf: id => sentTo.get(id),
    typingTold: () => typingTold,
    stamp: (eventId, iso) => void stamps.set(eventId, Date.parse(iso)),
    faults,
    cut: () => {
      cut = true;
      for (const socket of sockets) socket.destroy();
    },
    restore: () => {
      cut = false;
    },
    isCut: () => cut,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function redeliver(sync: Json, more: number): void {
  const joined = ((sync['rooms'] as Json | undefined)?.['join'] ?? {}) as Record<
    string,
    { timeline?: { events?: unknown[] } }
  >;
  for (const { timeline } of Object.values(joined)) {
    const events = timeline?.events;
    if (timeline !== undefined && events !== undefined)
      timeline.events = events.flatMap(event => Array.from({ length: more + 1 }, () => structuredClone(event)));
  }
}

function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as Json)['event_id'];
  return [...(typeof own === 'string' ? [own] : []), ...Object.values(value).flatMap(idsIn)];
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const kept = ['authorization', 'content-type'].flatMap(name => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(kept);
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function reply(response: ServerResponse, status: number, body: string | Buffer, type = 'application/json'): void {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}
