/** Slack as a platform: what it delivers becomes events of the port, acknowledged once they are kept. */
import type {
  AccountKey,
  Adapter,
  AdapterHost,
  Address,
  Capabilities,
  InboundEvent,
  TransientMessage,
} from '#messaging/index.ts';
import { describeFailure, type SlackApi, SlackFailure } from './api.ts';
import { catchUp } from './catch-up.ts';
import type { Delivery, KnownBlock, Transport } from './client.ts';
import type { SlackConfig } from './config.ts';
import { formView } from './form.ts';
import { homeView } from './home.ts';
import { type Json, text } from './json.ts';
import { LIMITS } from './limits.ts';
import { createPace } from './pace.ts';
import { type Answered, type Parsed, parseSlack } from './parse.ts';
import { createPeople } from './people.ts';
import { answeredBlocks, renderMessage } from './render.ts';
import { createSend, isForOperator } from './send.ts';
import { wordsIn } from './words.ts';

export const CAPABILITIES: Capabilities = {
  buttons: true,
  menus: true,
  modals: true,
  ephemeral: true,
  edits: true,
  deletions: true,
  threads: true,
  reactions: false,
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

/** Nothing of Slack's libraries is loaded before `start`. */
export function createSlackAdapter(config: SlackConfig): SlackAdapter {
  let running: Running | null = null;

  function connected(): Running {
    if (running === null) throw new Error('the Slack adapter is not started');
    return running;
  }

  return {
    platform: 'slack',
    capabilities: CAPABILITIES,
    start: async host => {
      const { createApi, createTransport } = await import('./client.ts');
      const api = createApi(config);
      const run = createRunning(config, api, host);
      running = run;
      const transport = createTransport(config, run.deliver, host.log, run.catchUp);
      run.transport = transport;
      await run.announce();
      await transport.start();
    },
    send: (message, attempt, bodies) => connected().send(message, attempt, bodies),
    sendTransient: message => connected().sendTransient(message),
    fetchFile: file => connected().api.download(file.source),
    idle: async () => running?.idle(),
    stop: async () => {
      running?.close();
      await running?.transport?.stop();
      await running?.idle();
    },
  };
}

interface Running {
  readonly api: SlackApi;
  transport: Transport | null;
  readonly announce: () => Promise<void>;
  readonly deliver: (delivery: Delivery) => Promise<void>;
  /** Begins to read what was missed; once at a time. */
  readonly catchUp: () => void;
  /** Nothing new is begun. */
  readonly close: () => void;
  readonly send: Adapter['send'];
  readonly sendTransient: Adapter['sendTransient'];
  readonly idle: () => Promise<void>;
}

function createRunning(config: SlackConfig, api: SlackApi, host: AdapterHost): Running {
  const people = createPeople(api);
  const told = new Set<string>();
  const work = new Set<Promise<void>>();
  let us: Promise<string> | null = null;

  function onFailure(failure: SlackFailure): void {
    const code = describeFailure(failure.failure);
    // Once until it works again: an operator reads it.
    if (!isForOperator(failure) || told.has(code)) return;
    told.add(code);
    host.log('error', 'slack_needs_operator', { reason: code });
  }

  /** Our own account; asked for again as long as Slack does not answer. */
  function botUserId(): Promise<string> {
    us ??= api
      .call('auth.test', {})
      .then(who => text(who['user_id']))
      .catch((error: unknown) => {
        us = null;
        if (error instanceof SlackFailure) onFailure(error);
        throw error;
      });
    return us;
  }

  let closed = false;
  let catchingUp = false;

  function track(done: Promise<void>): Promise<void> {
    const tracked: Promise<void> = done.catch(() => undefined).finally(() => work.delete(tracked));
    work.add(tracked);
    return done;
  }

  const pace = createPace(config.paceMs ?? LIMITS.paceMs);
  const sendOne = createSend({ api, people, pace, botUserId, onFailure });
  const send: Adapter['send'] = async (message, attempt, bodies) => {
    const outcome = await sendOne(message, attempt, bodies);
    if (outcome.kind === 'sent') told.clear();
    return outcome;
  };

  async function handle({ body, ack }: Delivery): Promise<void> {
    const parsed = parseSlack(body, { botUserId: await botUserId(), now: host.now() });
    if (parsed.kind === 'ignored') {
      if (parsed.reason.startsWith('unknown')) host.log('info', 'slack_ignored', { reason: parsed.reason });
      return ack();
    }
    if (parsed.kind === 'form') {
      await ack();
      return showForm(parsed);
    }
    if (parsed.kind === 'home') {
      await ack();
      return showHome(parsed.userId);
    }
    if (parsed.kind === 'uninstalled') {
      host.log('error', 'slack_uninstalled', { workspace: parsed.workspace });
      return ack();
    }
    if (parsed.direct !== null) people.learn(parsed.event.author.userId, parsed.direct);
    await host.receive(await signed(parsed.event));
    await ack(
      body['command'] === undefined || parsed.elsewhere === null ? undefined : { text: wordsIn('fr').inDirect },
    );
    await embellish(body['command'] === undefined ? parsed : { ...parsed, elsewhere: null });
  }

  /** Slack waits three seconds for it; without it, the question stands as it was. */
  async function showForm({ account, draftId, triggerId }: Extract<Parsed, { kind: 'form' }>): Promise<void> {
    try {
      const form = await host.queries.form(account, draftId);
      if (form !== null) await api.call('views.open', { trigger_id: triggerId, view: formView(form) });
      else await sendTransient({ kind: 'hint', to: directTo(account), text: wordsIn('fr').formGone });
    } catch (error) {
      host.log('warn', 'slack_form_not_shown', { reason: reasonOf(error) });
    }
  }

  async function showHome(userId: string): Promise<void> {
    try {
      const locale = (await people.profileOf(userId))?.locale ?? 'fr';
      const view = homeView(await host.queries.themes(locale), locale);
      await api.call('views.publish', { user_id: userId, view });
    } catch (error) {
      host.log('info', 'slack_home_not_shown', { reason: reasonOf(error) });
    }
  }

  /** The event with its author's name and language. */
  async function signed(event: InboundEvent): Promise<InboundEvent> {
    const profile = await people.profileOf(event.author.userId);
    if (profile === null) return event;
    const author = { ...event.author, displayName: profile.displayName };
    return { ...event, author, ...(profile.locale === null ? {} : { locale: profile.locale }) };
  }

  /** What the person sees beside the answer; nothing is lost without it. */
  async function embellish({ answered, elsewhere, event }: Extract<Parsed, { kind: 'event' }>): Promise<void> {
    try {
      if (answered !== null) await showAnswered(answered);
      if (elsewhere !== null) {
        await api.call('chat.postEphemeral', {
          channel: elsewhere.channel,
          user: event.author.userId,
          text: wordsIn('fr').inDirect,
          ...(elsewhere.thread === null ? {} : { thread_ts: elsewhere.thread }),
        });
      }
    } catch (error) {
      if (error instanceof SlackFailure)
        host.log('info', 'slack_not_shown', { reason: describeFailure(error.failure) });
      else throw error;
    }
  }

  /** The message shows what was answered, and can't be pressed again. */
  async function showAnswered({ channel, ts, blocks, text: said, labels }: Answered): Promise<void> {
    await api.call('chat.update', {
      channel,
      ts,
      text: said,
      blocks: answeredBlocks(blocks as unknown as readonly KnownBlock[], labels),
    });
  }

  async function sendTransient(message: TransientMessage): Promise<void> {
    // A bot of Slack has no way to show that it types in a direct conversation.
    if (message.kind === 'typing') return;
    const channel = message.to.channel ?? (await people.directWith(message.to.userId));
    const rendered = renderMessage(hintOf(message.text, message.to));
    for (const { text: said, blocks } of rendered) {
      const args = { channel, text: said, blocks, mrkdwn: false };
      if (channel.startsWith('D')) await api.call('chat.postMessage', args);
      else await api.call('chat.postEphemeral', { ...args, user: message.to.userId });
    }
  }

  return {
    api,
    transport: null,
    announce: async () => {
      try {
        await botUserId();
      } catch (error) {
        host.log('warn', 'slack_not_reached', { reason: reasonOf(error) });
      }
    },
    deliver: delivery => track(handle(delivery)),
    catchUp: () => {
      if (catchingUp) return;
      catchingUp = true;
      const take = (body: Json): Promise<void> => handle({ body, ack: () => Promise.resolve() });
      void track(catchUp({ api, people, host, take, stopped: () => closed }).finally(() => (catchingUp = false)));
    },
    close: () => {
      closed = true;
    },
    send,
    sendTransient,
    idle: async () => {
      while (work.size > 0) await Promise.all(work);
    },
  };
}

function directTo(account: AccountKey): Address {
  return { ...account, channel: null, thread: null };
}

function reasonOf(error: unknown): string {
  if (error instanceof SlackFailure) return describeFailure(error.failure);
  return error instanceof Error ? error.name : 'unknown';
}

function hintOf(said: string, to: Address): Parameters<typeof renderMessage>[0] {
  return {
    id: '',
    to,
    visibility: 'private',
    text: said,
    lang: 'fr',
    choices: [],
    choicesMax: 1,
    question: null,
    progress: null,
    files: [],
    replyTo: null,
    mentions: 'none',
  };
}
