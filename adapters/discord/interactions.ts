/** Slash commands, clicks, windows: taken in, then acknowledged, once, by their id. */
import { splitText, type TransientMessage } from '#messaging/index.ts';
import type { Acted } from './acted.ts';
import { complete } from './complete.ts';
import type { Link } from './link.ts';
import { locate, type Rooms } from './locate.ts';
import { LIMITS } from './limits.ts';
import { toDiscord } from './markdown.ts';
import { onCommand } from './on-command.ts';
import { onComponent } from './on-component.ts';
import { onModal } from './on-modal.ts';
import { userOf, type Where } from './parse.ts';
import { type Interaction, KIND, type User } from './payloads.ts';
import type { Prompts } from './prompts.ts';
import { Reply } from './reply.ts';
import { wordsFor } from './words.ts';

const TYPE = { command: 2, component: 3, completion: 4, modal: 5 } as const;

export interface InteractionParts {
  readonly rooms: Rooms;
  readonly prompts: Prompts;
}

export class Interactions {
  readonly #parts: InteractionParts;
  /** Those being taken in, by their id: what goes wrong is told where the person clicked. */
  readonly #pending = new Map<string, { readonly user: string; readonly reply: Reply }>();

  constructor(parts: InteractionParts) {
    this.#parts = parts;
  }

  /** Never acknowledges what was not stored: the button stays alive, the command can be sent again. */
  async take(link: Link, interaction: Interaction): Promise<void> {
    const user = userOf(interaction);
    // Delivered again while it is in hand: the first one answers.
    if (user === null || user.bot === true || this.#pending.has(interaction.id)) return;
    const reply = new Reply(link, interaction);
    if (interaction.type === TYPE.completion) return complete(link, reply);
    this.#pending.set(interaction.id, { user: user.id, reply });
    try {
      const where = await this.#locate(link, reply, user);
      if (where === null) return void (await reply.say(wordsFor(interaction.locale).notYours));
      const acted: Acted = { link, reply, where, user, prompts: this.#parts.prompts };
      if (interaction.type === TYPE.command) await onCommand(acted);
      if (interaction.type === TYPE.component) await onComponent(acted);
      if (interaction.type === TYPE.modal) await onModal(acted);
    } finally {
      reply.end();
      this.#pending.delete(interaction.id);
    }
  }

  /** A hint for somebody whose click or command is being taken in: said there, to them alone. */
  async hint({ to, text }: Extract<TransientMessage, { kind: 'hint' }>): Promise<boolean> {
    const waiting = [...this.#pending.values()].findLast(({ user, reply }) => user === to.userId && !reply.given);
    const [content = ''] = splitText(toDiscord(text), LIMITS.contentChars);
    return waiting === undefined ? false : waiting.reply.say(content);
  }

  /** null in a private thread opened for somebody else. */
  async #locate(link: Link, reply: Reply, user: User): Promise<Where | null> {
    const { guild_id: server, channel_id: channel = '', channel: at, locale, token } = reply.interaction;
    const { rooms } = this.#parts;
    const where = await locate(rooms, link, { channel, server }, user.id);
    if (server === undefined || where === null || where.direct) return where;
    const isThread = at?.type === KIND.publicThread || at?.type === KIND.privateThread;
    rooms.places.came(user.id, {
      server,
      channel: isThread ? (at.parent_id ?? channel) : channel,
      locale,
      token,
      at: Date.parse(link.host.now()),
      acknowledged: reply.over,
    });
    return where;
  }
}
