/** What is shown beside the outbox's messages: forms, the home tab, answered questions, hints. Nothing is lost without. */
import type { AccountKey, Adapter, AdapterHost, Address, OutboundMessage, TransientMessage } from '#messaging/index.ts';
import { describeFailure, type SlackApi, SlackFailure } from './api.ts';
import type { KnownBlock } from './client.ts';
import { formView } from './form.ts';
import { homeView } from './home.ts';
import type { Answered, Parsed } from './parsed.ts';
import type { People } from './people.ts';
import { answeredBlocks, renderMessage } from './render.ts';
import { wordsIn } from './words.ts';

export interface Show {
  readonly showForm: (asked: Extract<Parsed, { kind: 'form' }>) => Promise<void>;
  readonly showHome: (userId: string) => Promise<void>;
  readonly embellish: (parsed: Extract<Parsed, { kind: 'event' }>) => Promise<void>;
  readonly sendTransient: Adapter['sendTransient'];
}

/** None of them rejects but `sendTransient`. */
export function createShow(api: SlackApi, people: People, host: AdapterHost): Show {
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
      host.log('info', 'slack_not_shown', { reason: reasonOf(error) });
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

  return { showForm, showHome, embellish, sendTransient };
}

function directTo(account: AccountKey): Address {
  return { ...account, channel: null, thread: null };
}

/** A code to log. */
export function reasonOf(error: unknown): string {
  if (error instanceof SlackFailure) return describeFailure(error.failure);
  return error instanceof Error ? error.name : 'unknown';
}

function hintOf(said: string, to: Address): OutboundMessage {
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
