/** The adapter while it runs: connected as somebody, hearing and saying. */
import type {
  Adapter,
  AdapterHost,
  FileBody,
  InboundFile,
  OutboundMessage,
  SendOutcome,
  TransientMessage,
  GroupsAmong,
} from '#messaging/index.ts';
import { path } from './api.ts';
import { Among } from './among.ts';
import type { Cipher } from './cipher.ts';
import type { Client } from './client.ts';
import type { MatrixConfig } from './config.ts';
import { EncryptedRooms } from './encrypted-rooms.ts';
import { localpartOf, serverOf } from './ids.ts';
import { Inbox, RANK } from './inbox.ts';
import { takeWaiting } from './invitations.ts';
import { type Link, reasonOf, tryTo } from './link.ts';
import { type MakeClient, tokenOf } from './login.ts';
import { toMatrix } from './markdown.ts';
import { fetchFile } from './media.ts';
import { Content, RoomEvent, Sync, textOf } from './payloads.ts';
import { Places } from './places.ts';
import { powerAmong } from './power.ts';
import { MatrixProblem, tokenRefused } from './problem.ts';
import { Reactions } from './reactions.ts';
import { notice, related } from './render.ts';
import { Rooms } from './rooms.ts';
import { type Put, Routes } from './routes.ts';
import { Sender } from './sender.ts';
import { Shortcuts } from './shortcuts.ts';
import type { State, Undecrypted } from './state.ts';
import { Typing } from './typing.ts';
import { createUndecryptables } from './undecrypted.ts';
import { wordsFor } from './words.ts';
import { escapeMarkdown } from '#messaging/index.ts';

export interface Running {
  readonly userId: string;
  readonly groupsAmong: GroupsAmong;
  readonly send: (message: OutboundMessage, bodies: readonly FileBody[]) => Promise<SendOutcome>;
  readonly sendTransient: (message: TransientMessage) => Promise<void>;
  readonly fetchFile: (file: InboundFile) => ReturnType<Adapter['fetchFile']>;
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Rejects with a `MatrixProblem` where the server can't be reached, with a message to show where it refuses us. */
export async function openRunning(
  config: MatrixConfig,
  host: AdapterHost,
  state: State,
  make: MakeClient,
): Promise<Running> {
  const token = await tokenOf(config, state, make);
  const api = make(config.homeserverUrl, token, config.paceMs);
  try {
    return await run(config, host, state, api);
  } catch (error) {
    api.close();
    throw error instanceof MatrixProblem && error.status === 401 ? tokenRefused() : error;
  }
}

async function run(config: MatrixConfig, host: AdapterHost, state: State, api: Client): Promise<Running> {
  const { userId: botId, deviceId } = await api.whoAmI();
  const botName = await nameOf(api, botId);
  const link: Link = { api, host, config, state, botId, botName, server: serverOf(botId) };
  const cipher =
    config.encryption === 'off' ? null : await (await import('./crypto/open.ts')).openCipher(link, deviceId);
  try {
    return await connected(link, api, cipher);
  } catch (error) {
    // Its store is one opening's alone: the next attempt must find it free.
    await cipher?.close();
    throw error;
  }
}

async function connected(link: Link, api: Client, cipher: Cipher | null): Promise<Running> {
  const { host, config, state, botId } = link;
  const rooms = new Rooms();
  const encrypted = new EncryptedRooms();
  const typing = new Typing();
  const places = new Places(rooms, () => cipher);
  const among = new Among(places);
  const reactions = new Reactions(places, among);
  const undecryptables = createUndecryptables();
  const put: Put = (...args) => sender.put(...args);
  const routes = new Routes(rooms, places, encrypted, put);
  const shortcuts = new Shortcuts(put);
  const sender = new Sender({ rooms, routes, encrypted, reactions, shortcuts, cipher: () => cipher });
  const inbox = new Inbox(
    { rooms, places, reactions, among, typing, encrypted, undecryptables, cipher: () => cipher },
    Number(state.get(RANK) ?? 0),
  );
  let troubled = false;
  let telling: NodeJS.Timeout | null = null;

  const tellUndecryptable = async (one: Undecrypted): Promise<void> => {
    const { sender: userId } = RoomEvent.parse(JSON.parse(one.event));
    const off = config.encryption === 'off';
    const words = off ? wordsFor(undefined).noEncryption : wordsFor(undefined).undecryptable;
    const to = { platform: 'matrix', workspace: serverOf(userId), channel: one.room, thread: null, userId };
    // In a room of several, what is not said to the bot is none of its business.
    if ((await rooms.personIn(link, one.room)) !== userId) return;
    const { room } = await routes.resolve(link, to, undefined);
    const { body, html } = toMatrix(escapeMarkdown(words));
    await put(link, room, 'm.room.message', notice(body, html), `undecryptable.${one.eventId}`);
  };
  const scheduleTelling = (): void => {
    const at = undecryptables.nextAt(link);
    if (telling !== null || at === null) return;
    telling = setTimeout(
      () => {
        telling = null;
        undecryptables.tell(link, Date.now(), tellUndecryptable).then(scheduleTelling, scheduleTelling);
      },
      Math.max(100, at - Date.now()),
    ).unref();
  };

  await rooms.load(link);
  await takeWaiting(link, rooms);
  await api.sync(placeIn(state), {
    onSync: async (raw, since) => {
      await inbox.take(link, Sync.parse(raw), since);
      scheduleTelling();
    },
    onTrouble: error => {
      if (error instanceof MatrixProblem && error.status === 401)
        host.log('error', 'matrix_token_refused', { help: 'tdt matrix login' });
      else if (!troubled) host.log('warn', 'matrix_trouble', { reason: reasonOf(error) });
      troubled = true;
    },
    onReached: () => {
      if (troubled) host.log('info', 'matrix_reached_again');
      troubled = false;
    },
  });

  return {
    userId: botId,
    groupsAmong: (author, groups) => powerAmong(link, author, groups),
    send: (message, bodies) => sender.send(link, message, bodies),
    sendTransient: async message => {
      const { room, thread } = await routes.resolve(link, message.to, undefined);
      if (message.kind === 'typing') {
        const where = path('client/v3/rooms/{}/typing/{}', room, botId);
        await tryTo(link, 'typing', () =>
          api.request({ method: 'PUT', path: where, body: { typing: true, timeout: 5_000 } }),
        );
        return;
      }
      const { body, html } = toMatrix(escapeMarkdown(message.text));
      const content = { ...notice(body, html), ...related({ thread, replyTo: null }) };
      await put(link, room, 'm.room.message', content, `hint.${crypto.randomUUID()}`);
    },
    fetchFile: file => fetchFile(api, cipher, file),
    idle: async () => {
      await sender.idle();
      await shortcuts.idle();
    },
    close: async () => {
      shortcuts.forgetWaiting();
      typing.stop();
      if (telling !== null) clearTimeout(telling);
      await sender.idle();
      api.close();
      await cipher?.close();
    },
  };
}

/** What people see as the bot's name. Empty where it has none. */
async function nameOf(api: Client, botId: string): Promise<string> {
  try {
    const profile = await api.request({ method: 'GET', path: path('client/v3/profile/{}', botId) });
    return textOf(Content.parse(profile), 'displayname') ?? localpartOf(botId);
  } catch {
    return localpartOf(botId);
  }
}

const SYNC_TOKEN = 'sync token';
const FILTER = 'filter';

function placeIn(state: State): Parameters<Client['sync']>[0] {
  return {
    token: () => state.get(SYNC_TOKEN),
    setToken: token => state.set(SYNC_TOKEN, token),
    filter: () => JSON.parse(state.get(FILTER) ?? 'null') as { id: string; filter: unknown } | null,
    setFilter: (id, filter) => state.set(FILTER, JSON.stringify({ id, filter })),
  };
}
