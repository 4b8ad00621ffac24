/** A platform with channels and threads, in memory: people speak in them, what the bot says is seen by all. */
import type { Adapter, AdapterHost, InboundEvent, OutboundMessage, SendOutcome } from '#messaging/index.ts';

export interface PlatformOptions {
  /** ISO UTC now. */
  readonly now: () => string;
  readonly threads?: boolean;
}

export interface Place {
  readonly channel: string | null;
  readonly thread: string | null;
}

type Given<T> = T extends unknown ? Omit<T, 'eventId' | 'order' | 'at' | 'address' | 'author' | 'direct'> : never;

/** Stays while the bot's process is killed and started again. */
export class Platform {
  readonly name = 'forum';
  /** What stands on the screens, in the order in which it came. */
  readonly seen: OutboundMessage[] = [];
  readonly files: { readonly name: string; readonly text: string; readonly to: OutboundMessage['to'] }[] = [];
  /** How a send is answered instead of being shown; by default it is shown. */
  fault: (message: OutboundMessage) => SendOutcome | null = () => null;
  /** The bytes of files that people sent, by their source. */
  readonly uploads = new Map<string, Uint8Array>();
  readonly #refs = new Map<string, string>();
  readonly #options: PlatformOptions;
  #events = 0;

  constructor(options: PlatformOptions) {
    this.#options = options;
  }

  /** A new process's connection to it. */
  connect(): { readonly adapter: Adapter; readonly hand: (event: InboundEvent) => Promise<void> } {
    let host: AdapterHost | null = null;
    const threads = this.#options.threads ?? true;
    const adapter: Adapter = {
      platform: this.name,
      capabilities: {
        buttons: true,
        menus: true,
        modals: false,
        ephemeral: false,
        edits: true,
        deletions: true,
        threads,
        reactions: true,
        polls: false,
        typing: false,
        directMessages: true,
        files: true,
        maxCharacters: 4_000,
      },
      start: given => {
        host = given;
        return Promise.resolve();
      },
      send: (message, _attempt, bodies): Promise<SendOutcome> => {
        const fault = this.fault(message);
        if (fault !== null) return Promise.resolve(fault);
        const before = this.#refs.get(message.id);
        const ref = before ?? `m${this.#refs.size + 1}`;
        if (before === undefined) {
          this.#refs.set(message.id, ref);
          this.seen.push(message);
          for (const { name, bytes } of bodies)
            this.files.push({ name, text: new TextDecoder().decode(bytes), to: message.to });
        }
        const opened = message.opensThread !== undefined && threads ? { thread: ref } : {};
        return Promise.resolve({ kind: 'sent', ref, ...opened });
      },
      sendTransient: () => Promise.resolve(),
      fetchFile: ({ source }) => {
        const bytes = this.uploads.get(source);
        return bytes === undefined ? Promise.reject(new Error('no such file')) : Promise.resolve(bytes);
      },
      stop: () => Promise.resolve(),
    };
    return {
      adapter,
      hand: async event => {
        if (host === null) throw new Error('the platform is not connected');
        await host.receive(event);
      },
    };
  }

  /** What somebody does, as an event that may be handed over more than once. */
  event(who: string, place: Place, given: Given<InboundEvent>): InboundEvent {
    this.#events += 1;
    const at = this.#options.now();
    const account = { platform: this.name, workspace: 'w', userId: who };
    return {
      ...given,
      eventId: `e${this.#events}`,
      order: `${at}/${String(this.#events).padStart(9, '0')}`,
      at,
      address: { ...account, ...place },
      author: { ...account, displayName: who },
      direct: place.channel === null,
    };
  }

  says(who: string, place: Place, text: string): InboundEvent {
    return this.event(who, place, { kind: 'message', ref: `u${this.#events + 1}`, text, files: [], replyTo: null });
  }

  /** The platform's name for the message of ours that came last and holds that text. */
  refOf(text: string): string {
    const message = this.seen.findLast(one => one.text.includes(text));
    return message === undefined ? '' : this.refOfMessage(message.id);
  }

  /** The platform's name for a message of ours. */
  refOfMessage(id: string): string {
    return this.#refs.get(id) ?? '';
  }

  /** The choice of the last message that shows it. */
  choice(label: string): string {
    for (const message of this.seen.toReversed()) {
      const found = message.choices.find(choice => choice.label === label);
      if (found !== undefined) return found.id;
    }
    throw new Error(`no choice is named ${label}`);
  }

  /** What is said in a place, as text. */
  textIn(place: Place): string {
    return this.seen
      .filter(({ to }) => to.channel === place.channel && to.thread === place.thread)
      .map(({ text }) => text.replaceAll('\u00A0', ' '))
      .join('\n\n');
  }
}
