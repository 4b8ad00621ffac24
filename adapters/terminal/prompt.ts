/** The line being typed, and text printed above it without breaking it. */
import { clearScreenDown, createInterface, cursorTo, moveCursor } from 'node:readline';
import type { Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { LIMITS } from './limits.ts';

export interface Prompt {
  /** Prints whole lines above the line being typed, which stays as it is. */
  readonly above: (text: string) => void;
  /** A line shown just above the prompt until changed; null for none. */
  readonly status: (text: string | null) => void;
  /** Empties the line being typed; whether there was anything on it. */
  readonly clearLine: () => boolean;
  readonly close: () => void;
  readonly closed: boolean;
}

export interface PromptConfig {
  readonly input: Readable;
  readonly output: Writable;
  readonly label: string;
  readonly onLine: (line: string) => void;
  readonly onInterrupt: () => void;
  readonly onClose: () => void;
}

/** Node's own: how many rows down the cursor was when the line was last drawn. Not in its types. */
type Drawn = Interface & { prevRows?: number };

/** Opens the line editor: history in memory, arrows, Ctrl-A and the like. */
export function openPrompt(config: PromptConfig): Prompt {
  const { input, output } = config;
  const rl: Drawn = createInterface({
    input,
    output,
    terminal: true,
    prompt: config.label,
    historySize: LIMITS.historyLines,
    removeHistoryDuplicates: true,
  });
  let closed = false;
  const redraw = (print: () => void): void => {
    if (closed) return;
    moveCursor(output, 0, -rl.getCursorPos().rows);
    cursorTo(output, 0);
    clearScreenDown(output);
    print();
    // Without this the editor would move up over what was just printed.
    rl.prevRows = 0;
    rl.prompt(true);
  };
  rl.on('line', line => {
    config.onLine(line);
    if (!closed) rl.prompt();
  });
  rl.on('SIGINT', config.onInterrupt);
  rl.on('close', () => {
    closed = true;
    config.onClose();
  });
  rl.prompt();
  return {
    above: text => redraw(() => output.write(`${text}\n`)),
    status: text => redraw(() => rl.setPrompt(text === null ? config.label : `${text}\n${config.label}`)),
    clearLine: () => {
      const had = rl.line !== '';
      redraw(() => rl.write(null, { ctrl: true, name: 'e' }));
      rl.write(null, { ctrl: true, name: 'u' });
      return had;
    },
    close: () => rl.close(),
    get closed() {
      return closed;
    },
  };
}
