/** The adapter at work: each delivery is parsed, kept, acknowledged, and only then shown as taken. */
import type { Adapter, AdapterHost, InboundEvent } from '#messaging/index.ts';
import { describeFailure, type SlackApi, SlackFailure } from './api.ts';
import { catchUp } from './catch-up.ts';
import type { Delivery } from './client.ts';
import type { SlackConfig } from './config.ts';
import { type Json, text } from './json.ts';
import { LIMITS } from './limits.ts';
import { createPace } from './pace.ts';
import { parseSlack } from './parse.ts';
import { createPeople } from './people.ts';
import { createSend, isForOperator } from './send.ts';
import { createShow, reasonOf } from './show.ts';
import { wordsIn } from './words.ts';

export interface Running {
  readonly api: SlackApi;
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

/** One connection's worth of state; `start` makes it. */
export function createRunning(config: SlackConfig, api: SlackApi, host: AdapterHost): Running {
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

  const { showForm, showHome, embellish, sendTransient } = createShow(api, people, host);
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

  /** The event with its author's name and language. */
  async function signed(event: InboundEvent): Promise<InboundEvent> {
    const profile = await people.profileOf(event.author.userId);
    if (profile === null) return event;
    const author = { ...event.author, displayName: profile.displayName };
    return { ...event, author, ...(profile.locale === null ? {} : { locale: profile.locale }) };
  }

  return {
    api,
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
