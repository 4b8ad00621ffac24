/** `tdt chat` on a TTY: one person talks with the bot; what arrives is printed above the line being typed. */
import type { Readable, Writable } from 'node:stream';
import type { FileBody, OutboundMessage } from '#messaging/index.ts';
import { saveDownload } from './downloads.ts';
import type { Action, Person } from './input.ts';
import { LIMITS } from './limits.ts';
import { HELP, readSlash } from './slash.ts';
import { openPrompt } from './prompt.ts';
import type { Prompt } from './prompt.ts';
import { renderPlain, renderScreen } from './render.ts';
import type { Terminal, TerminalScreen } from './terminal.ts';

export interface InteractiveConfig {
  readonly input: Readable;
  readonly output: Writable & { readonly columns?: number };
  readonly colours: boolean;
  readonly user: string;
  /** Language asked for on the command line; null: the consultation's. */
  readonly locale: string | null;
  /** Where files that the bot sends are written. */
  readonly downloads: string;
  /** Lines shown before the first prompt. */
  readonly banner: string;
}

export interface Interactive {
  readonly screen: TerminalScreen;
  /** Talks until the person leaves (Ctrl-C twice, Ctrl-D, « /quitter »). */
  readonly run: (terminal: Pick<Terminal, 'take'>, stop: AbortSignal) => Promise<void>;
}

/** Makes the screen first: the terminal is made with it, the application with the terminal. */
export function createInteractive(config: InteractiveConfig): Interactive {
  let prompt: Prompt | null = null;
  let typing: NodeJS.Timeout | null = null;
  const bold = (text: string): string => (config.colours ? `\u001b[1m${text}\u001b[0m` : text);
  const dim = (text: string): string => (config.colours ? `\u001b[2m${text}\u001b[0m` : text);
  const print = (text: string): void => {
    if (prompt === null) config.output.write(`${text}\n`);
    else prompt.above(text);
  };

  function stopTyping(): void {
    if (typing === null) return;
    clearTimeout(typing);
    typing = null;
    prompt?.status(null);
  }

  const screen: TerminalScreen = {
    isHere: to => to.platform === 'terminal' && to.workspace === 'local' && to.userId === config.user,
    typing: () => {
      if (typing === null) prompt?.status(dim('Le robot écoute…'));
      else clearTimeout(typing);
      typing = setTimeout(stopTyping, LIMITS.typingMs);
      typing.unref();
    },
    hint: text => {
      stopTyping();
      print(block(bold('Robot'), renderPlain({ text, choices: [] })));
      return Promise.resolve();
    },
    show: async (message: OutboundMessage, bodies: readonly FileBody[]) => {
      stopTyping();
      const columns = Math.min(config.output.columns ?? LIMITS.columns, LIMITS.columns) - INDENT.length;
      print(block(bold('Robot'), renderScreen(message, { columns, colours: config.colours })));
      for (const body of bodies) print(`${INDENT}${dim(`Fichier : ${await saveDownload(config.downloads, body)}`)}\n`);
    },
  };

  function run(terminal: Pick<Terminal, 'take'>, stop: AbortSignal): Promise<void> {
    config.output.write(`${config.banner}\n\n`);
    return new Promise(resolve => {
      let line = 0;
      let lastRef: string | null = null;
      let leaving = false;
      let queue: Promise<void> = Promise.resolve();
      const act = (action: Action): void => {
        line += 1;
        const input = { line, at: null, sentAt: null, id: null, ref: null, act: { person: personOf(config), action } };
        if (action.kind === 'message') lastRef = `m${line}`;
        // One after the other: the order typed is the order handled.
        queue = queue.then(() =>
          terminal.take(input).then(
            problem => (problem === null ? undefined : print(dim(problem.error))),
            () =>
              print(
                dim(
                  "Ce message n'a pas pu être enregistré. Vos réponses précédentes sont gardées. Renvoyez-le dans un moment.",
                ),
              ),
          ),
        );
      };
      const onLine = (text: string): void => {
        leaving = false;
        const slash = readSlash(text, lastRef);
        if (slash.kind === 'quit') prompt?.close();
        else if (slash.kind === 'help') print(dim(HELP));
        else if (slash.kind === 'problem') print(dim(slash.text));
        else if (slash.kind === 'act') act(slash.action);
      };
      const onInterrupt = (): void => {
        if (leaving) {
          prompt?.close();
          return;
        }
        leaving = true;
        prompt?.clearLine();
        print(dim('Encore une fois Ctrl-C pour quitter. Tout ce que vous avez envoyé est gardé.'));
      };
      const onClose = (): void => {
        if (typing !== null) clearTimeout(typing);
        config.output.write('\n');
        void queue.then(resolve);
      };
      prompt = openPrompt({
        input: config.input,
        output: config.output,
        label: `${bold('Vous')} > `,
        onLine,
        onInterrupt,
        onClose,
      });
      stop.addEventListener('abort', () => prompt?.close(), { once: true });
      // The person came: the bot speaks first, to somebody new as to somebody back.
      act({ kind: 'command', text: 'bonjour' });
    });
  }

  return { screen, run };
}

const INDENT = '  ';

function block(title: string, text: string): string {
  const lines = text.split('\n').map(line => (line === '' ? '' : INDENT + line));
  return `\n${title}\n${lines.join('\n')}\n`;
}

function personOf(config: InteractiveConfig): Person {
  return {
    user: config.user,
    displayName: config.user,
    platform: 'terminal',
    workspace: 'local',
    channel: null,
    thread: null,
    locale: config.locale,
  };
}
