/** Many workspaces with one instance: the install page, the tokens kept, workspaces that leave and come back. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { examineSlack } from '#adapters/slack/index.ts';
import { problemsOf } from '#test/support/slack/contract.ts';
import { KEY, type ManyWorld, openManyWorld } from './slack-many-world.ts';

let world: ManyWorld;

async function open(mode: 'socket' | 'http' = 'socket'): Promise<ManyWorld> {
  world = await openManyWorld(mode);
  return world;
}

afterEach(async () => {
  assert.deepEqual(world.edge.calls.flatMap(problemsOf), []);
  assert.doesNotMatch(JSON.stringify(world.logged), /xoxb-[\w-]+/);
  await world.close();
});

const codes = (): readonly string[] => world.logged.map(({ code }) => code);
const asked = (): number => world.edge.calls.filter(({ method }) => method === 'oauth.v2.access').length;
const now = (): number => Date.now() / 1_000;
const inSeconds = (seconds: number): string => (now() + seconds).toFixed(6);

describe.each(['socket', 'http'] as const)('over %s', mode => {
  it('is installed from its page in two workspaces, and speaks in each with its own token', async () => {
    await open(mode);
    const page = await world.get('/slack/install');
    expect(page.html).toMatch(/<html lang="fr">[\s\S]*Continuer vers Slack/);
    for (const team of ['T1', 'T2']) {
      const installed = await world.installs(team);
      expect([installed.status, installed.html]).toEqual([200, expect.stringMatching(`installé dans Espace ${team}`)]);
    }
    await world.says('T1', 'ana', 'bonjour');
    await world.says('T2', 'bob', 'contribuer 1');
    await world.says('T2', 'bob', '1');
    expect(await world.hears('T1', 'ana')).toHaveLength(1);
    expect((await world.hears('T2', 'bob')).at(-1)).toMatch(/si vos réponses sont publiées/i);
    await world.restart();
    await world.says('T1', 'ana', '1');
    expect((await world.hears('T1', 'ana')).at(-1)).toMatch(/vos données/i);
    const listed = await world.stores().installations.list('slack');
    expect(listed.map(({ workspace, name }) => `${workspace} ${name}`)).toEqual(['T1 Espace T1', 'T2 Espace T2']);
  });

  it('keeps no token that can be read in the database', async () => {
    await open(mode);
    await world.installs('T1');
    const installation = await world.stores().installations.find('slack', 'T1');
    const { token } = JSON.parse(installation?.secret ?? '{}') as { token: string };
    expect(token).toMatch(/^xoxb-/);
    const bytes = await world.database();
    expect(bytes.includes('Espace T1')).toBe(true);
    expect(bytes.includes(token)).toBe(false);
  });
});

describe('the install page', () => {
  it.each<[string, Parameters<ManyWorld['installs']>[1]]>([
    ['without the cookie of the browser that began', back => (back.cookie = '')],
    ['with the state of somebody else', back => back.url.searchParams.set('state', 'eyJhbGciOiJIUzI1NiJ9.e30.x')],
    ['without any state', back => back.url.searchParams.delete('state')],
  ])('refuses what comes back %s, before it asks for a token', async (_case, tamper) => {
    await open();
    const page = await world.installs('T1', tamper);
    expect([page.status, page.html]).toEqual([400, expect.stringMatching(/Rien n&#39;a été|Rien n'a été installé/)]);
    expect(asked()).toBe(0);
    expect(await world.stores().installations.list('slack')).toEqual([]);
  });

  it('refuses a state that was forged with both cookie and address', async () => {
    await open();
    const forged = 'eyJhbGciOiJub25lIn0.eyJub3ciOjE4MDAwMDAwMDB9.';
    const page = await world.installs('T1', back => {
      back.url.searchParams.set('state', forged);
      back.cookie = `slack-app-oauth-state=${forged}`;
    });
    expect([page.status, asked()]).toEqual([400, 0]);
  });

  it('says that it was cancelled in Slack, or that it served already', async () => {
    await open();
    const cancelled = await world.installs('T1', back => {
      back.url.searchParams.delete('code');
      back.url.searchParams.set('error', 'access_denied');
    });
    expect([cancelled.status, cancelled.html]).toEqual([400, expect.stringMatching(/annulée/)]);
    let again = '';
    await world.installs('T1', back => (again = `${back.url.pathname}${back.url.search} ${back.cookie}`));
    const [path = '', cookie = ''] = again.split(' ');
    const twice = await world.get(path, cookie);
    expect([twice.status, twice.html]).toEqual([400, expect.stringMatching(/déjà servi/)]);
  });

  it('says that the mishap is ours where the token can not be kept', async () => {
    await open();
    await world.restart([]);
    const page = await world.installs('T1');
    expect([page.status, page.html]).toEqual([500, expect.stringMatching(/de notre côté/)]);
    expect(world.logged.at(-1)).toMatchObject({ code: 'slack_not_installed' });
  });

  it('has no other address over Socket Mode: no event can be posted to it', async () => {
    await open();
    const base = world.config.access.kind === 'many' ? world.config.access.publicUrl : '';
    for (const path of ['/slack/events', '/']) {
      const response = await fetch(new URL(path, base), { method: 'POST', body: '{}' });
      expect(response.status).toBe(404);
    }
  });
});

describe('a workspace that leaves', () => {
  const uninstalled = (event: object, seconds = 1) => ({
    team_id: 'T1',
    event_id: `Ev${seconds}`,
    event: { event_ts: inSeconds(seconds), ...event },
  });

  it.each([
    ['app_uninstalled', { type: 'app_uninstalled' }],
    ['tokens_revoked', { type: 'tokens_revoked', tokens: { bot: ['U0BOT00001'] } }],
  ])('is forgotten on %s, what was to be said waits, and goes out once it is back', async (_name, event) => {
    await open();
    await world.installs('T1');
    await world.says('T1', 'ana', 'bonjour');
    world.edge.refuse = 'token_revoked';
    await world.says('T1', 'ana', 'aide');
    world.tells(uninstalled(event));
    await world.settle();
    world.edge.refuse = null;
    expect(await world.stores().installations.find('slack', 'T1')).toBeNull();
    await world.passTime(1_200);
    expect(codes().filter(code => code === 'slack_uninstalled')).toHaveLength(1);
    expect(
      world.logged.filter(({ facts }) => facts['reason'] === 'not_installed' && facts['workspace'] === 'T1'),
    ).toHaveLength(1);
    expect((await world.hears('T1', 'ana')).length).toBe(1);
    await world.installs('T1');
    await world.passTime(3_600);
    expect((await world.hears('T1', 'ana')).filter(said => /«\s*pause\s*»/u.test(said))).toHaveLength(1);
    expect(codes()).not.toContain('message_dead');
  });

  it('stays once it came back, even where the news of its leaving comes late', async () => {
    await open();
    await world.installs('T1');
    world.tells(uninstalled({ type: 'app_uninstalled' }, -60));
    world.tells(uninstalled({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } }, 60));
    await world.settle();
    expect(await world.stores().installations.find('slack', 'T1')).not.toBeNull();
    await world.says('T1', 'ana', 'bonjour');
    expect(await world.hears('T1', 'ana')).toHaveLength(1);
  });
});

describe('a workspace that never installed it', () => {
  it('is not acknowledged, said once, and heard as soon as it is installed', async () => {
    await open('http');
    await world.says('T2', 'bob', 'bonjour');
    await world.says('T2', 'bob', 'aide');
    expect(world.logged.filter(({ facts }) => facts['reason'] === 'not_installed')).toHaveLength(1);
    expect(await world.hears('T2', 'bob')).toEqual([]);
    await world.installs('T2');
    world.edge.restore();
    await world.settle();
    expect((await world.hears('T2', 'bob')).length).toBeGreaterThan(0);
  });

  it('is told by a command where to install it', async () => {
    await open();
    const body = {
      command: '/contribuer',
      text: '',
      team_id: 'T2',
      channel_id: 'C1',
      user_id: 'U1',
      trigger_id: '1.2.3',
    };
    const shown = world.edge.deliver('slash_commands', body);
    await world.settle();
    expect(JSON.stringify(await shown)).toMatch(/n'est plus installé.*slack\/install/);
  });
});

it('keeps a whole organisation apart from its workspaces (Enterprise Grid), and takes its leaving', async () => {
  await open();
  await world.installs('T3');
  await world.installsWhole('T3', 'E1');
  await world.restart();
  await world.says('T3', 'eve', 'bonjour');
  expect(await world.hears('T3', 'eve')).toHaveLength(1);
  expect(await world.stores().networks.networkOf('slack', 'E1')).not.toBeNull();
  expect(await world.stores().networks.networkOf('slack', 'T3')).toBeNull();
  const event = { type: 'app_uninstalled', event_ts: inSeconds(5) };
  world.tells({ team_id: 'T3', enterprise_id: 'E1', event_id: 'EvGone', event });
  await world.settle();
  expect(await world.stores().installations.list('slack')).toEqual([]);
});

it('says once that the key is not the one which sealed the tokens, and goes on once it is back', async () => {
  await open('http');
  await world.installs('T1');
  await world.restart([randomBytes(32)]);
  await world.says('T1', 'ana', 'bonjour');
  await world.says('T1', 'ana', 'aide');
  expect(world.logged.filter(({ facts }) => facts['reason'] === 'other_secret_key')).toHaveLength(1);
  await world.restart([randomBytes(32), KEY]);
  world.edge.restore();
  await world.settle();
  expect((await world.hears('T1', 'ana')).length).toBeGreaterThan(0);
});

describe('the doctor', () => {
  it('knows the app and looks at each workspace', async () => {
    await open();
    const { installations } = world.stores();
    expect((await examineSlack(world.config, installations)).map(({ said }) => said).join('\n')).toMatch(
      /Aucun espace/,
    );
    await world.installs('T1');
    await world.installs('T2');
    world.edge.scopes = 'chat:write,im:write';
    const found = await examineSlack(world.config, installations);
    const said = found.map(one => `${one.ok} ${one.said}`).join('\n');
    expect(said).toMatch(/true SLACK_CLIENT_ID.*connaît l'application/);
    expect(said).toMatch(/true Espaces : 2 .*slack\/install/);
    expect(said).toMatch(/true Espace « Espace T2 »/);
    expect(said.match(/false Droits manquants/g)).toHaveLength(2);
  });

  it('says which credential Slack does not know', async () => {
    await open();
    const access = { ...world.config.access, clientSecret: 'wrong' } as typeof world.config.access;
    const found = await examineSlack({ ...world.config, access }, world.stores().installations);
    expect(found[0]).toEqual({ ok: false, said: expect.stringMatching(/identifiant inconnu|secret refusé/) as string });
  });
});
