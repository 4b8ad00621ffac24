/** Slack as a platform: what it delivers becomes events of the port, acknowledged once they are kept. */
import { type Adapter, type Capabilities, withGroups } from '#messaging/index.ts';
import type { Transport } from './client.ts';
import type { SlackConfig } from './config.ts';
import { createInstallPage } from './install-page.ts';
import { LIMITS } from './limits.ts';
import { createRunning, type Running } from './running.ts';

export const CAPABILITIES: Capabilities = {
  buttons: true,
  menus: true,
  modals: true,
  ephemeral: true,
  edits: true,
  deletions: true,
  threads: true,
  reactions: true,
  polls: false,
  typing: false,
  directMessages: true,
  files: true,
  maxCharacters: LIMITS.messageChars,
};

export interface SlackAdapter extends Adapter {
  /** Resolves once what was delivered is dealt with, to the last embellishment. */
  readonly idle: () => Promise<void>;
}

/** Opens the app's own conversation; an app-level token holds the app's name, and so does all that Slack sends. */
function doorTo({ transport }: SlackConfig, heard: string | null, workspace: string): string | null {
  const token = transport.kind === 'socket' ? /^xapp-\d+-([A-Z0-9]+)-/.exec(transport.appToken)?.[1] : undefined;
  const app = token ?? heard;
  if (app === null) return null;
  const team = /^T[A-Z0-9]+$/.test(workspace) ? `&team=${workspace}` : '';
  return `https://slack.com/app_redirect?app=${app}${team}`;
}

/** Nothing of Slack's libraries is loaded before `start`. */
export function createSlackAdapter(config: SlackConfig): SlackAdapter {
  let running: Running | null = null;
  let transport: Transport | null = null;

  function connected(): Running {
    if (running === null) throw new Error('the Slack adapter is not started');
    return running;
  }

  return {
    platform: 'slack',
    capabilities: CAPABILITIES,
    start: async given => {
      const host = withGroups(given, async (author, groups) => connected().groupsAmong(author, groups));
      const { createApi, createTransport } = await import('./client.ts');
      const run = createRunning(config, token => createApi(config, token), host);
      running = run;
      const ears = { deliver: run.deliver, log: host.log, onConnected: run.catchUp };
      const { access } = config;
      const install = access.kind === 'many' ? createInstallPage(access, host, run.installed) : null;
      transport = createTransport(config, ears, install);
      await run.announce();
      await transport.start();
    },
    door: workspace => doorTo(config, running?.appId() ?? null, workspace),
    send: (message, attempt, bodies) => connected().send(message, attempt, bodies),
    sendTransient: message => connected().sendTransient(message),
    fetchFile: (file, address) => connected().fetchFile(file, address),
    idle: async () => running?.idle(),
    stop: async () => {
      running?.close();
      await transport?.stop();
      await running?.flush();
      await running?.idle();
    },
  };
}
