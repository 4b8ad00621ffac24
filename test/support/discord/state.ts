/** What Discord remembers: people, one server, channels, messages. Instants come from the clock of the test. */
import type { Component } from '#adapters/discord/payloads.ts';

export interface StoredUser {
  readonly id: string;
  readonly username: string;
  readonly global_name: string | null;
  readonly bot: boolean;
}

export interface StoredChannel {
  readonly id: string;
  readonly type: number;
  /** null for direct messages. */
  readonly server: string | null;
  /** The other person of a direct conversation. */
  readonly person: string | null;
  readonly parent: string | null;
  readonly owner: string | null;
  readonly name: string;
  readonly members: Set<string>;
  /** A thread that takes no message any more. */
  locked: boolean;
}

export interface StoredServer {
  readonly id: string;
  readonly name: string;
  /** Its first channel of text. */
  readonly town: string;
  /** What the bot's roles grant: a decimal bit field. */
  permissions: string;
}

export interface StoredMessage {
  readonly id: string;
  readonly channel: string;
  readonly author: StoredUser;
  content: string;
  components: readonly Component[];
  readonly attachments: readonly {
    readonly id: string;
    readonly filename: string;
    readonly size: number;
    readonly url: string;
    readonly content_type: string;
    readonly duration_secs?: number;
    readonly waveform?: string;
  }[];
  readonly nonce: string | null;
  readonly replyTo: string | null;
  readonly mentions: readonly StoredUser[];
  readonly type: number;
  edited: string | null;
  /** Seen by that person only. */
  readonly onlyFor: string | null;
}

const EPOCH = 1_420_070_400_000n;

export class DiscordState {
  readonly now: () => string;
  readonly users = new Map<string, StoredUser>();
  readonly channels = new Map<string, StoredChannel>();
  readonly messages = new Map<string, StoredMessage[]>();
  readonly closed = new Set<string>();
  /** Who is not in a server that the bot is in: « server user ». */
  readonly absent = new Set<string>();
  /** Roles of members: « server user ». */
  readonly roles = new Map<string, readonly string[]>();
  readonly bot: StoredUser;
  readonly applicationId: string;
  /** The first server, and its channel of text. */
  readonly guild: string;
  readonly town: string;
  /** Those that the bot is in. */
  readonly servers = new Map<string, StoredServer>();
  /** By where they were registered: the path without its version. */
  readonly commands = new Map<string, unknown[]>();
  flags = 0;
  #count = 0n;

  constructor(now: () => string) {
    this.now = now;
    this.applicationId = this.id();
    this.bot = { id: this.applicationId, username: 'tour-de-table', global_name: null, bot: true };
    this.users.set(this.bot.id, this.bot);
    const { id, town } = this.addServer('Territoires');
    this.guild = id;
    this.town = town;
  }

  addServer(name: string): StoredServer {
    const id = this.id();
    const town = this.#channel({ type: 0, name: 'agora', server: id }).id;
    const server = { id, name, town, permissions: '8' };
    this.servers.set(id, server);
    return server;
  }

  /** The server of a channel; undefined for direct messages. */
  serverOf(channel: string): string | undefined {
    return this.channels.get(channel)?.server ?? undefined;
  }

  /** A new id, of this instant. */
  id(): string {
    this.#count += 1n;
    return String(((BigInt(Date.parse(this.now())) - EPOCH) << 22n) + (this.#count & 0x3f_ffffn));
  }

  addUser(name: string): StoredUser {
    const id = this.id();
    const user = { id, username: `user${id}`, global_name: name.slice(0, 32), bot: false };
    this.users.set(id, user);
    return user;
  }

  direct(person: string): StoredChannel {
    const there = this.channels.values().find(one => one.type === 1 && one.person === person);
    return there ?? this.#channel({ type: 1, person });
  }

  thread(parent: string, name: string): StoredChannel {
    return this.#channel({ type: 12, parent, name, owner: this.bot.id, server: this.serverOf(parent) ?? null });
  }

  /** A public thread hangs from a message, and has its id. */
  threadUnder(parent: string, id: string, name: string): StoredChannel {
    return this.#channel({ id, type: 11, parent, name, owner: this.bot.id, server: this.serverOf(parent) ?? null });
  }

  #channel(given: Partial<StoredChannel> & { readonly type: number }): StoredChannel {
    const channel = {
      id: given.id ?? this.id(),
      server: null,
      locked: false,
      person: null,
      parent: null,
      owner: null,
      name: '',
      members: new Set<string>(),
      ...given,
    };
    this.channels.set(channel.id, channel);
    this.messages.set(channel.id, []);
    return channel;
  }

  of(channel: string): StoredMessage[] {
    return this.messages.get(channel) ?? [];
  }

  find(channel: string, id: string): StoredMessage | undefined {
    return this.of(channel).find(one => one.id === id);
  }

  post(
    channel: string,
    given: Partial<StoredMessage> & { readonly author: StoredUser; readonly content: string },
  ): StoredMessage {
    const message: StoredMessage = {
      id: this.id(),
      channel,
      components: [],
      attachments: [],
      nonce: null,
      replyTo: null,
      mentions: [],
      type: 0,
      edited: null,
      onlyFor: null,
      ...given,
    };
    if (message.onlyFor === null || channel !== '') this.of(channel).push(message);
    return message;
  }
}
