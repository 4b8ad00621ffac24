/**
 * What the emulator lacks of Slack, in front of it: Socket Mode and signed HTTP, redelivery until acknowledged,
 * interactivity and slash commands, 429, and a network that fails.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { SIGNING_SECRET, type Workspace } from './emulator.ts';

export type Kind = 'events_api' | 'interactive' | 'slash_commands';

interface Item {
  readonly kind: Kind;
  readonly body: unknown;
  readonly acked: (response: unknown) => void;
  /** Sent, and not acknowledged yet. */
  flying: boolean;
}

export interface Call {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface Edge {
  /** `http://127.0.0.1:…/api/`. */
  readonly apiUrl: string;
  /** Every call of the bot that reached us. */
  readonly calls: readonly Call[];
  /** Hands something to the bot, again and again until it is acknowledged; resolves with what came back. */
  readonly deliver: (kind: Kind, body: unknown) => Promise<unknown>;
  /** How many more times each delivery is made. */
  redeliver: number;
  /** Milliseconds of the clock in use, until which sends are refused. */
  limitedUntil: number;
  /** The rights that Slack names beside its answers; null where it names none. */
  scopes: string | null;
  /** The code with which everything that the bot asks is refused. */
  refuse: string | null;
  /** People of user groups, by the group's id. */
  readonly userGroups: Map<string, readonly string[]>;
  /** Whether files are refused, by the workspace's policy. */
  refuseFiles: boolean;
  /** Whether the next message is kept, or dropped, before the connection is cut instead of answered. */
  lose: 'applied' | 'not' | null;
  /** Whether the bot can be handed something now. */
  readonly isConnected: () => boolean;
  /** Out of reach: nothing comes in, nothing goes out. */
  cut: () => void;
  restore: () => void;
  /** Gives up what was not acknowledged, as Slack does in the end. */
  giveUp: () => void;
  /** Resolves once nothing is on its way; what is not acknowledged waits for the bot. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Finds the workspace that a call of the bot is for. */
export type Route = (request: { readonly token: string; readonly args: Call['args'] }) => Workspace;

/** `http`: where the bot listens; null for Socket Mode. */
export async function createEdge(of: Workspace | Route, http: string | null): Promise<Edge> {
  const route: Route = typeof of === 'function' ? of : () => of;
  const calls: Call[] = [];
  const waiting = new Set<Item>();
  const sockets = new Map<WebSocket, Map<string, Item>>();
  let reachable = true;
  let busy = 0;

  const server = createServer((request, response) => void answer(request, response));
  const sockServer = new WebSocketServer({ server });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    busy += 1;
    try {
      const body = Buffer.concat((await request.toArray()) as Buffer[]);
      const method = request.url?.replace(/^\/api\//, '').split('?')[0] ?? '';
      if (!reachable) return void request.socket.destroy();
      if (method === 'apps.connections.open')
        return void response.end(JSON.stringify({ ok: true, url: `ws://${origin}/link` }));
      const args = argsOf(body, request.headers['content-type'] ?? '');
      const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
      calls.push({ method, args });
      if (edge.refuse !== null) return void response.end(JSON.stringify({ ok: false, error: edge.refuse }));
      if (method === 'usergroups.users.list') {
        const users = edge.userGroups.get(String(args['usergroup']));
        return void response.end(
          JSON.stringify(users === undefined ? { ok: false, error: 'no_such_subteam' } : { ok: true, users }),
        );
      }
      if (edge.refuseFiles && method.startsWith('files.get'))
        return void response.end(JSON.stringify({ ok: false, error: 'file_uploads_disabled' }));
      const sends = /^chat\.post|^files\.complete/.test(method);
      if (sends && Date.now() < edge.limitedUntil) {
        const retryAfter = String(Math.ceil((edge.limitedUntil - Date.now()) / 1_000));
        return void response.writeHead(429, { 'retry-after': retryAfter }).end('{"ok":false,"error":"ratelimited"}');
      }
      const lost = sends ? edge.lose : null;
      if (sends) edge.lose = null;
      if (lost === 'not') return void request.socket.destroy();
      const reply = await forward(route({ token, args }), request, body, origin);
      if (lost === 'applied') return void request.socket.destroy();
      if (edge.scopes !== null) response.setHeader('x-oauth-scopes', edge.scopes);
      const type = reply.headers.get('content-type') ?? 'application/json';
      response.writeHead(reply.status, { 'content-type': type });
      // A file's bytes are handed over as they are.
      if (!type.startsWith('application/json')) return void response.end(Buffer.from(await reply.arrayBuffer()));
      response.end((await reply.text()).replaceAll('http://slack.test', `http://${origin}`));
    } finally {
      busy -= 1;
    }
  }

  sockServer.on('connection', socket => {
    if (!reachable) return socket.terminate();
    const flying = new Map<string, Item>();
    sockets.set(socket, flying);
    socket.on('message', data => {
      const { envelope_id: id, payload } = JSON.parse((data as Buffer).toString()) as {
        envelope_id: string;
        payload: unknown;
      };
      const item = flying.get(id);
      if (item !== undefined) settle(item, payload);
      flying.delete(id);
    });
    socket.on('close', () => {
      sockets.delete(socket);
      for (const item of flying.values()) item.flying = false;
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
    for (const item of waiting) void attempt(item);
  });

  function settle(item: Item, response: unknown): void {
    item.flying = false;
    waiting.delete(item);
    item.acked(response);
  }

  async function attempt(item: Item): Promise<void> {
    if (!reachable || item.flying) return;
    if (http === null) {
      const [link] = sockets;
      if (link === undefined) return;
      item.flying = true;
      for (let i = 0; i <= edge.redeliver; i += 1) {
        const id = randomUUID();
        link[1].set(id, item);
        link[0].send(
          JSON.stringify({ envelope_id: id, type: item.kind, payload: item.body, accepts_response_payload: true }),
        );
      }
      return;
    }
    item.flying = true;
    for (let i = 0; i <= edge.redeliver; i += 1) {
      const reply = await fetch(http, { method: 'POST', ...signed(item) }).catch(() => null);
      if (reply?.ok === true) settle(item, await reply.text());
    }
    item.flying = false;
  }

  const edge: Edge = {
    apiUrl: `http://${origin}/api/`,
    calls,
    redeliver: 0,
    limitedUntil: 0,
    scopes: null,
    refuse: null,
    userGroups: new Map(),
    refuseFiles: false,
    lose: null,
    deliver: (kind, body) =>
      new Promise(resolve => {
        const item: Item = { kind, body, acked: resolve, flying: false };
        waiting.add(item);
        void attempt(item);
      }),
    isConnected: () => reachable && (http !== null || sockets.size > 0),
    cut: () => {
      reachable = false;
      for (const socket of sockets.keys()) socket.terminate();
    },
    restore: () => {
      reachable = true;
      if (http !== null) for (const item of waiting) void attempt(item);
    },
    giveUp: () => waiting.clear(),
    idle: async () => {
      for (let still = 0; still < 3; still += 1) {
        await new Promise(resolve => setTimeout(resolve, 2));
        if (busy > 0 || [...waiting].some(item => item.flying)) still = -1;
      }
    },
    close: async () => {
      for (const socket of sockets.keys()) socket.terminate();
      sockServer.close();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
  return edge;
}

function forward(workspace: Workspace, request: IncomingMessage, body: Buffer, origin: string): Promise<Response> {
  const headers = new Headers();
  for (const name of ['authorization', 'content-type']) headers.set(name, String(request.headers[name] ?? ''));
  const hasBody = request.method === 'POST';
  const init = { method: request.method ?? 'GET', headers, ...(hasBody ? { body: new Uint8Array(body) } : {}) };
  return workspace.fetch(new Request(`http://${origin}${request.url ?? '/'}`, init));
}

/** The arguments of a call, with what is JSON in them read. */
function argsOf(body: Buffer, contentType: string): Record<string, unknown> {
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return {};
  return Object.fromEntries(
    [...new URLSearchParams(body.toString())].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? parsed(value) : value,
    ]),
  );
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** As Slack posts it: events in JSON, the rest in a form, both signed. */
export function signed({ kind, body }: Pick<Item, 'kind' | 'body'>, secret = SIGNING_SECRET, at = Date.now()) {
  const form = kind === 'interactive' ? { payload: JSON.stringify(body) } : (body as Record<string, string>);
  const text = kind === 'events_api' ? JSON.stringify(body) : new URLSearchParams(form).toString();
  const stamp = String(Math.floor(at / 1_000));
  const signature = createHmac('sha256', secret).update(`v0:${stamp}:${text}`).digest('hex');
  const type = kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded';
  const headers = { 'content-type': type, 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${signature}` };
  return { headers, body: text };
}
