/** The workspaces that the app speaks in: one, or all those that let it in, each with its token. */
import type { AdapterHost, InstallationStore } from '#messaging/index.ts';
import { describeFailure, needsOperator, type SlackApi, SlackFailure } from './api.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import type { CreateApi } from './client.ts';
import type { SlackConfig } from './config.ts';
import { grantOf } from './installation.ts';
import { text } from './json.ts';
import { LIMITS } from './limits.ts';
import { createPace } from './pace.ts';
import { createPeople, type People } from './people.ts';
import { createSend } from './send.ts';
import { createShow, type Show } from './show.ts';

export interface Tenant {
  readonly api: SlackApi;
  readonly people: People;
  readonly show: Show;
  readonly send: ReturnType<typeof createSend>;
  /** Our own account there; rejects with a `SlackFailure` as long as Slack does not tell. */
  readonly botUserId: () => Promise<string>;
}

export interface Tenants {
  /** null for a workspace that never let us in, or took it back. Rejects where the database does not answer. */
  readonly of: (workspace: string) => Promise<Tenant | null>;
  /** What is known of it is read again: it was installed anew, or left. */
  readonly forget: (workspace: string) => void;
}

/** Says once what an operator must mend, until something is sent there again. */
export interface Told {
  readonly once: (workspace: string, code: string) => void;
  readonly works: (workspace: string) => void;
}

export function createTold(log: AdapterHost['log']): Told {
  const told = new BoundedMap<string, Set<string>>(LIMITS.workspaces);
  return {
    once: (workspace, code) => {
      const codes = told.get(workspace) ?? new Set();
      if (codes.has(code)) return;
      told.set(workspace, codes.add(code));
      log('error', 'slack_needs_operator', { reason: code, ...(workspace === '' ? {} : { workspace }) });
    },
    works: workspace => told.delete(workspace),
  };
}

export function createTenants(config: SlackConfig, createApi: CreateApi, host: AdapterHost, told: Told): Tenants {
  const { access } = config;

  function tenant(workspace: string, api: SlackApi, known: string | null, onRefused: () => void): Tenant {
    const onFailure = (failure: SlackFailure): void => {
      if (!needsOperator(failure.failure)) return;
      told.once(workspace, describeFailure(failure.failure));
      onRefused();
    };
    const botUserId = known === null ? askOnce(api, onFailure) : () => Promise.resolve(known);
    const people = createPeople(api);
    const pace = createPace(config.paceMs ?? LIMITS.paceMs);
    const sendOne = createSend({ api, people, pace, botUserId, onFailure });
    return {
      api,
      people,
      botUserId,
      show: createShow(api, people, host),
      send: async (...args) => {
        const outcome = await sendOne(...args);
        if (outcome.kind === 'sent') told.works(workspace);
        return outcome;
      },
    };
  }

  if (access.kind === 'one') {
    const only = tenant('', createApi(access.botToken), null, () => undefined);
    return { of: () => Promise.resolve(only), forget: () => undefined };
  }

  const known = new BoundedMap<string, Promise<Tenant | null>>(LIMITS.workspaces);
  const forget = (workspace: string): void => void known.delete(workspace);

  async function read(installations: InstallationStore, workspace: string): Promise<Tenant | null> {
    const installation = await installations.find('slack', workspace);
    if (installation === null) return null;
    const { token, botUserId } = grantOf(installation);
    // The token that another process keeps by now may be a newer one.
    return tenant(workspace, createApi(token), botUserId, () => forget(workspace));
  }

  return {
    of: workspace => {
      const kept = known.get(workspace);
      if (kept !== undefined) return kept;
      const reading = read(host.installations, workspace);
      known.set(workspace, reading);
      // Neither a failure nor an absence is remembered: it may be installed at any time.
      reading.then(
        found => found ?? forget(workspace),
        (error: unknown) => {
          forget(workspace);
          told.once(workspace, codeOf(error));
        },
      );
      return reading;
    },
    forget,
  };
}

/** Asked for again as long as Slack does not answer. */
function askOnce(api: SlackApi, onFailure: (failure: SlackFailure) => void): () => Promise<string> {
  let us: Promise<string> | null = null;
  return () => {
    us ??= api
      .call('auth.test', {})
      .then(who => text(who['user_id']))
      .catch((error: unknown) => {
        us = null;
        if (error instanceof SlackFailure) onFailure(error);
        throw error;
      });
    return us;
  };
}

/** What the database says of a secret that it can't open, or of itself. */
function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : 'installation_not_read';
}
