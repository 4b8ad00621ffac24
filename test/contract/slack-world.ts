/** Slack's world: the adapter over a real connection, the emulator behind an edge that fails as a network does. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { createSlackAdapter } from '#adapters/slack/index.ts';
import type { SlackAdapter, SlackConfig } from '#adapters/slack/index.ts';
import { encodeText } from '#adapters/slack/decode.ts';
import { type Json, object, objects, text } from '#adapters/slack/json.ts';
import type { Consultation } from '#consultation/definition.ts';
import { problemsOf } from '#test/support/slack/contract.ts';
import { createEdge } from '#test/support/slack/edge.ts';
import type { Edge } from '#test/support/slack/edge.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  BOT_USER,
  createWorkspace,
  type Person,
  SIGNING_SECRET,
  TEAM,
} from '#test/support/slack/emulator.ts';
import { advanceTo } from '#usecases/application.ts';
import { addMs } from '#usecases/clock.ts';
import type { VirtualClock } from '#usecases/clock.ts';
import type { Log } from '#usecases/log.ts';
import type { Stores } from '#usecases/ports.ts';
import { createVirtualClock } from '#worker/index.ts';
import { giveToGroup, openApplication, readConsultation, seededEntropy, sentBodies } from './application.ts';
import type { TestApplication } from './application.ts';
import { freePort } from './free-port.ts';
import { filled, pressesOf, seenOf } from './slack-screen.ts';
import type { Said, Seen, World } from './world.ts';

export interface SlackWorld extends World {
  readonly edge: Edge;
  readonly person: (user: string) => Person;
  /** Everything that the bot logged, as codes. */
  readonly logged: readonly string[];
  /** … and with its facts. */
  readonly journal: readonly unknown[];
  /** Where Slack posts to, over HTTP. */
  readonly botUrl: string;
  /** Opens the form, fills it and closes it without sending it. */
  readonly userCloses: (user: string, values: FormValues) => Promise<void>;
  /** … without closing it. */
  readonly userFills: (user: string, values: FormValues) => Promise<void>;
  /** Fills page after page; the modals shown, the one that is left open last. */
  readonly userSubmitsPages: (user: string, pages: readonly FormValues[]) => Promise<readonly Json[]>;
  /** What the list of territories shows for what is typed. */
  readonly userSearches: (user: string, typed: string) => Promise<readonly Json[]>;
  readonly userPicks: (user: string, option: Json, on?: Seen) => Promise<void>;
  /** A slash command typed by somebody in a public channel. */
  readonly userCommands: (user: string, command: string, rest: string) => Promise<unknown>;
}

type FormValues = Readonly<Record<string, string | readonly string[]>>;

const FACILITATOR = 'zoe';
/** The emulator's own channel, which everybody reads. */
const CHANNEL = 'C000000001';
const START = '2027-02-10T09:00:00.000Z';

/** Opens an application behind Slack on a fresh database; `Date` stands still, and moves with the virtual clock. */
export async function openSlackWorld(
  mode: 'socket' | 'http',
  change: (consultation: Consultation) => Consultation = same => same,
): Promise<SlackWorld> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(START) });
  const consultation = change(await readConsultation(join(import.meta.dirname, 'consultation')));
  const dataDir = await mkdtemp(join(tmpdir(), 'tour-de-table-'));
  const clock = realDateToo(createVirtualClock(START));
  const entropy = seededEntropy(11);
  const logged: string[] = [];
  const journal: unknown[] = [];
  const port = mode === 'http' ? await freePort() : 0;
  const workspace = await createWorkspace(body => {
    const placed = JSON.stringify(body).replaceAll('http://slack.test', new URL(edge.apiUrl).origin);
    void edge.deliver('events_api', asClips(JSON.parse(placed) as Json));
  });
  /** Seconds of what was recorded by Slack's own button, by file: the emulator knows of uploads only. */
  const clips = new Map<string, number>();

  function asClips(body: Json): Json {
    for (const file of objects(object(body['event'])['files'])) {
      const seconds = clips.get(text(file['id']));
      const clip = { subtype: 'slack_audio', mimetype: 'audio/mp4', duration_ms: (seconds ?? 0) * 1_000 };
      if (seconds !== undefined) Object.assign(file, clip);
    }
    return body;
  }
  const botUrl = `http://127.0.0.1:${port}/slack/events`;
  const edge = await createEdge(workspace, mode === 'http' ? botUrl : null);
  const people = new Map<string, Person>();
  const shown = new Map<string, Json>();
  let pressed = 0;
  let adapter: SlackAdapter | null = null;
  let running: TestApplication | null = null;

  const access = { kind: 'one', botToken: BOT_TOKEN } as const;
  const transport: SlackConfig['transport'] =
    mode === 'http' ? { kind: 'http', signingSecret: SIGNING_SECRET } : { kind: 'socket', appToken: APP_TOKEN };

  async function start(): Promise<void> {
    adapter = createSlackAdapter({ access, apiUrl: edge.apiUrl, paceMs: 0, transport, port });
    const log: Log = (level, code, facts) => {
      logged.push(code);
      journal.push({ level, code, facts });
    };
    const firstStaff = [{ platform: 'slack', workspace: TEAM, userId: person(FACILITATOR).userId }];
    running = await openApplication({ consultation, adapters: [adapter], clock, entropy, dataDir, log, firstStaff });
    if (mode === 'http') edge.restore();
  }

  function stores(): Stores {
    if (running === null) throw new Error('the process is not running');
    return running.stores;
  }

  function application() {
    if (running === null) throw new Error('the process is not running');
    return running.application;
  }

  function person(user: string): Person {
    const known = people.get(user) ?? workspace.addPerson(user);
    people.set(user, known);
    return known;
  }

  async function call(user: Person, method: string, args: Json): Promise<Json> {
    const headers = { authorization: `Bearer ${user.token}`, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(args) };
    const reply = object(await (await workspace.fetch(new Request(`http://slack.test/api/${method}`, init))).json());
    if (reply['ok'] !== true) throw new Error(`${method}: ${text(reply['error'])}`);
    return reply;
  }

  async function channelOf(user: Person): Promise<string> {
    return text(object((await call(user, 'conversations.open', { users: BOT_USER }))['channel'])['id']);
  }

  async function messagesOf(user: string): Promise<readonly Json[]> {
    const channel = await channelOf(person(user));
    const all = objects(workspace.store.collection('slack.messages').all());
    return all.filter(one => one['channel_id'] === channel).sort((a, b) => (text(a['ts']) < text(b['ts']) ? -1 : 1));
  }

  async function settle(): Promise<void> {
    let before = -1;
    while (before !== edge.calls.length) {
      before = edge.calls.length;
      await edge.idle();
      await adapter?.idle();
      await application().runUntilIdle();
      await edge.idle();
    }
  }

  /** What stands in the channel, or in the workshop's thread. */
  function among(where: 'channel' | 'thread'): readonly Json[] {
    const all = objects(workspace.store.collection('slack.messages').all())
      .filter(one => one['channel_id'] === CHANNEL)
      .sort((a, b) => (text(a['ts']) < text(b['ts']) ? -1 : 1));
    const root = text(all.findLast(one => text(one['text']).includes("Un atelier s'ouvre ici"))?.['ts']);
    const inThread = (one: Json): boolean => root !== '' && text(one['thread_ts']) === root && text(one['ts']) !== root;
    return all.filter(one => (where === 'thread' ? inThread(one) : !inThread(one)));
  }

  const lastThread = (): string =>
    text(among('channel').findLast(one => text(one['text']).includes("Un atelier s'ouvre ici"))?.['ts']);

  await start();
  return {
    team: {
      account: user => Promise.resolve({ platform: 'slack', workspace: TEAM, userId: person(user).userId }),
      stores,
      joins: async user => {
        edge.userGroups.set('S000000001', [person(user).userId]);
        if (running !== null) await giveToGroup(running, 'slack', TEAM, 'S000000001', clock.now());
      },
      leaves: () => {
        edge.userGroups.set('S000000001', []);
        return Promise.resolve();
      },
    },
    group: {
      facilitator: FACILITATOR,
      opens: async said => {
        const who = person(FACILITATOR);
        pressed += 1;
        const about = { team_id: TEAM, channel_id: CHANNEL, user_id: who.userId };
        const trigger_id = `${pressed}.2.${who.userId}`;
        await edge.deliver('slash_commands', { command: '/tourdetable', text: encodeText(said), ...about, trigger_id });
      },
      userSays: async (user, said) => {
        const who = person(user);
        await call(who, 'conversations.join', { channel: CHANNEL });
        const at = { channel: CHANNEL, thread_ts: lastThread() };
        const posted = await call(who, 'chat.postMessage', { ...at, text: encodeText(said) });
        return { id: text(posted['ts']) };
      },
      userClicks: async (user, label) => {
        const shownLast = [...among('channel'), ...among('thread')].findLast(one =>
          seenOf(one).choices.includes(label),
        );
        if (shownLast === undefined) throw new Error(`nobody sees « ${label} »`);
        await presses(user, shownLast, label, `${pressed}.1.${person(user).userId}`, CHANNEL);
      },
      userReacts: async (user, on) => {
        const who = person(user);
        await call(who, 'conversations.join', { channel: CHANNEL });
        await call(who, 'reactions.add', { channel: CHANNEL, timestamp: on.id, name: 'thumbsup' });
      },
      userDeletes: async (user, said) => {
        await call(person(user), 'chat.delete', { channel: CHANNEL, ts: said.id });
      },
      sent: () => sentBodies(running, consultation),
      whatAllSee: where => Promise.resolve(among(where).map(seenOf)),
    },
    edge,
    person,
    logged,
    journal,
    botUrl,
    userSays: async (user, said, options) => {
      const who = person(user);
      const channel = await channelOf(who);
      const thread = options?.replyTo === undefined ? {} : { thread_ts: options.replyTo.id };
      const posted = await call(who, 'chat.postMessage', { channel, text: encodeText(said), ...thread });
      return { id: text(posted['ts']) } satisfies Said;
    },
    userSendsFile: async (user, file) => {
      const who = person(user);
      const where = await call(who, 'files.getUploadURLExternal', { filename: file.name, length: file.bytes.length });
      const init = { method: 'POST', body: new Uint8Array(file.bytes) };
      await workspace.fetch(new Request(text(where['upload_url']), init));
      if (file.voice !== undefined) clips.set(text(where['file_id']), file.voice.seconds);
      const files = [{ id: text(where['file_id']), title: file.name }];
      await call(who, 'files.completeUploadExternal', { files, channel_id: await channelOf(who) });
      return { id: text((await messagesOf(user)).at(-1)?.['ts']) };
    },
    userClicks: async (user, label, on) => {
      const message =
        on === undefined
          ? (await messagesOf(user)).findLast(one => seenOf(one).choices.includes(label))
          : shown.get(`${user}/${on.id}`);
      if (message === undefined) throw new Error(`${user} sees no choice « ${label} »`);
      await presses(user, message, label, `${pressed}.1.${person(user).userId}`);
    },
    userCommands: (user, command, rest) => {
      const who = person(user);
      pressed += 1;
      return edge.deliver('slash_commands', {
        command,
        text: encodeText(rest),
        team_id: TEAM,
        channel_id: 'C000000001',
        user_id: who.userId,
        trigger_id: `${pressed}.2.${who.userId}`,
      });
    },
    userSubmits: async (user, values) => {
      const view = await opensForm(user);
      await edgeTakes('interactive', { ...viewEvent(user, view, values), type: 'view_submission' });
    },
    userSubmitsPages: async (user, pages) => {
      let view: Json | null = await opensForm(user);
      const opened: Json[] = [];
      for (const values of pages) {
        if (view === null) throw new Error('no page is left to fill');
        opened.push(view);
        const kept: Json = { view_id: text(view['view_id']) };
        const said = edge.deliver('interactive', { ...viewEvent(user, view, values), type: 'view_submission' });
        await settle();
        const answer = await said;
        const response = object(typeof answer === 'string' && answer !== '' ? JSON.parse(answer) : answer);
        view = response['response_action'] === 'update' ? { ...object(response['view']), ...kept } : null;
      }
      if (view !== null) opened.push(view);
      return opened;
    },
    userFills: async (user, values) => fills(user, await opensForm(user), values),
    userCloses: async (user, values) => {
      const view = await opensForm(user);
      await fills(user, view, values);
      // Slack tells nothing of what stood in it.
      const closed = viewEvent(user, view, {});
      const empty = { ...object(closed['view']), state: { values: {} } };
      await edgeTakes('interactive', { ...closed, view: empty, type: 'view_closed', is_cleared: false });
    },
    userSearches: async (user, typed) => {
      const said = edge.deliver('interactive', {
        type: 'block_suggestion',
        action_id: placesOf(await messageWith(user, 'external_select')),
        value: typed,
        user: { id: person(user).userId, team_id: TEAM },
        team: { id: TEAM, domain: 'emulate' },
      });
      await edge.idle();
      const answer = await said;
      return objects(object(typeof answer === 'string' ? JSON.parse(answer) : answer)['options']);
    },
    userPicks: async (user, option, on) => {
      const message = on === undefined ? await messageWith(user, 'external_select') : shown.get(`${user}/${on.id}`);
      if (message === undefined) throw new Error(`${user} saw no such message`);
      const action = { type: 'external_select', action_id: placesOf(message), selected_option: option };
      await pressesOnce(user, message, { actions: [action], state: { values: {} } }, 'unused');
    },
    userEdits: async (user, said, edited) => {
      const who = person(user);
      await call(who, 'chat.update', { channel: await channelOf(who), ts: said.id, text: encodeText(edited) });
    },
    userDeletes: async (user, said) => {
      const who = person(user);
      await call(who, 'chat.delete', { channel: await channelOf(who), ts: said.id });
    },
    userTypes: () => Promise.reject(new Error('Slack does not tell who types')),
    whatUserSees: async user => {
      const messages = await messagesOf(user);
      for (const one of messages) {
        const key = `${user}/${text(one['ts'])}`;
        if (!shown.has(key)) shown.set(key, { ...one });
      }
      return messages.map(seenOf);
    },
    pings: () => Promise.resolve(edge.calls.filter(one => pings(one.args)).length),
    settle,
    passTime: async seconds => {
      await settle();
      await advanceTo(application(), clock, addMs(clock.now(), seconds * 1_000));
      await settle();
    },
    faults: {
      redeliver: more => {
        edge.redeliver = more;
      },
      dropConnection: () => {
        edge.cut();
        return Promise.resolve({
          restore: async () => {
            edge.restore();
            await vi.waitUntil(edge.isConnected, { timeout: 20_000, interval: 20 });
            await settle();
          },
        });
      },
      loseResponse: applied => {
        edge.lose = applied;
      },
      refuseFiles: () => {
        edge.refuseFiles = true;
      },
      rateLimit: seconds => {
        edge.limitedUntil = Date.now() + seconds * 1_000;
      },
      restart: async () => {
        await running?.close();
        await start();
      },
    },
    assertContract: () => {
      assert.deepEqual(edge.calls.flatMap(problemsOf), []);
      return Promise.resolve();
    },
    close: async () => {
      await running?.close();
      await edge.close();
      await rm(dataDir, { recursive: true, force: true });
      vi.useRealTimers();
    },
  };

  /** Presses « Répondre en formulaire » on the latest message that has it; the modal that opens. */
  async function opensForm(user: string): Promise<Json> {
    const who = person(user);
    const message = (await messagesOf(user)).findLast(one => seenOf(one).choices.includes('Répondre en formulaire'));
    if (message === undefined) throw new Error(`${user} sees no form`);
    const trigger = await call({ ...who, token: BOT_TOKEN }, 'views.generateTriggerId', { user_id: who.userId });
    await presses(user, message, 'Répondre en formulaire', text(trigger['trigger_id']));
    await adapter?.idle();
    const view = objects(workspace.store.collection('slack.views').all()).findLast(
      one => one['user_id'] === who.userId,
    );
    if (view === undefined) throw new Error('no modal opened');
    return view;
  }

  function viewEvent(user: string, view: Json, values: FormValues): Json {
    const who = person(user);
    return {
      team: { id: TEAM, domain: 'emulate' },
      user: { id: who.userId, username: who.name, team_id: TEAM },
      view: { ...view, id: view['view_id'], state: { values: filled(view, values) } },
    };
  }

  async function messageWith(user: string, type: string): Promise<Json> {
    const found = (await messagesOf(user)).findLast(one => JSON.stringify(one['blocks'] ?? []).includes(`"${type}"`));
    if (found === undefined) throw new Error(`${user} sees no ${type}`);
    return found;
  }

  /** Each change in a modal is told at once, with all that stands there. */
  async function fills(user: string, view: Json, values: FormValues): Promise<void> {
    const filling = viewEvent(user, view, values);
    const [name = ''] = Object.keys(values);
    const actions = [{ action_id: 'value', block_id: name, type: 'plain_text_input' }];
    await edgeTakes('interactive', { ...filling, type: 'block_actions', actions, container: { type: 'view' } });
  }

  async function presses(
    user: string,
    message: Json,
    label: string,
    triggerId: string,
    place: string | null = null,
  ): Promise<void> {
    for (const press of pressesOf(message, label)) await pressesOnce(user, message, press, triggerId, place);
  }

  async function pressesOnce(
    user: string,
    message: Json,
    press: Json,
    triggerId: string,
    place: string | null = null,
  ): Promise<void> {
    const who = person(user);
    const channel = place ?? (await channelOf(who));
    pressed += 1;
    const stamp = `${Math.floor(Date.now() / 1_000)}.${String(900_000 + pressed)}`;
    const actions = objects(press['actions']).map(action => ({ ...action, action_ts: stamp }));
    await edgeTakes('interactive', {
      ...press,
      type: 'block_actions',
      actions,
      user: { id: who.userId, username: who.name, team_id: TEAM },
      team: { id: TEAM, domain: 'emulate' },
      container: { type: 'message', message_ts: message['ts'], channel_id: channel, is_ephemeral: false },
      channel: { id: channel, name: 'directmessage' },
      message: { ...message, type: 'message' },
      trigger_id: triggerId,
      response_url: `${edge.apiUrl}unused`,
    });
  }

  /** Handed over; what comes of it is seen later. */
  async function edgeTakes(kind: 'interactive', body: unknown): Promise<void> {
    void edge.deliver(kind, body);
    await edge.idle();
  }
}

/** The name of the list of territories on a message. */
function placesOf(message: Json): string {
  const elements = objects(message['blocks']).flatMap(block => objects(block['elements']));
  return text(elements.find(one => one['type'] === 'external_select')?.['action_id']);
}

/** Slack stamps messages with its own time: it must be the conversation's. */
function realDateToo(clock: VirtualClock): VirtualClock {
  return {
    ...clock,
    moveTo: iso => {
      clock.moveTo(iso);
      vi.setSystemTime(Date.parse(clock.now()));
    },
  };
}

/** Whether a call would notify somebody: a mention in its blocks, or in its text. */
function pings(args: Json): boolean {
  const blocks = JSON.stringify(args['blocks'] ?? []);
  return /"type":"(?:user|usergroup|broadcast|channel|team|mrkdwn)"/.test(blocks) || /<[!@#]/.test(text(args['text']));
}
