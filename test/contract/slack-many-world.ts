/** One instance and several Slack workspaces, each of which installs the app by the install page, as a browser would. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSlackAdapter, type SlackAdapter, type SlackConfig } from '#adapters/slack/index.ts';
import { type Json, object, objects, text } from '#adapters/slack/json.ts';
import { type Call, createEdge, type Edge } from '#test/support/slack/edge.ts';
import {
  APP_TOKEN,
  BOT_USER,
  CLIENT,
  createWorkspace,
  type Person,
  SIGNING_SECRET,
  type Workspace,
} from '#test/support/slack/emulator.ts';
import { advanceTo } from '#usecases/application.ts';
import { addMs } from '#usecases/clock.ts';
import type { Stores } from '#usecases/ports.ts';
import { createVirtualClock } from '#worker/index.ts';
import { openApplication, readConsultation, seededEntropy, type TestApplication } from './application.ts';
import { freePort } from './free-port.ts';
import { seenOf } from './slack-screen.ts';

export interface Page {
  readonly status: number;
  readonly html: string;
}

export interface ManyWorld {
  readonly edge: Edge;
  readonly config: SlackConfig;
  readonly stores: () => Stores;
  readonly logged: readonly { readonly code: string; readonly facts: Json }[];
  readonly workspace: (team: string) => Workspace;
  /** Goes through the install page; `tamper` changes what the browser brings back. */
  readonly installs: (team: string, tamper?: (back: { url: URL; cookie: string }) => void) => Promise<Page>;
  /** What the workspace had installed becomes the organisation's, as the emulator knows none. */
  readonly installsWhole: (team: string, organisation: string) => Promise<void>;
  readonly get: (path: string, cookie?: string) => Promise<Page>;
  readonly says: (team: string, user: string, said: string) => Promise<void>;
  readonly hears: (team: string, user: string) => Promise<readonly string[]>;
  /** What Slack tells of the app in that workspace. */
  readonly tells: (body: Json) => void;
  readonly settle: () => Promise<void>;
  readonly passTime: (seconds: number) => Promise<void>;
  readonly restart: (secretKeys?: readonly Uint8Array[]) => Promise<void>;
  /** Bytes of the database's files. */
  readonly database: () => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

export const KEY = new Uint8Array(32).fill(7);

/** Teams `T1`, `T2` and `T3`, all empty. */
export async function openManyWorld(mode: 'socket' | 'http'): Promise<ManyWorld> {
  const consultation = await readConsultation(join(import.meta.dirname, 'consultation'));
  const dataDir = await mkdtemp(join(tmpdir(), 'tour-de-table-'));
  const clock = createVirtualClock(new Date().toISOString());
  const logged: { code: string; facts: Json }[] = [];
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const people = new Map<string, Person>();
  const workspaces = new Map<string, Workspace>();
  const organisations = new Map<string, string>();
  const edge = await createEdge(route, mode === 'http' ? `${base}/slack/events` : null);
  for (const id of ['T1', 'T2', 'T3']) {
    const told = (body: unknown): void => void edge.deliver('events_api', { ...object(body), ...gridOf(id) });
    workspaces.set(id, await createWorkspace(told, { id, name: `Espace ${id}` }));
  }
  const config: SlackConfig = {
    access: {
      kind: 'many',
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      stateSecret: 'test-state-secret',
      publicUrl: base,
    },
    transport:
      mode === 'http' ? { kind: 'http', signingSecret: SIGNING_SECRET } : { kind: 'socket', appToken: APP_TOKEN },
    port,
    apiUrl: edge.apiUrl,
    paceMs: 0,
  };
  let adapter: SlackAdapter;
  let running: TestApplication;

  function route({ token, args }: { token: string; args: Call['args'] }): Workspace {
    const all = [...workspaces.values()];
    const code = text(args['code']);
    const found = all.find(({ store }) =>
      token === ''
        ? store.getData<Map<string, unknown>>('slack.oauth.pendingCodes')?.has(code)
        : objects(store.collection('slack.tokens').all()).some(one => one['token'] === token),
    );
    return found ?? workspace('T1');
  }

  /** What Slack adds where a whole organisation installed the app. */
  function gridOf(team: string): Json {
    const enterprise_id = organisations.get(team);
    if (enterprise_id === undefined) return {};
    const authorization = {
      enterprise_id,
      team_id: null,
      user_id: BOT_USER,
      is_bot: true,
      is_enterprise_install: true,
    };
    return { enterprise_id, authorizations: [authorization] };
  }

  function workspace(team: string): Workspace {
    const found = workspaces.get(team);
    if (found === undefined) throw new Error(`no workspace ${team}`);
    return found;
  }

  async function start(secretKeys: readonly Uint8Array[]): Promise<void> {
    adapter = createSlackAdapter(config);
    running = await openApplication({
      consultation,
      adapters: [adapter],
      clock,
      entropy: seededEntropy(logged.length + 1),
      dataDir,
      secretKeys,
      log: (_level, code, facts) => void logged.push({ code, facts: facts ?? {} }),
    });
  }

  async function settle(): Promise<void> {
    let before = -1;
    while (before !== edge.calls.length) {
      before = edge.calls.length;
      await edge.idle();
      await adapter.idle();
      await running.application.runUntilIdle();
      await edge.idle();
    }
  }

  function person(team: string, user: string): Person {
    const known = people.get(`${team}/${user}`) ?? workspace(team).addPerson(user);
    people.set(`${team}/${user}`, known);
    return known;
  }

  async function call(team: string, { token }: Person, method: string, args: Json): Promise<Json> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(args) };
    return object(await (await workspace(team).fetch(new Request(`http://slack.test/api/${method}`, init))).json());
  }

  async function channelOf(team: string, who: Person): Promise<string> {
    return text(object((await call(team, who, 'conversations.open', { users: BOT_USER }))['channel'])['id']);
  }

  async function get(path: string, cookie = ''): Promise<Page & { readonly cookie: string }> {
    const response = await fetch(new URL(path, base), { headers: cookie === '' ? {} : { cookie } });
    const set = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    return { status: response.status, html: await response.text(), cookie: set };
  }

  await start([KEY]);
  return {
    edge,
    config,
    stores: () => running.stores,
    logged,
    workspace,
    installsWhole: async (team, organisation) => {
      const { installations } = running.stores;
      const installed = await installations.find('slack', team);
      if (installed === null) throw new Error(`${team} is not installed`);
      await installations.save('slack', { ...installed, workspace: organisation, organisation, name: organisation });
      await installations.remove('slack', team, '2100-01-01T00:00:00.000Z');
      organisations.set(team, organisation);
    },
    get,
    installs: async (team, tamper) => {
      const page = await get('/slack/install');
      const link = new URL(/href="([^"]+)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&') ?? '');
      const fields = new URLSearchParams(link.searchParams);
      fields.set('user_id', person(team, 'admin').userId);
      const init = { method: 'POST', body: fields, redirect: 'manual' } as const;
      const agreed = await workspace(team).fetch(new Request('http://slack.test/oauth/v2/authorize/callback', init));
      const back = { url: new URL(agreed.headers.get('location') ?? ''), cookie: page.cookie };
      tamper?.(back);
      return get(`${back.url.pathname}${back.url.search}`, back.cookie);
    },
    says: async (team, user, said) => {
      const who = person(team, user);
      await call(team, who, 'chat.postMessage', { channel: await channelOf(team, who), text: said });
      await settle();
    },
    hears: async (team, user) => {
      const channel = await channelOf(team, person(team, user));
      const all = objects(workspace(team).store.collection('slack.messages').all());
      const here = all.filter(one => one['channel_id'] === channel && one['user'] === BOT_USER);
      return here.sort((a, b) => (text(a['ts']) < text(b['ts']) ? -1 : 1)).map(one => seenOf(one).text);
    },
    tells: body => void edge.deliver('events_api', { type: 'event_callback', ...body }),
    settle,
    passTime: async seconds => {
      await settle();
      await advanceTo(running.application, clock, addMs(clock.now(), seconds * 1_000));
      await settle();
    },
    restart: async (secretKeys = [KEY]) => {
      await running.close();
      await start(secretKeys);
    },
    database: async () => {
      const files = ['tour-de-table.db', 'tour-de-table.db-wal'];
      return Buffer.concat(
        await Promise.all(files.map(file => readFile(join(dataDir, file)).catch(() => Buffer.of()))),
      );
    },
    close: async () => {
      await running.close();
      await edge.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
