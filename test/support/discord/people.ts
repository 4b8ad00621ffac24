/** People on Discord: what they write, press, fill, change. */
import type { Component } from '#adapters/discord/payloads.ts';
import type { Consultation } from '#consultation/definition.ts';
import type { Counterpart } from './counterpart.ts';
import { leaves, pressesOf } from './screen.ts';
import { messageShape, userShape } from './shapes.ts';
import type { StoredMessage, StoredUser } from './state.ts';

/** A file, or what the microphone's button recorded. */
interface SentFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly voice?: { readonly seconds: number };
}

const DESKTOP_MAX = 2_000;

export class People {
  readonly #discord: Counterpart;
  readonly #known = new Map<string, StoredUser>();

  constructor(discord: Counterpart) {
    this.#discord = discord;
  }

  user(name: string): StoredUser {
    const known = this.#known.get(name) ?? this.#discord.state.addUser(name);
    this.#known.set(name, known);
    return known;
  }

  /** Where somebody and the bot talk: their direct messages, or the private thread opened instead. */
  channel(name: string): string {
    const { state } = this.#discord;
    const { id } = this.user(name);
    if (!state.closed.has(id)) return state.direct(id).id;
    return state.channels.values().find(one => one.type === 12 && one.members.has(id))?.id ?? state.direct(id).id;
  }

  sees(name: string): StoredMessage[] {
    const { id } = this.user(name);
    return this.#discord.state.of(this.channel(name)).filter(one => one.onlyFor === null || one.onlyFor === id);
  }

  /** Longer than a message takes, the client makes a file of it. */
  says(name: string, text: string, replyTo: string | null = null, channel = this.channel(name)): string {
    const bytes = new TextEncoder().encode(text);
    if (text.length > DESKTOP_MAX)
      return this.#post(name, '', replyTo, channel, {
        name: 'message.txt',
        mediaType: 'text/plain; charset=utf-8',
        bytes,
      });
    return this.#post(name, text, replyTo, channel, null);
  }

  /** However long: some accounts may write up to 4,000 characters in one message. */
  posts(name: string, text: string): string {
    return this.#post(name, text, null, this.channel(name), null);
  }

  sends(name: string, file: SentFile): string {
    return this.#post(name, '', null, this.channel(name), file);
  }

  #post(name: string, content: string, replyTo: string | null, channel: string, file: SentFile | null): string {
    const { state, dispatch, addFile } = this.#discord;
    const mentioned = content.includes(`<@${state.bot.id}>`) ? [state.bot] : [];
    const attachments =
      file === null
        ? []
        : [
            {
              id: state.id(),
              filename: file.name,
              size: file.bytes.length,
              url: addFile(file.bytes),
              content_type: file.mediaType,
              // Of a voice message alone, beside its flag.
              ...(file.voice === undefined ? {} : { duration_secs: file.voice.seconds, waveform: 'AAAA' }),
            },
          ];
    const type = replyTo === null ? 0 : 19;
    const message = state.post(channel, {
      author: this.user(name),
      content,
      replyTo,
      attachments,
      mentions: mentioned,
      type,
    });
    dispatch('MESSAGE_CREATE', this.#shape(message));
    return message.id;
  }

  #shape(message: StoredMessage): Record<string, unknown> {
    const { state } = this.#discord;
    const channel = state.channels.get(message.channel);
    const place =
      channel?.type === 1 ? { channel_type: 1 } : { guild_id: channel?.server, channel_type: channel?.type };
    const shape = { ...messageShape(state, message), ...place };
    // Without the privileged intent, a server's texts come empty, but where the bot is mentioned.
    const hidden = channel?.type !== 1 && (state.flags & (1 << 19)) === 0 && message.mentions.length === 0;
    return hidden ? { ...shape, content: '', attachments: [], components: [] } : shape;
  }

  /** Presses a label on the latest message that shows it, or on the one given even if it no longer does. */
  clicks(name: string, label: string, on: string | null, channel = this.channel(name)): string {
    const { state } = this.#discord;
    const messages = state.of(channel);
    const seen =
      on === null
        ? messages.findLast(one => pressesOf(one).some(press => press.label === label))
        : state.find(channel, on);
    const press = seen === undefined ? undefined : this.#everyPress(seen).find(one => one.label === label);
    if (seen === undefined || press === undefined) throw new Error(`${name} sees no choice « ${label} »`);
    const { customId, componentType, values } = press;
    return this.interacts(
      name,
      channel,
      3,
      { custom_id: customId, component_type: componentType, ...(values.length > 0 ? { values } : {}) },
      seen,
    );
  }

  /** An old screen still shows what no longer works. */
  #everyPress(message: StoredMessage): ReturnType<typeof pressesOf> {
    const enable = (one: StoredMessage['components'][number]): StoredMessage['components'][number] => ({
      ...one,
      disabled: false,
      components: one.components?.map(enable),
    });
    return pressesOf({ components: message.components.map(enable) });
  }

  /** Any interaction; returns its id. */
  interacts(
    name: string,
    channel: string,
    type: number,
    data: Record<string, unknown>,
    message: StoredMessage | null = null,
  ): string {
    const { interactions, dispatch } = this.#discord;
    const { id, payload } = interactions.make(this.user(name).id, channel, type, data, message);
    dispatch('INTERACTION_CREATE', payload);
    return id;
  }

  /** A slash command, in the town's channel unless told otherwise. */
  commands(
    name: string,
    command: string,
    options: readonly Record<string, unknown>[] = [],
    channel = this.#discord.state.town,
  ): string {
    return this.interacts(name, channel, 2, { id: '1', name: command, type: 1, options });
  }

  /** Fills the modal that is open: by question name, in a form; its one field, for « Répondre ». */
  fills(name: string, consultation: Consultation, values: Readonly<Record<string, string | readonly string[]>>): void {
    const modal = this.#discord.interactions.modals.get(this.user(name).id);
    if (modal === undefined) throw new Error(`${name} has no form open`);
    const questions = consultation.axes.flatMap(axis => axis.questions);
    const components = modal.components
      .filter(({ type }) => type === 18)
      .map(one => {
        const [field] = leaves([one]);
        const label = (one.label ?? '').replace(/…$/, '');
        const question = questions.find(candidate =>
          Object.values(candidate.label).some(text => text.startsWith(label)),
        );
        const given = values[question?.name ?? ''] ?? values['text'];
        const { type = 4, custom_id = '' } = field ?? {};
        if (type === 4)
          return { type: 18, id: 1, component: { type, id: 2, custom_id, value: String(given ?? field?.value ?? '') } };
        const chosen = (field?.options ?? []).flatMap(({ value }) => (given?.includes(value) === true ? [value] : []));
        return { type: 18, id: 1, component: { type, id: 2, custom_id, values: chosen } };
      });
    this.#discord.interactions.modals.delete(this.user(name).id);
    this.interacts(name, modal.channel, 5, { custom_id: modal.customId, components }, modal.message);
  }

  /** Fills the form that is open, field by field; « Suite du formulaire » is then in the same place. */
  fillsEach(name: string, fill: (field: Component) => string | readonly string[]): void {
    const { id } = this.user(name);
    const modal = this.#discord.interactions.modals.get(id);
    if (modal === undefined) throw new Error(`${name} has no form open`);
    const components = modal.components
      .filter(({ type }) => type === 18)
      .map(one => {
        const [field] = leaves([one]);
        const { type = 4, custom_id = '' } = field ?? {};
        const given = fill({ ...field, type, label: one.label });
        const answer = typeof given === 'string' ? { value: given } : { values: given };
        return { type: 18, id: 1, component: { type, id: 2, custom_id, ...answer } };
      });
    this.#discord.interactions.modals.delete(id);
    this.interacts(name, modal.channel, 5, { custom_id: modal.customId, components }, modal.message);
  }

  edits(name: string, id: string, content: string): void {
    const { state, dispatch } = this.#discord;
    const message = state.find(this.channel(name), id);
    if (message === undefined) throw new Error('no such message');
    message.content = content;
    message.edited = state.now();
    dispatch('MESSAGE_UPDATE', this.#shape(message));
  }

  deletes(name: string, id: string): void {
    const { state, dispatch } = this.#discord;
    const channel = this.channel(name);
    const messages = state.of(channel);
    messages.splice(
      messages.findIndex(one => one.id === id),
      1,
    );
    const place = state.channels.get(channel)?.type === 1 ? {} : { guild_id: state.serverOf(channel) };
    dispatch('MESSAGE_DELETE', { id, channel_id: channel, ...place });
  }

  types(name: string): void {
    const { state, dispatch } = this.#discord;
    const timestamp = Math.floor(Date.parse(state.now()) / 1_000);
    dispatch('TYPING_START', {
      channel_id: this.channel(name),
      user_id: this.user(name).id,
      timestamp,
      user: userShape(this.user(name)),
    });
  }
}
