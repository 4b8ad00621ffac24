/** The gateway: HELLO, IDENTIFY, READY, RESUME with replay, INVALID_SESSION, sockets that drop. */
import type { Server } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { object } from './contract.ts';
import { userShape } from './shapes.ts';
import type { DiscordState, StoredServer } from './state.ts';

interface Session {
  readonly id: string;
  readonly sent: string[];
  socket: WebSocket | null;
}

export interface Gateway {
  /** An event for the bot: sent at once, or kept for the session's return. */
  readonly dispatch: (name: string, data: unknown) => void;
  readonly isConnected: () => boolean;
  /** Resolves once all that was sent is in the hands of the bot. */
  readonly flushed: () => Promise<void>;
  readonly drop: () => void;
  /** The next RESUME is refused. */
  readonly forgetSessions: () => void;
  readonly identifies: () => readonly { readonly intents: number }[];
  /** Sessions taken up again, and how many events each was given of what it had missed. */
  readonly resumes: () => readonly { readonly replayed: number }[];
  /** Asks the client to come back on another socket, as Discord does for its own works. */
  readonly askReconnect: () => void;
  readonly close: () => void;
  /** Of the token: sockets are closed for good, and no login is taken any more. */
  revoked: boolean;
  isDown: boolean;
}

const TOKEN_REFUSED = 4004;

export function openGateway(server: Server, state: DiscordState, url: () => string): Gateway {
  const sockets = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const identifies: { intents: number }[] = [];
  const resumes: { replayed: number }[] = [];
  let current: Session | null = null;
  let count = 0;

  server.on('upgrade', (request, socket, head) => {
    if (gateway.isDown) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, connection => serve(connection));
  });

  function serve(socket: WebSocket): void {
    let mine: Session | null = null;
    const send = (op: number, d: unknown): void => socket.send(JSON.stringify({ op, d, s: null, t: null }));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (mine?.socket === socket) mine.socket = null;
    });
    socket.on('message', (raw: Buffer) => {
      const { op, d } = JSON.parse(raw.toString('utf8')) as { op: number; d: unknown };
      if (op === 1) send(11, null);
      if (op === 2) {
        if (gateway.revoked) return socket.close(TOKEN_REFUSED);
        count += 1;
        identifies.push({ intents: Number(object(d)['intents']) });
        mine = { id: `session${count}`, sent: [], socket };
        sessions.set(mine.id, mine);
        current = mine;
        put(mine, 'READY', {
          v: 10,
          user: userShape(state.bot),
          session_id: mine.id,
          resume_gateway_url: url(),
          shard: [0, 1],
          application: {
            id: state.applicationId,
            flags: state.flags,
          },
          guilds: [...state.servers.keys()].map(id => ({ id, unavailable: true })),
        });
        for (const one of state.servers.values()) put(mine, 'GUILD_CREATE', guildShape(state, one));
      }
      if (op === 6) {
        if (gateway.revoked) return socket.close(TOKEN_REFUSED);
        const session = sessions.get(String(object(d)['session_id']));
        if (session === undefined) return send(9, false);
        mine = session;
        session.socket = socket;
        current = session;
        resumes.push({ replayed: session.sent.length - Number(object(d)['seq']) });
        for (const frame of session.sent.slice(Number(object(d)['seq']))) socket.send(frame);
        put(session, 'RESUMED', {});
      }
    });
    send(10, { heartbeat_interval: 41_250 });
  }

  function put(session: Session, t: string, d: unknown): void {
    const frame = JSON.stringify({ op: 0, t, s: session.sent.length + 1, d });
    session.sent.push(frame);
    session.socket?.send(frame);
  }

  const gateway: Gateway = {
    dispatch: (name, data) => {
      // Every process that uses the token hears everything; what a lost session missed waits for its return.
      for (const session of sessions.values())
        if (session === current || session.socket !== null) put(session, name, data);
    },
    isConnected: () => current?.socket?.readyState === WebSocket.OPEN,
    flushed: async () => {
      const socket = current?.socket ?? null;
      if (socket?.readyState !== WebSocket.OPEN) return;
      await new Promise<void>(resolve => {
        const done = (): void => {
          socket.off('pong', done);
          socket.off('close', done);
          resolve();
        };
        socket.on('pong', done);
        socket.on('close', done);
        socket.ping();
      });
      await new Promise(resolve => setImmediate(resolve));
    },
    drop: () => {
      for (const socket of sockets.clients) socket.terminate();
    },
    forgetSessions: () => {
      sessions.clear();
      current = null;
    },
    identifies: () => identifies,
    resumes: () => resumes,
    askReconnect: () => current?.socket?.send(JSON.stringify({ op: 7, d: null, s: null, t: null })),
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
    revoked: false,
    isDown: false,
  };
  return gateway;
}

export function guildShape(state: DiscordState, { id, name, town }: StoredServer): unknown {
  const threads = [...state.channels.values()].filter(one => one.type === 12 && one.server === id);
  return {
    id,
    name,
    unavailable: false,
    member_count: 2,
    members: [],
    roles: [],
    emojis: [],
    stickers: [],
    features: [],
    channels: [
      {
        id: town,
        type: 0,
        name: 'agora',
        position: 0,
        permission_overwrites: [],
      },
    ],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    threads: threads.map(({ id: thread, type, name: title, owner, parent, locked }) => ({
      id: thread,
      type,
      name: title,
      owner_id: owner,
      parent_id: parent,
      guild_id: id,
      thread_metadata: {
        archived: false,
        archive_timestamp: state.now(),
        auto_archive_duration: 10080,
        locked,
      },
    })),
  };
}
