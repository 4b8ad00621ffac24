/** The terminal as a platform: inputs become events of the port, messages go to a screen, each once. */
import type {
  Adapter,
  AdapterHost,
  Address,
  Capabilities,
  FileBody,
  InboundFile,
  OutboundChoice,
  OutboundMessage,
  SendOutcome,
} from '#messaging/index.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import { addressOf, refOf, storedRef, toEvent } from './event.ts';
import { WaitingFiles } from './files.ts';
import type { InputProblem, TerminalInput } from './input.ts';
import { LIMITS } from './limits.ts';

/** Where messages appear. */
export interface TerminalScreen {
  /** Resolves once written; rejects where it could not be (the output was closed). */
  readonly show: (message: OutboundMessage, bodies: readonly FileBody[]) => Promise<void>;
  /** Whether a message is there already: asked before a second attempt, of a screen that outlives this process. */
  readonly wasShown?: (id: string) => Promise<boolean>;
  readonly hint: (text: string, to: Address) => Promise<void>;
  readonly typing: (to: Address) => void;
  /** Whether that person reads this screen; a message for somebody else is left for their own. */
  readonly isHere: (to: Address) => boolean;
}

export interface TerminalConfig {
  readonly screen: TerminalScreen;
  /** A few random characters: tells this run's own ids from another's on the same database. */
  readonly run: string;
  /** Platforms that are played; `terminal` alone, but where several accounts are shown. */
  readonly platforms?: readonly string[];
}

export interface Terminal {
  /** One for each platform played. */
  readonly adapters: readonly Adapter[];
  /** Hands one input over: resolves once it is committed (null), or says why it was not understood. */
  readonly take: (input: TerminalInput) => Promise<InputProblem | null>;
}

export const CAPABILITIES: Capabilities = {
  buttons: false,
  menus: false,
  modals: false,
  ephemeral: false,
  edits: true,
  deletions: true,
  threads: true,
  reactions: true,
  polls: false,
  typing: true,
  directMessages: true,
  files: true,
  maxCharacters: LIMITS.messageChars,
};

/** Makes the terminal; its adapters are handed to the application, which starts them. */
export function createTerminal(config: TerminalConfig): Terminal {
  const hosts = new Map<string, AdapterHost>();
  const files = new WaitingFiles(config.run);
  const shown = new BoundedMap<string, true>(LIMITS.shownMessages);
  const choices = new BoundedMap<string, readonly OutboundChoice[]>(LIMITS.people);
  const refs = new BoundedMap<string, string>(LIMITS.people);

  async function isThere(id: string, attempt: number): Promise<boolean> {
    return shown.has(id) || (attempt > 1 && config.screen.wasShown !== undefined && (await config.screen.wasShown(id)));
  }

  async function send(message: OutboundMessage, attempt: number, bodies: readonly FileBody[]): Promise<SendOutcome> {
    if (!config.screen.isHere(message.to)) {
      return { kind: 'retry', afterMs: LIMITS.elsewhereMs, ambiguous: false, reason: 'nobody reads this here' };
    }
    try {
      if (!(await isThere(message.id, attempt))) await config.screen.show(message, bodies);
    } catch {
      return { kind: 'retry', afterMs: LIMITS.elsewhereMs, ambiguous: true, reason: 'output closed' };
    }
    shown.set(message.id, true);
    if (message.choices.length > 0) choices.set(keyOf(message.to), message.choices);
    // A thread is named after the message that it hangs from, as on the platforms that have some.
    const opened = message.opensThread === undefined ? {} : { thread: message.id };
    return { kind: 'sent', ref: message.id, ...opened };
  }

  function adapter(platform: string): Adapter {
    return {
      platform,
      capabilities: CAPABILITIES,
      start: host => {
        hosts.set(platform, host);
        return Promise.resolve();
      },
      send,
      sendTransient: async message => {
        if (!config.screen.isHere(message.to)) return;
        if (message.kind === 'typing') config.screen.typing(message.to);
        else await config.screen.hint(message.text, message.to);
      },
      fetchFile: file => files.fetch(file.source),
      stop: () => {
        hosts.delete(platform);
        return Promise.resolve();
      },
    };
  }

  async function take(input: TerminalInput): Promise<InputProblem | null> {
    if (input.act === null) return null;
    const { person, action } = input.act;
    const host = hosts.get(person.platform);
    if (host === undefined) {
      return {
        error: `Plateforme inconnue ici. Plateformes : ${(config.platforms ?? ['terminal']).join(', ')}.`,
        line: input.line,
      };
    }
    const announced: InboundFile[] = [];
    for (const file of action.kind === 'message' ? action.files : []) {
      const one = await files.announce(file);
      if (typeof one === 'string') return { error: one, line: input.line };
      announced.push(one);
    }
    const event = toEvent(input, {
      run: config.run,
      now: host.now(),
      choices: choices.get(keyOf(addressOf(person))) ?? choices.get(keyOf({ ...addressOf(person), userId: '' })) ?? [],
      files: announced,
      resolve: ref => refs.get(ref) ?? ref,
    });
    if ('error' in event) return event;
    if (event.kind === 'message') refs.set(refOf(input), storedRef(input, config.run));
    await host.receive(event);
    files.forget(announced);
    return null;
  }

  return { adapters: (config.platforms ?? ['terminal']).map(adapter), take };
}

function keyOf(to: Address): string {
  return JSON.stringify([to.platform, to.workspace, to.channel, to.thread, to.userId]);
}
