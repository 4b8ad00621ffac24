/** The terminal as the command line opens it: JSON lines, or a person on a TTY; recorded or not. */
import type { Readable, Writable } from 'node:stream';
import type { Adapter } from '#messaging/index.ts';
import { createInteractive } from './interactive.ts';
import type { InteractiveConfig } from './interactive.ts';
import { createJsonlScreen } from './jsonl-screen.ts';
import { runJsonl } from './jsonl.ts';
import type { JsonlEnd, JsonlRun } from './jsonl.ts';
import { createLineWriter } from './output.ts';
import { createRecorder } from './record.ts';
import { createTerminal } from './terminal.ts';
import type { Terminal, TerminalScreen } from './terminal.ts';
import type { TerminalTime } from './time.ts';

/** Platforms that JSON lines can play, so that the joining of accounts can be shown. */
const PLAYED = ['terminal', 'slack', 'matrix', 'discord'];

/** A terminal that is ready: the application is made with its adapters and starts them, then it runs. */
export interface TerminalSession {
  readonly adapters: readonly Adapter[];
  /** Talks to the end. `stop` ends it after the line under way. */
  readonly run: (time: TerminalTime, stop: AbortSignal) => Promise<JsonlEnd>;
}

interface Common {
  /** A few random characters: tells this run's ids from another's. */
  readonly run: string;
  /** Takes what a transcript of the conversation is made of; null records nothing. */
  readonly record: ((text: string) => void) | null;
  /** ISO UTC, from the application's clock. */
  readonly now: () => string;
}

export interface OpenJsonl extends Common {
  readonly input: Readable;
  readonly output: Writable;
  readonly onFailure: NonNullable<JsonlRun['onFailure']>;
}

/** `tdt chat --jsonl`. */
export function openJsonl(config: OpenJsonl): TerminalSession {
  const writer = createLineWriter(config.output);
  const { terminal, taker } = compose(config, createJsonlScreen(writer), PLAYED);
  return {
    adapters: terminal.adapters,
    run: (time, stop) =>
      runJsonl({ terminal: taker, input: config.input, writer, time, stop, onFailure: config.onFailure }),
  };
}

/** `tdt chat` on a TTY. */
export function openInteractive(config: InteractiveConfig & Common): TerminalSession {
  const interactive = createInteractive(config);
  const { terminal, taker } = compose(config, interactive.screen, ['terminal']);
  return {
    adapters: terminal.adapters,
    run: async (_time, stop) => {
      await interactive.run(taker, stop);
      return stop.aborted ? 'stopped' : 'end';
    },
  };
}

function compose(
  config: Common,
  screen: TerminalScreen,
  platforms: readonly string[],
): { terminal: Terminal; taker: Pick<Terminal, 'take'> } {
  const recorder = config.record === null ? null : createRecorder(config.record, config.now);
  const terminal = createTerminal({ screen: recorder?.screen(screen) ?? screen, run: config.run, platforms });
  return { terminal, taker: recorder?.take(terminal) ?? terminal };
}
