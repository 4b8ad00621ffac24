/** The adapter at work: each delivery is parsed, kept, acknowledged, and only then shown as taken. */
import type { Adapter, AdapterHost, Address, InboundEvent, InboundFile, GroupsAmong } from '#messaging/index.ts';
import type { SlackApi } from './api.ts';
import { catchUp } from './catch-up.ts';
import type { CreateApi, Delivery } from './client.ts';
import { INSTALL_PATH, type SlackConfig } from './config.ts';
import { createFilling } from './filling.ts';
import { formPlace } from './form.ts';
import { workspaceOf } from './installation.ts';
import { type Json, object, text } from './json.ts';
import { LIMITS } from './limits.ts';
import { parseSlack } from './parse.ts';
import type { Parsed } from './parsed.ts';
import { reasonOf } from './show.ts';
import { createTenants, createTold, type Tenant } from './tenants.ts';
import { wordsIn } from './words.ts';

export interface Running {
  /** Says at once whether the only workspace can be reached. */
  readonly announce: () => Promise<void>;
  readonly deliver: (delivery: Delivery) => Promise<void>;
  /** Begins to read what was missed; once at a time. */
  readonly catchUp: () => void;
  /** A workspace let us in: its token is new. */
  readonly installed: (workspace: string) => void;
  /** Keeps what stands in forms that are being filled. */
  readonly flush: () => Promise<void>;
  /** Nothing new is begun. */
  readonly close: () => void;
  readonly send: Adapter['send'];
  readonly sendTransient: Adapter['sendTransient'];
  readonly fetchFile: Adapter['fetchFile'];
  readonly idle: () => Promise<void>;
  /** The app's own id, once Slack has sent something. */
  readonly appId: () => string | null;
  readonly groupsAmong: GroupsAmong;
}

type Heard = Extract<Parsed, { kind: 'event' }>;

/** One connection's worth of state; `start` makes it. */
export function createRunning(config: SlackConfig, createApi: CreateApi, host: AdapterHost): Running {
  const work = new Set<Promise<void>>();
  const told = createTold(host.log);
  const tenants = createTenants(config, createApi, host, told);
  const filling = createFilling();
  let closed = false;
  let appId: string | null = null;
  let catchingUp = false;

  function track(done: Promise<void>): Promise<void> {
    const tracked: Promise<void> = done.catch(() => undefined).finally(() => work.delete(tracked));
    work.add(tracked);
    return done;
  }

  async function handle({ body: given, ack }: Delivery): Promise<void> {
    const app = text(given['api_app_id']);
    if (app !== '') appId = app;
    const body = filling.hear(given);
    const tenant = await tenants.of(workspaceOf(body));
    const parsed = parseSlack(body, { botUserId: (await tenant?.botUserId()) ?? '', now: host.now() });
    if (parsed.kind === 'ignored') {
      if (parsed.reason.startsWith('unknown')) host.log('info', 'slack_ignored', { reason: parsed.reason });
      return ack();
    }
    if (parsed.kind === 'uninstalled') {
      await left(parsed);
      return ack();
    }
    if (tenant === null) return notInstalled(body, ack);
    if (parsed.kind === 'form') {
      await ack();
      return tenant.show.showForm(parsed);
    }
    if (parsed.kind === 'home') {
      await ack();
      return tenant.show.showHome(parsed.account);
    }
    if (parsed.kind === 'suggest') return ack({ options: await tenant.show.suggest(parsed.userId, parsed.typed) });
    const held = parsed.event.direct ? false : await isHeld(parsed.event);
    if (parsed.among === true && !held) return ack();
    if (parsed.direct !== null) tenant.people.learn(parsed.event.author.userId, parsed.direct);
    const event = await signed(tenant, parsed.event);
    await host.receive(event);
    // In a workshop, nothing of the answer comes elsewhere.
    const heard = { ...parsed, event, ...(held ? { elsewhere: null } : {}) };
    await ack(await shownAtOnce(tenant, body, heard));
    // A command shows by itself, where it was typed, that the answer comes elsewhere.
    const elsewhere = body['command'] === undefined ? heard.elsewhere : null;
    const answered = isOfWorkshop(event) ? null : parsed.answered;
    await tenant.show.embellish({ ...heard, elsewhere, answered });
  }

  /** What a command or a form shows as it is acknowledged. */
  async function shownAtOnce(tenant: Tenant, body: Json, { event, elsewhere }: Heard): Promise<Json | undefined> {
    if (body['command'] !== undefined) {
      return elsewhere === null ? undefined : { text: wordsIn(event.locale ?? 'fr').inDirect };
    }
    if (body['type'] !== 'view_submission') return undefined;
    const view = await tenant.show.nextPage(event.author, formPlace(object(body['view'])));
    return view === null ? undefined : { response_action: 'update', view };
  }

  /** Whether a workshop is held where it was said. */
  async function isHeld({ address, ...event }: InboundEvent): Promise<boolean> {
    const { platform, workspace, channel, thread } = address;
    if (channel === null) return false;
    const ref = 'ref' in event ? { ref: event.ref } : {};
    return host.queries.holdsWorkshop({ platform, workspace, channel, thread, ...ref });
  }

  /** What waits to be said there waits on; the answers are kept. */
  async function left({ workspaces, at }: Extract<Parsed, { kind: 'uninstalled' }>): Promise<void> {
    const [workspace = ''] = workspaces;
    if (config.access.kind === 'one') return host.log('error', 'slack_uninstalled', { workspace });
    for (const one of workspaces) {
      tenants.forget(one);
      if (await host.installations.remove('slack', one, at)) {
        return host.log('error', 'slack_uninstalled', { workspace: one });
      }
    }
  }

  /** A command is told so; anything else is left to Slack, which comes back: the installation may be under way. */
  async function notInstalled(body: Json, ack: Delivery['ack']): Promise<void> {
    told.once(workspaceOf(body), 'not_installed');
    if (body['command'] === undefined || config.access.kind === 'one') throw new Error('not installed');
    await ack({ text: wordsIn('fr').notInstalled(`${config.access.publicUrl}${INSTALL_PATH}`) });
  }

  /** The event with its author's name and language. */
  async function signed({ people }: Tenant, event: InboundEvent): Promise<InboundEvent> {
    const profile = await people.profileOf(event.author.userId);
    if (profile === null) return event;
    const author = { ...event.author, displayName: profile.displayName };
    return { ...event, author, ...(profile.locale === null ? {} : { locale: profile.locale }) };
  }

  async function send(...[message, attempt, bodies]: Parameters<Adapter['send']>): ReturnType<Adapter['send']> {
    const { workspace } = message.to;
    const tenant = await tenants.of(workspace).catch(() => 'not_read' as const);
    if (tenant !== null && tenant !== 'not_read') return tenant.send(message, attempt, bodies);
    if (tenant === null) told.once(workspace, 'not_installed');
    return { kind: 'retry', afterMs: LIMITS.operatorMs, ambiguous: false, reason: tenant ?? 'not_installed' };
  }

  async function there({ workspace }: Address): Promise<Tenant> {
    const tenant = await tenants.of(workspace);
    if (tenant === null) throw new Error('not installed');
    return tenant;
  }

  return {
    announce: async () => {
      if (config.access.kind === 'many') return;
      try {
        await (await tenants.of(''))?.botUserId();
      } catch (error) {
        host.log('warn', 'slack_not_reached', { reason: reasonOf(error) });
      }
    },
    deliver: delivery => track(handle(delivery)),
    catchUp: () => {
      if (catchingUp) return;
      catchingUp = true;
      const take = (body: Json): Promise<void> => handle({ body, ack: () => Promise.resolve() });
      const done = catchUp({ of: tenants.of, host, take, stopped: () => closed });
      void track(done.finally(() => (catchingUp = false)));
    },
    installed: workspace => {
      tenants.forget(workspace);
      told.works(workspace);
    },
    close: () => {
      closed = true;
    },
    appId: () => appId,
    groupsAmong: async (author, groups) => {
      const { api } = await there({ ...author, channel: null, thread: null });
      const asked = groups.map(async usergroup => {
        const { users } = await api.call('usergroups.users.list', { usergroup });
        return Array.isArray(users) && users.includes(author.userId) ? [usergroup] : [];
      });
      return (await Promise.all(asked)).flat();
    },
    send,
    flush: async () => {
      const noAck = (): Promise<void> => Promise.resolve();
      await Promise.all(filling.takeAll().map(body => track(handle({ body, ack: noAck })).catch(() => undefined)));
    },
    sendTransient: async message => (await there(message.to)).show.sendTransient(message),
    fetchFile: async (file, address) => fetchFile((await there(address)).api, file),
    idle: async () => {
      while (work.size > 0) await Promise.all(work);
    },
  };
}

/** A file announced by its id alone (shared from another workspace) is asked about first. */
async function fetchFile(api: SlackApi, { source }: InboundFile): Promise<Uint8Array> {
  if (URL.canParse(source)) return api.download(source);
  const file = object((await api.call('files.info', { file: source }))['file']);
  return api.download(text(file['url_private_download']) || text(file['url_private']));
}

/** What is pressed there is pressed by many: it stays as it is. */
function isOfWorkshop(event: InboundEvent): boolean {
  return event.kind === 'choice' && event.values.every(value => value.startsWith('w.'));
}
