/** `tdt chat --jsonl`: one JSON object per line in, outputs, then `{"done":N}`. `docs/terminal.md` documents it. */
import type { Readable } from 'node:stream';
import type { Move } from './input.ts';
import { LIMITS } from './limits.ts';
import { readLines } from './lines.ts';
import type { RawLine } from './lines.ts';
import type { LineWriter } from './output.ts';
import { isProblem, parseLine } from './parse.ts';
import type { Terminal } from './terminal.ts';
import type { TerminalTime } from './time.ts';

export interface JsonlRun {
  readonly terminal: Pick<Terminal, 'take'>;
  readonly input: Readable;
  readonly writer: LineWriter;
  readonly time: TerminalTime;
  /** Stops reading (Ctrl-C): the line under way is finished. */
  readonly stop: AbortSignal;
  /** Tells the operator of a failure: a code and a line, never what a person wrote. */
  readonly onFailure?: (line: number, error: unknown) => void;
}

/** How it ended: all was read, it was stopped, or nobody reads what it writes. */
export type JsonlEnd = 'end' | 'stopped' | 'outputClosed';

/** Reads to the end. Every line that is not blank is answered last by one `done` or one `error`. */
export async function runJsonl(run: JsonlRun): Promise<JsonlEnd> {
  const leave = AbortSignal.any([run.stop, run.writer.closed]);
  const close = (): void => void run.input.destroy();
  if (leave.aborted) close();
  else leave.addEventListener('abort', close, { once: true });
  const state = { handled: false, virtual: false };
  try {
    for await (const raw of readLines(run.input, LIMITS.lineBytes)) {
      if (leave.aborted) break;
      await handle(run, raw, state);
    }
    if (!leave.aborted) await run.time.closeQuietWindows();
  } catch (error) {
    if (!leave.aborted) throw error;
  }
  if (run.writer.closed.aborted) return 'outputClosed';
  return run.stop.aborted ? 'stopped' : 'end';
}

async function handle(run: JsonlRun, raw: RawLine, state: { handled: boolean; virtual: boolean }): Promise<void> {
  const line = raw.number;
  const refuse = (error: string): Promise<void> => run.writer.write({ error, line });
  if (raw.kind !== 'line') {
    await refuse(
      raw.kind === 'tooLong'
        ? `Ligne trop longue : ${LIMITS.lineBytes} octets au plus.`
        : "Cette ligne n'est pas en UTF-8.",
    );
    return;
  }
  if (raw.text.trim() === '') return;
  const input = parseLine(raw.text, line);
  if (isProblem(input)) return refuse(input.error);
  const at = input.at === null ? null : instantOf(input.at, run.time.now());
  if (at !== null && (state.handled || state.virtual) && at < run.time.now()) {
    return refuse(`« at » ne recule pas : l'heure est déjà ${run.time.now()}.`);
  }
  try {
    if (at !== null) {
      await run.time.advanceTo(at);
      state.virtual = true;
    }
    const problem = await run.terminal.take(input);
    if (problem !== null) return await refuse(problem.error);
    state.handled ||= input.act !== null;
    await run.time.settle();
  } catch (error) {
    if (run.writer.closed.aborted) throw error;
    run.onFailure?.(line, error);
    return refuse(
      "Cette ligne n'a pas pu être enregistrée. Le journal (stderr) dit pourquoi ; elle peut être renvoyée.",
    );
  }
  await run.writer.write({ done: line });
}

function instantOf(move: Move, now: string): string {
  return 'to' in move ? move.to : new Date(Date.parse(now) + move.byMs).toISOString();
}
