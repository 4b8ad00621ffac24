/** Matrix's world: a real Synapse, people at matrix-js-sdk, the bot behind a gate that fails as networks do. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventType, type MatrixEvent, Preset, RelationType, Visibility } from 'matrix-js-sdk';
import { vi } from 'vitest';
import type { MatrixConfig } from '#adapters/matrix/index.ts';
import { createMatrixAdapter, type Matrix } from '#adapters/matrix/index.ts';
import { openState } from '#adapters/matrix/state.ts';
import { keycap } from '#adapters/matrix/ids.ts';
import { type Gate, openGate } from '#test/support/matrix/gate.ts';
import { openPerson, type Person, shownChoices, shownText, until } from '#test/support/matrix/person.ts';
import type { Account, Synapse } from '#test/support/matrix/synapse.ts';
import { advanceTo } from '#usecases/application.ts';
import { addMs, type VirtualClock } from '#usecases/clock.ts';
import type { Stores } from '#usecases/ports.ts';
import { createVirtualClock } from '#worker/index.ts';
import { giveToGroup, openApplication, readConsultation, seededEntropy, sentBodies } from './application.ts';
import type { TestApplication } from './application.ts';
import { createGroup, type MatrixGroup, OTHERS } from './matrix-group.ts';
import type { Said, Seen, World } from './world.ts';

/** Milliseconds in which the bot has handed over who types: nothing else shows it. */
const TYPING_HANDED_MS = 1_000;

export interface MatrixWorld extends World {
  readonly group: MatrixGroup;
  readonly gate: Gate;
  readonly synapse: Synapse;
  readonly bot: Account;
  readonly person: (user: string) => Promise<Person>;
  /** The room in which a person talks with the bot. */
  readonly roomOf: (user: string) => Promise<string>;
  readonly logged: readonly string[];
  readonly adapter: () => Matrix;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** The person's conversation goes on in another room. */
  readonly moves: (user: string, room: string) => void;
  /** The bot starts again without what it kept under names that begin so. */
  readonly forgets: (prefix: string) => Promise<void>;
  /** Says an event to the test's clock, and waits for the bot to have dealt with it. */
  readonly sent: (eventId: string) => void;
}

export type Mode = 'direct' | 'thread' | 'encrypted';

/** Characters that fit in one event, once encrypted. */
const EVENT_CHARACTERS = 40_000;

/** Opens an application behind Matrix on a fresh database; `Date` moves with the virtual clock only. */
export async function openMatrixWorld(
  synapse: Synapse,
  mode: Mode,
  given: Partial<MatrixConfig> = {},
  everybodyElse: readonly string[] = OTHERS,
): Promise<MatrixWorld> {
  const began = new Date(Math.floor(Date.now() / 1_000) * 1_000).toISOString();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(began) });
  const consultation = await readConsultation(join(import.meta.dirname, 'consultation'));
  const dataDir = await mkdtemp(join(tmpdir(), 'tour-de-table-'));
  const clock = realDateToo(createVirtualClock(began));
  const entropy = seededEntropy(11);
  const logged: string[] = [];
  const bot = await synapse.register('robot');
  const gate = await openGate(synapse.url, clock.now);
  const people = new Map<string, Promise<Person>>();
  const rooms = new Map<string, Promise<string>>();
  const threads = new Map<string, string>();
  const waited = new Set<string>();
  const staff: { platform: string; workspace: string; userId: string }[] = [];
  let adapter: Matrix | null = null;
  let running: TestApplication | null = null;

  async function start(): Promise<void> {
    adapter = createMatrixAdapter({
      homeserverUrl: gate.url,
      login: { kind: 'token', token: bot.token },
      encryption: 'allowed',
      allowedServers: [],
      // A pace: no reactions are put, which would triple what is sent.
      paceMs: 1,
      stateDir: join(dataDir, 'matrix'),
      secretKeys: [new Uint8Array(32).fill(7)],
      ...given,
    });
    const log = (_level: string, code: string, facts?: object): void =>
      void logged.push(`${code} ${JSON.stringify(facts ?? {})}`);
    running = await openApplication({
      consultation,
      adapters: [adapter],
      clock,
      entropy,
      dataDir,
      log,
      firstStaff: staff,
    });
  }

  function stores(): Stores {
    if (running === null) throw new Error('the process is not running');
    return running.stores;
  }

  function application(): TestApplication['application'] {
    if (running === null) throw new Error('the process is not running');
    return running.application;
  }

  async function stop(): Promise<void> {
    await running?.close();
    running = null;
  }

  function person(user: string): Promise<Person> {
    const known =
      people.get(user) ??
      synapse.register(user).then(account => openPerson(synapse.url, account, mode === 'encrypted'));
    people.set(user, known);
    return known;
  }

  /** Made by the person, who invites the bot; in the thread's world a room of several. */
  function roomOf(user: string): Promise<string> {
    const known = rooms.get(user) ?? makeRoom(user);
    rooms.set(user, known);
    return known;
  }

  async function makeRoom(user: string): Promise<string> {
    const { client } = await person(user);
    const encryption = { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } };
    const others = mode === 'thread' ? [(await person(`witness of ${user}`)).userId] : [];
    const { room_id: room } = await client.createRoom({
      preset: Preset.PrivateChat,
      visibility: Visibility.Private,
      is_direct: mode !== 'thread',
      invite: [bot.userId, ...others],
      initial_state: mode === 'encrypted' ? [encryption] : [],
    });
    await until('the bot joins', () => client.getRoom(room)?.getMember(bot.userId)?.membership === 'join');
    return room;
  }

  function sent(eventId: string): void {
    gate.stamp(eventId, clock.now());
    waited.add(eventId);
  }

  async function says(user: string, type: string, content: object, room?: string): Promise<Said> {
    const { client } = await person(user);
    const where = room ?? (await roomOf(user));
    const root = threads.get(user);
    const relation = (content as { 'm.relates_to'?: object })['m.relates_to'] ?? {};
    const inThread =
      root === undefined || type !== 'm.room.message' || 'rel_type' in relation ? {} : threadRelation(root, relation);
    const { event_id: id } = await client.sendEvent(where, type as never, { ...content, ...inThread } as never);
    sent(id);
    return { id };
  }

  /** All that people sent is dealt with, all that is due is done, and every screen shows it. */
  async function settle(): Promise<void> {
    let before = -1;
    while (before !== gate.sent.size + gate.handled.size) {
      before = gate.sent.size + gate.handled.size;
      if (!gate.isCut() && running !== null) {
        await until('the bot hears', () => [...waited].every(id => gate.handled.has(id)));
        waited.clear();
      }
      await adapter?.idle();
      if (running !== null) await application().runUntilIdle();
      await adapter?.idle();
    }
  }

  async function screenOf(user: string): Promise<MatrixEvent[]> {
    const { client, room } = await person(user);
    const roomId = group.room() === null ? await roomOf(user) : await group.privateRoomOf(user);
    if (roomId === null) return [];
    const mine = [...gate.sent].filter(id => gate.roomOf(id) === roomId);
    await until(`${user} sees all`, () => mine.every(id => room(roomId).findEventById(id) !== undefined));
    const events = room(roomId).getLiveTimeline().getEvents();
    for (const event of events) await client.decryptEventIfNeeded(event);
    const root = threads.get(user);
    return events.filter(
      event =>
        event.getType() === 'm.room.message' &&
        !event.isRelation(RelationType.Replace) &&
        (root === undefined || event.getId() === root || event.threadRootId === root),
    );
  }

  const seenOf = (event: MatrixEvent): Seen => ({
    id: event.getId() ?? '',
    from: event.getSender() === bot.userId ? 'bot' : 'person',
    text: shownText(event),
    choices: shownChoices(event),
    files: ['m.file', 'm.image'].includes(String(event.getContent()['msgtype']))
      ? [String(event.getContent()['filename'] ?? event.getContent()['body'])]
      : [],
  });

  const group = createGroup({
    encrypted: mode === 'encrypted',
    bot,
    gate,
    person,
    sent,
    seenOf,
    kept: () => sentBodies(running, consultation),
    everybodyElse,
    appoint: async userId => {
      staff.push({ platform: 'matrix', workspace: userId.slice(userId.indexOf(':') + 1), userId });
      await stop();
      await start();
    },
  });

  await start();
  return {
    group,
    gate,
    synapse,
    bot,
    person,
    roomOf,
    logged,
    adapter: () => {
      if (adapter === null) throw new Error('not started');
      return adapter;
    },
    stop,
    start,
    sent,
    moves: (user, room) => void rooms.set(user, Promise.resolve(room)),
    forgets: async prefix => {
      await stop();
      const state = openState(join(dataDir, 'matrix'));
      for (const rest of state.named(prefix)) state.set(`${prefix}${rest}`, null);
      state.close();
      await start();
    },
    userSays: async (user, text, options) => {
      const body = text.slice(0, EVENT_CHARACTERS);
      const isFirst = mode === 'thread' && !threads.has(user);
      const reply =
        options?.replyTo === undefined ? {} : { 'm.relates_to': { 'm.in_reply_to': { event_id: options.replyTo.id } } };
      const said = await says(user, 'm.room.message', {
        msgtype: 'm.text',
        body: isFirst ? `!${body} ici` : body,
        ...reply,
      });
      if (isFirst) threads.set(user, said.id);
      return said;
    },
    userSendsFile: async (user, { name, mediaType, bytes, voice }) => {
      const { client } = await person(user);
      const common = {
        msgtype: 'm.file',
        body: name,
        filename: name,
        info: { mimetype: mediaType, size: bytes.length },
        ...(voice === undefined ? {} : voiceContent(mediaType, bytes.length, voice.seconds)),
      };
      if (mode !== 'encrypted') {
        const { content_uri: url } = await client.uploadContent(new Blob([new Uint8Array(bytes)]), {
          name,
          type: mediaType,
        });
        return says(user, 'm.room.message', { ...common, url });
      }
      const { secret, file } = encryptFile(bytes);
      const { content_uri: url } = await client.uploadContent(new Blob([new Uint8Array(secret)]), {
        type: 'application/octet-stream',
      });
      return says(user, 'm.room.message', { ...common, file: { ...file, url } });
    },
    userClicks: async (user, label, on) => {
      const events = await screenOf(user);
      const event =
        on === undefined
          ? events.findLast(one => shownChoices(one).includes(label))
          : events.find(one => one.getId() === on.id);
      if (event === undefined) throw new Error(`${user} sees no choice « ${label} »`);
      const key = keycap(shownChoices(event).indexOf(label) + 1);
      const relation = { rel_type: RelationType.Annotation, event_id: event.getId() ?? '', key };
      await says(user, EventType.Reaction, { 'm.relates_to': relation });
    },
    userSubmits: () => Promise.reject(new Error('Matrix has no forms')),
    userEdits: async (user, said, text) => {
      const next = { msgtype: 'm.text', body: text };
      const relation = { rel_type: 'm.replace', event_id: said.id };
      await says(user, 'm.room.message', {
        ...next,
        body: `* ${text}`,
        'm.new_content': next,
        'm.relates_to': relation,
      });
    },
    userDeletes: async (user, said) => {
      const { client } = await person(user);
      const { event_id: id } = await client.redactEvent(await roomOf(user), said.id);
      sent(id);
    },
    userTypes: async user => {
      const { client } = await person(user);
      const before = gate.typingTold();
      await client.sendTyping(await roomOf(user), true, 4_000);
      await until('the bot sees the typing', () => gate.typingTold() > before);
      // It asks for what follows while it still hands this over.
      await sleep(TYPING_HANDED_MS);
    },
    whatUserSees: async user =>
      (await screenOf(user)).map(seenOf).filter(seen => seen.text !== '' || seen.files.length > 0),
    pings: async () => {
      let highlights = 0;
      for (const one of people.values()) {
        const { client } = await one;
        for (const room of client.getRooms()) {
          for (const event of room.getLiveTimeline().getEvents()) {
            if (event.getSender() !== bot.userId) continue;
            if (client.getPushActionsForEvent(event)?.tweaks?.highlight === true) highlights += 1;
          }
        }
      }
      return highlights;
    },
    settle,
    passTime: async seconds => {
      await settle();
      await advanceTo(application(), clock, addMs(clock.now(), seconds * 1_000));
      await settle();
    },
    team: {
      account: async user => {
        const { userId } = await person(user);
        return { platform: 'matrix', workspace: userId.slice(userId.indexOf(':') + 1), userId };
      },
      stores,
      joins: async user => {
        const { userId } = await person(user);
        const level = `${await roomOf(user)}/100`;
        if (running !== null)
          await giveToGroup(running, 'matrix', userId.slice(userId.indexOf(':') + 1), level, clock.now());
      },
      leaves: async user => {
        const { client, userId } = await person(user);
        await client.setPowerLevel(await roomOf(user), userId, 99);
      },
    },
    faults: {
      redeliver: more => {
        gate.faults.redeliver = more;
      },
      dropConnection: () => {
        gate.cut();
        return Promise.resolve({
          restore: async () => {
            gate.restore();
            await settle();
          },
        });
      },
      loseResponse: applied => {
        gate.faults.lose = applied;
      },
      refuseFiles: () => {
        gate.faults.answer = (method, path) => (method === 'POST' && path.endsWith('/upload') ? 403 : null);
      },
      rateLimit: seconds => {
        gate.faults.limitedUntil = Date.parse(clock.now()) + seconds * 1_000;
      },
      restart: async () => {
        await stop();
        await start();
      },
    },
    assertContract: async () => {
      const refused = gate.calls.filter(({ status }) => status === 400 || status === 413);
      if (refused.length > 0)
        throw new Error(
          `the server refused: ${JSON.stringify(refused.map(({ method, path }) => `${method} ${path}`))}`,
        );
      if (mode !== 'encrypted') return;
      const clear = gate.calls.filter(({ path }) => /\/send\/m\.room\.message\//.test(path));
      if (clear.length > 0) throw new Error(`${clear.length} messages went out in clear`);
    },
    close: async () => {
      await stop();
      for (const one of people.values()) (await one).close();
      await gate.close();
      await rm(dataDir, { recursive: true, force: true });
      vi.useRealTimers();
    },
  };
}

function threadRelation(root: string, relation: { 'm.in_reply_to'?: unknown }): object {
  const reply = relation['m.in_reply_to'];
  return {
    'm.relates_to': {
      rel_type: 'm.thread',
      event_id: root,
      is_falling_back: reply === undefined,
      'm.in_reply_to': reply ?? { event_id: root },
    },
  };
}

/** As the specification says (AES-256-CTR), written apart from the adapter's own. */
/** As Element's button sends it (MSC3245): its body is what the client calls it. */
function voiceContent(mimetype: string, size: number, seconds: number): object {
  return {
    msgtype: 'm.audio',
    body: 'Voice message',
    info: { mimetype, size, duration: seconds * 1_000 },
    'org.matrix.msc1767.audio': { duration: seconds * 1_000, waveform: [0, 100] },
    'org.matrix.msc3245.voice': {},
  };
}

function encryptFile(bytes: Uint8Array): { readonly secret: Buffer; readonly file: object } {
  const key = randomBytes(32);
  const iv = Buffer.concat([randomBytes(8), Buffer.alloc(8)]);
  const cipher = createCipheriv('aes-256-ctr', key, iv);
  const secret = Buffer.concat([cipher.update(bytes), cipher.final()]);
  const unpadded = (data: Buffer): string => data.toString('base64').replace(/=+$/, '');
  const jwk = { kty: 'oct', alg: 'A256CTR', ext: true, k: key.toString('base64url'), key_ops: ['encrypt', 'decrypt'] };
  const sha256 = unpadded(createHash('sha256').update(secret).digest());
  return { secret, file: { v: 'v2', key: jwk, iv: unpadded(iv), hashes: { sha256 } } };
}

/** The adapter's own waits go by `Date`: it must be the conversation's. */
function realDateToo(clock: VirtualClock): VirtualClock {
  return {
    ...clock,
    moveTo: iso => {
      clock.moveTo(iso);
      vi.setSystemTime(Date.parse(clock.now()));
    },
  };
}
