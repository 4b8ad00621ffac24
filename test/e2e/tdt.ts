/** The real process, driven by its standard input and output. */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../src/main.ts');

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export class Tdt {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #objects: Record<string, unknown>[] = [];
  readonly #waiting = new Set<() => void>();
  #rest = '';
  #lines = 0;
  stderr = '';
  readonly exit: Promise<Exit>;

  constructor(args: readonly string[], dataDir: string, env: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(process.execPath, [MAIN, ...args], {
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', TDT_DATA_DIR: dataDir, ...env },
    });
    this.exit = new Promise(resolve => this.#child.on('close', (code, signal) => resolve({ code, signal })));
    this.#child.stdin.on('error', () => undefined);
    this.#child.stdout.on('data', (chunk: Buffer) => this.#read(chunk.toString()));
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
    void this.exit.then(() => this.#wake());
  }

  /** JSON lines received so far. */
  get objects(): readonly Record<string, unknown>[] {
    return this.#objects;
  }

  /** The texts of the bot, in order. */
  texts(): string[] {
    return this.#objects.flatMap(object => (typeof object['text'] === 'string' ? [object['text']] : []));
  }

  /** Sends one line; returns its number. */
  send(line: object): number {
    this.#lines += 1;
    this.#child.stdin.write(`${JSON.stringify(line)}\n`);
    return this.#lines;
  }

  /** Sends one line and waits for its `done`; rejects on its error, or when the process ends first. */
  async says(line: object): Promise<void> {
    const number = this.send(line);
    await this.until(() => this.#objects.some(object => object['done'] === number || object['line'] === number));
    const error = this.#objects.find(object => object['line'] === number);
    if (error !== undefined) throw new Error(String(error['error']));
  }

  async until(isTrue: () => boolean): Promise<void> {
    let ended = false;
    void this.exit.then(() => {
      ended = true;
    });
    while (!isTrue()) {
      if (ended) throw new Error(`the process ended: ${this.stderr}`);
      await new Promise<void>(resolve => this.#waiting.add(resolve));
    }
  }

  /** Ends the input and waits for the end of the process. */
  async end(): Promise<Exit> {
    this.#child.stdin.end();
    return this.exit;
  }

  async kill(signal: NodeJS.Signals): Promise<Exit> {
    this.#child.kill(signal);
    return this.exit;
  }

  /** Nobody reads its output any more. */
  stopReading(): void {
    this.#child.stdout.destroy();
  }

  #read(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#objects.push(JSON.parse(line) as Record<string, unknown>);
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
