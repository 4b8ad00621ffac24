/** A Slack workspace in this process: the emulator's own server, without its listening port. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createServer, type ServicePlugin, type Store, type WebhookDispatcher } from '@emulators/core';

export const TEAM = 'T000000001';
export const CLIENT = { id: '123.456', secret: 'test-client-secret' } as const;
export const BOT_USER = 'U0BOT00001';
export const BOT_TOKEN = 'xoxb-test';
export const APP_TOKEN = 'xapp-test';
export const SIGNING_SECRET = 'test-signing-secret';

/** Scopes that the app asks for; the emulator refuses what they do not allow. */
const BOT_SCOPES = [
  'chat:write',
  'channels:history',
  'groups:history',
  'im:history',
  'im:write',
  'reactions:read',
  'users:read',
  'files:read',
  'files:write',
];
const PERSON_SCOPES = [...BOT_SCOPES, 'channels:read', 'channels:join', 'im:read', 'reactions:write'];

export interface Workspace {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly store: Store;
  /** Makes somebody of that name, and the direct conversation with the bot. */
  readonly addPerson: (name: string) => Person;
}

export interface Person {
  readonly userId: string;
  readonly token: string;
  readonly name: string;
}

/** `onEvent` hears each body that Slack would deliver to the app; `team`: its id and name, the emulator's own by default. */
export async function createWorkspace(
  onEvent: (body: unknown) => void,
  team: { readonly id: string; readonly name: string } = { id: TEAM, name: 'Emulate' },
): Promise<Workspace> {
  const plugin = await loadPlugin();
  const dispatch: WebhookDispatcher['dispatch'] = (_type, _action, payload) => {
    onEvent(payload);
    return Promise.resolve();
  };
  // What it would post to subscribers is handed over; the inspector's list of deliveries stays empty.
  const webhooks = { dispatch, setHeaderFactory: () => undefined, getSubscriptions: () => [], getDeliveries: () => [] };
  const heard: ServicePlugin = {
    ...plugin,
    register: (app, store, _theirs, ...rest) => {
      plugin.register(app, store, webhooks as unknown as WebhookDispatcher, ...rest);
    },
  };
  const { app, store } = createServer(heard, { baseUrl: 'http://slack.test' });
  plugin.seed?.(store, 'http://slack.test');
  store.setData('slack.strict_scopes', true);
  const teams = store.collection('slack.teams', ['team_id' as never]);
  for (const { id } of teams.all()) teams.update(id, { team_id: team.id, name: team.name } as never);
  const oauth = { app_id: 'A1', client_id: CLIENT.id, client_secret: CLIENT.secret, name: 'Tour de table' };
  store
    .collection('slack.oauth_apps', ['client_id' as never])
    .insert({ ...oauth, redirect_uris: [], bot_user_id: BOT_USER, bot_name: 'tourdetable' } as never);
  const insert = (collection: string, keys: string[], row: Record<string, unknown>): void => {
    store.collection(collection, keys as never[]).insert(row);
  };
  const addUser = (userId: string, name: string, token: string, bot: boolean): void => {
    const profile = {
      display_name: name,
      real_name: name,
      email: `${userId}@example.org`,
      image_48: '',
      image_192: '',
    };
    const presence = { presence: 'active', manual_presence: 'auto', connection_count: 1 };
    const user = { user_id: userId, team_id: team.id, name: userId, real_name: name, email: profile.email, profile };
    insert('slack.users', ['user_id', 'email'], { ...user, is_admin: false, is_bot: bot, deleted: false, ...presence });
    const row = { token, token_type: bot ? 'bot' : 'user', team_id: team.id, user_id: userId, app_id: 'A1' };
    const scopes = bot ? BOT_SCOPES : PERSON_SCOPES;
    insert('slack.tokens', ['token', 'user_id', 'app_id', 'team_id'], { ...row, scopes });
  };
  addUser(BOT_USER, 'Tour de table', BOT_TOKEN, true);
  let people = 0;
  return {
    fetch: async request => app.fetch(request),
    store,
    addPerson: name => {
      people += 1;
      const userId = `U1${String(people).padStart(8, '0')}`;
      const token = `xoxp-${userId}`;
      addUser(userId, name, token, false);
      return { userId, token, name };
    },
  };
}

/** The emulator publishes its Slack only from within its bundle. */
async function loadPlugin(): Promise<ServicePlugin> {
  const dist = dirname(fileURLToPath(import.meta.resolve('emulate')));
  const file = globSync('dist-*.js', { cwd: dist }).find(name =>
    readFileSync(join(dist, name), 'utf8').includes('var slackPlugin = {'),
  );
  if (file === undefined) throw new Error('the emulator has no Slack: is it another version?');
  const module = (await import(pathToFileURL(join(dist, file)).href)) as { readonly slackPlugin: ServicePlugin };
  return module.slackPlugin;
}
