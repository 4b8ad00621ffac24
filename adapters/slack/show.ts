/** What is shown beside the outbox's messages: forms, the home tab, answered questions, hints. Nothing is lost without. */
import { escapeMarkdown } from '#messaging/index.ts';
import type { AccountKey, Adapter, AdapterHost, Address, OutboundMessage, TransientMessage } from '#messaging/index.ts';
import { describeFailure, type SlackApi, SlackFailure } from './api.ts';
import type { KnownBlock, ModalView, PlainTextOption } from './client.ts';
import { type FormPlace, formView } from './form.ts';
import { homeView } from './home.ts';
import { LIMITS } from './limits.ts';
import type { Answered, Parsed } from './parsed.ts';
import type { People } from './people.ts';
import { cut, plainLabel } from './plain-text.ts';
import { answeredBlocks, renderMessage } from './render.ts';
import { wordsIn } from './words.ts';

export interface Show {
  readonly showForm: (asked: Extract<Parsed, { kind: 'form' }>) => Promise<void>;
  readonly nextPage: (account: AccountKey, place: FormPlace) => Promise<ModalView | null>;
  readonly showHome: (account: AccountKey) => Promise<void>;
  readonly suggest: (userId: string, typed: string) => Promise<readonly PlainTextOption[]>;
  readonly embellish: (parsed: Extract<Parsed, { kind: 'event' }>) => Promise<void>;
  readonly sendTransient: Adapter['sendTransient'];
}

/** None of them rejects but `sendTransient`. */
export function createShow(api: SlackApi, people: People, host: AdapterHost): Show {
  /** Slack waits three seconds for it; without it, the question stands as it was. */
  async function showForm({ account, draftId, triggerId }: Extract<Parsed, { kind: 'form' }>): Promise<void> {
    try {
      const form = await host.queries.form(account, draftId);
      if (form !== null) await api.call('views.open', { trigger_id: triggerId, view: formView(form, null) });
      else await sendTransient({ kind: 'hint', to: directTo(account), text: wordsIn('fr').formGone });
    } catch (error) {
      host.log('warn', 'slack_form_not_shown', { reason: reasonOf(error) });
    }
  }

  /** The page after the one just kept; null where it was the last, or can't be had: the form then closes, kept. */
  async function nextPage(account: AccountKey, place: FormPlace): Promise<ModalView | null> {
    if (place.until === '') return null;
    try {
      const form = await host.queries.form(account, place.draftId);
      return form === null ? null : formView(form, place);
    } catch (error) {
      host.log('warn', 'slack_form_not_shown', { reason: reasonOf(error) });
      return null;
    }
  }

  async function showHome(account: AccountKey): Promise<void> {
    try {
      const locale = (await people.profileOf(account.userId))?.locale ?? undefined;
      const view = homeView(await host.queries.overview(account, locale));
      await api.call('views.publish', { user_id: account.userId, view });
    } catch (error) {
      host.log('info', 'slack_home_not_shown', { reason: reasonOf(error) });
    }
  }

  /** Without an answer of the database the list stays empty: the place can be written. */
  async function suggest(userId: string, typed: string): Promise<readonly PlainTextOption[]> {
    try {
      const locale = (await people.profileOf(userId))?.locale ?? undefined;
      const places = await host.queries.places(typed, locale, LIMITS.options);
      return places.map(({ said, label }) => ({ text: plainLabel(label), value: said }));
    } catch (error) {
      host.log('info', 'slack_places_not_shown', { reason: reasonOf(error) });
      return [];
    }
  }

  /** What the person sees beside the answer; nothing is lost without it. */
  async function embellish({ answered, elsewhere, quote, event }: Extract<Parsed, { kind: 'event' }>): Promise<void> {
    try {
      if (answered !== null) await showAnswered(answered);
      const words = wordsIn(event.locale ?? 'fr');
      if (quote !== null) {
        const text = words.quoted(cut(quote, LIMITS.quotedChars));
        await sendTransient({ kind: 'hint', to: directTo(event.address), text: escapeMarkdown(text) });
      }
      if (elsewhere !== null) {
        await api.call('chat.postEphemeral', {
          channel: elsewhere.channel,
          user: event.author.userId,
          text: words.inDirect,
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

  return { showForm, nextPage, showHome, suggest, embellish, sendTransient };
}

function directTo({ platform, workspace, userId }: AccountKey): Address {
  return { platform, workspace, userId, channel: null, thread: null };
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
