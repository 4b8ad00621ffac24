/** Slash commands, clicks, forms: taken in, then acknowledged, once, by their id. */
import type { AccountKey, TransientMessage } from '#messaging/index.ts';
import { ApiProblem, CODE } from './api-problem.ts';
import { type CustomId, readCustomId, writeCustomId } from './custom-id.ts';
import { answerModal, firstOf, formModal, type Modal, pageOf, pagesOf, readAnswer, readForm } from './form.ts';
import { LIMITS } from './limits.ts';
import type { Link } from './link.ts';
import { commandText, parseChoice, parseCommand, parseForm, parseWords, userOf, type Where } from './parse.ts';
import type { Interaction, User } from './payloads.ts';
import type { Prompts } from './prompts.ts';
import { BUTTON, row } from './render.ts';
import { settle } from './settle.ts';
import { instantOf } from './snowflake.ts';
import { wordsFor } from './words.ts';

const TYPE = { command: 2, component: 3, completion: 4, modal: 5 } as const;
const ANSWER = { message: 4, deferUpdate: 6, update: 7, completions: 8, modal: 9 } as const;
const EPHEMERAL = 64;
const MESSAGE_COMMAND = 3;
const SECONDARY = 2;

export interface InteractionParts {
  /** Where an interaction took place, and whether it is its author's own place; null where it is somebody else's. */
  readonly placeOf: (interaction: Interaction, user: User) => Promise<Where | null>;
  readonly prompts: Prompts;
}

interface Pending {
  readonly interaction: Interaction;
  acknowledged: boolean;
  /** Resolves once it was acknowledged, or never will be. */
  readonly over: PromiseWithResolvers<void>;
}

export class Interactions {
  readonly #parts: InteractionParts;
  /** Those being taken in, by account: what goes wrong is told where the person clicked. */
  readonly #pending = new Map<string, Pending>();

  constructor(parts: InteractionParts) {
    this.#parts = parts;
  }

  /** Never acknowledges what was not stored: the button stays alive, the command can be sent again. */
  async take(link: Link, interaction: Interaction): Promise<void> {
    const user = userOf(interaction);
    if (user === null || user.bot === true) return;
    if (interaction.type === TYPE.completion) return this.#complete(link, interaction);
    const pending: Pending = { interaction, acknowledged: false, over: Promise.withResolvers() };
    this.#pending.set(user.id, pending);
    try {
      const where = await this.#parts.placeOf(interaction, user);
      if (where === null) return await this.#say(link, pending, wordsFor(interaction.locale).notYours);
      if (interaction.type === TYPE.command) await this.#command(link, pending, where, user);
      if (interaction.type === TYPE.component) await this.#component(link, pending, where, user);
      if (interaction.type === TYPE.modal) await this.#modal(link, pending, where, user);
    } finally {
      pending.over.resolve();
      if (this.#pending.get(user.id) === pending) this.#pending.delete(user.id);
    }
  }

  /** Resolves once that interaction was acknowledged, or never will be. */
  settledBy(id: string): Promise<void> {
    const pending = [...this.#pending.values()].find(one => one.interaction.id === id);
    return pending?.over.promise ?? Promise.resolve();
  }

  /** A hint for somebody whose click or command is being taken in: said there, to them alone. */
  async hint(link: Link, { to, text }: Extract<TransientMessage, { kind: 'hint' }>): Promise<boolean> {
    const pending = this.#pending.get(to.userId);
    if (pending === undefined || pending.acknowledged) return false;
    await this.#say(link, pending, text);
    return pending.acknowledged;
  }

  async #command(link: Link, pending: Pending, where: Where, user: User): Promise<void> {
    const { interaction } = pending;
    const { data, locale } = interaction;
    const words = wordsFor(locale);
    if (data?.type === MESSAGE_COMMAND) return this.#takeMessage(link, pending, where, user);
    const text = data === undefined ? null : commandText(data);
    if (text === null) return this.#say(link, pending, words.unknownCommand);
    await link.host.receive(parseCommand(interaction, where, user, text));
    await this.#say(link, pending, where.direct ? words.received : words.inPrivateSoon);
  }

  /** « Contribuer avec ce message »: one's own words, as the answer to the open question. */
  async #takeMessage(link: Link, pending: Pending, where: Where, user: User): Promise<void> {
    const { interaction } = pending;
    const words = wordsFor(interaction.locale);
    const id = interaction.data?.target_id ?? '';
    const target = interaction.data?.resolved?.messages?.[id];
    if (target === undefined || target.content.trim() === '') return this.#say(link, pending, words.emptyMessage);
    if (target.author.id !== user.id) return this.#say(link, pending, words.notYourMessage);
    const account: AccountKey = { platform: 'discord', workspace: where.workspace, userId: user.id };
    if (await link.host.queries.awaitsText(account)) {
      // Their private conversation goes on, with words that were said elsewhere.
      const answered = { ...where, direct: true, ...(where.direct ? {} : { channel: null, thread: null }) };
      await link.host.receive(
        parseWords(interaction, answered, user, { text: target.content, ref: id, replyTo: null }),
      );
      return this.#say(link, pending, words.messageTaken);
    }
    await link.host.receive(parseCommand(interaction, where, user, 'contribuer'));
    return this.#say(link, pending, words.messageLater);
  }

  async #component(link: Link, pending: Pending, where: Where, user: User): Promise<void> {
    const { interaction } = pending;
    const { message, data } = interaction;
    const words = wordsFor(interaction.locale);
    const id = readCustomId(data?.custom_id ?? '');
    const ours = message !== undefined && (message.author === undefined || message.author.id === link.botId);
    if (id === null || !ours) return this.#say(link, pending, words.unknownButton);
    switch (id.kind) {
      case 'choice':
      case 'menu': {
        const values = id.kind === 'choice' ? [id.choice] : (data?.values ?? []);
        await link.host.receive(parseChoice(interaction, where, user, values));
        const used = { customId: data?.custom_id ?? '', values };
        const settled = settle(message, used, words.chosen);
        await this.#acknowledge(link, pending, {
          type: ANSWER.update,
          data: { ...settled, allowed_mentions: { parse: [] } },
        });
        if (pending.acknowledged) this.#parts.prompts.settled(interaction.channel_id ?? '', message.id);
        return;
      }
      case 'answer':
        return this.#open(link, pending, answerModal(message.id, interaction.locale));
      case 'form':
        return this.#openForm(link, pending, where, user, id);
      case 'answered':
      case 'filled':
        return this.#say(link, pending, words.unknownButton);
    }
  }

  async #openForm(
    link: Link,
    pending: Pending,
    { workspace }: Where,
    user: User,
    { draftId, question }: Extract<CustomId, { kind: 'form' }>,
  ): Promise<void> {
    const words = wordsFor(pending.interaction.locale);
    const form = await link.host.queries.form({ platform: 'discord', workspace, userId: user.id }, draftId);
    if (form === null) return this.#say(link, pending, words.formGone);
    const modal = formModal(form, pageOf(form, question));
    return modal === null ? this.#say(link, pending, words.formEmpty) : this.#open(link, pending, modal);
  }

  async #modal(link: Link, pending: Pending, where: Where, user: User): Promise<void> {
    const { interaction } = pending;
    const { data, locale } = interaction;
    const words = wordsFor(locale);
    const id = readCustomId(data?.custom_id ?? '');
    const components = data?.components ?? [];
    if (id?.kind === 'answered') {
      const text = readAnswer(components);
      const given = { text, ref: interaction.id, replyTo: id.ref };
      await link.host.receive(parseWords(interaction, where, user, given));
      return this.#acknowledge(link, pending, { type: ANSWER.deferUpdate });
    }
    if (id?.kind !== 'filled') return this.#say(link, pending, words.unknownButton);
    const account: AccountKey = { platform: 'discord', workspace: where.workspace, userId: user.id };
    const form = await link.host.queries.form(account, id.draftId);
    const values = form === null ? {} : readForm(form, components);
    await link.host.receive(parseForm(interaction, where, user, id.draftId, values));
    const next = form !== null && id.page + 1 < pagesOf(form) ? firstOf(form, id.page + 1) : null;
    if (next === null) return this.#acknowledge(link, pending, { type: ANSWER.deferUpdate });
    const label = words.formMore;
    const custom_id = writeCustomId({ kind: 'form', draftId: id.draftId, question: next });
    const more = row([{ type: BUTTON, style: SECONDARY, label, custom_id }]);
    await this.#acknowledge(link, pending, {
      type: ANSWER.message,
      data: { content: words.formSaved, flags: EPHEMERAL, components: [more], allowed_mentions: { parse: [] } },
    });
  }

  /** Themes, by number or by what is typed of their name. */
  async #complete(link: Link, interaction: Interaction): Promise<void> {
    const typed = String(interaction.data?.options?.find(({ focused }) => focused === true)?.value ?? '');
    const wanted = fold(typed);
    const themes = await link.host.queries.themes(interaction.locale).catch(() => []);
    const choices = themes
      .map(({ number, label }) => ({ name: `${number}. ${label}`, value: String(number) }))
      .filter(({ name }) => fold(name).includes(wanted))
      .slice(0, LIMITS.completions)
      .map(({ name, value }) => ({ name: name.slice(0, LIMITS.completionChars), value }));
    const pending: Pending = { interaction, acknowledged: false, over: Promise.withResolvers() };
    await this.#acknowledge(link, pending, { type: ANSWER.completions, data: { choices } });
  }

  #open(link: Link, pending: Pending, modal: Modal): Promise<void> {
    return this.#acknowledge(link, pending, { type: ANSWER.modal, data: modal });
  }

  #say(link: Link, pending: Pending, content: string): Promise<void> {
    const data = { content, flags: EPHEMERAL, allowed_mentions: { parse: [] } };
    return this.#acknowledge(link, pending, { type: ANSWER.message, data });
  }

  /** Too late is not a failure: what was said is kept, and its answer comes as a message. */
  async #acknowledge({ request, host }: Link, pending: Pending, body: unknown): Promise<void> {
    const { id, token } = pending.interaction;
    if (pending.acknowledged) return;
    pending.acknowledged = true;
    try {
      await request({ method: 'POST', path: `/interactions/${id}/${token}/callback`, body, auth: false });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const late = error.code === CODE.unknownInteraction || error.code === CODE.alreadyAcknowledged;
      const ageMs = Date.parse(host.now()) - Date.parse(instantOf(id));
      host.log('info', late ? 'discord_late' : 'discord_not_acknowledged', {
        code: error.code,
        status: error.status,
        ageMs,
      });
    }
  }
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
