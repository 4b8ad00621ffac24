/** The real command, `tdt chat --jsonl`, in a process of its own, one line at a time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { COMPILE_CACHE } from '../support/replica/process.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Output {
  readonly to: string;
  readonly ref: string | null;
  readonly text: string;
}

export interface Answered {
  /** What the bot said meanwhile. */
  readonly outputs: readonly Output[];
  /** null where the line was done. */
  readonly error: string | null;
}

export interface Chat {
  readonly pid: number;
  /** Resolves once the line is done or refused. */
  readonly line: (object: Readonly<Record<string, unknown>>) => Promise<Answered>;
  /** Ends the input. */
  readonly end: () => Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

/** `ignoreFileLimit`: a write beyond `RLIMIT_FSIZE` is then an error, as on a full disk, and no signal. */
export function startChat(env: Readonly<Record<string, string>>, ignoreFileLimit = false): Chat {
  const command = [process.execPath, MAIN, 'chat', '--jsonl'];
  const wrapped = ignoreFileLimit ? ['/bin/sh', '-c', `trap '' XFSZ; exec "$@"`, 'sh', ...command] : command;
  const [program = '', ...args] = wrapped;
  const child = spawn(program, args, { env: childEnvironment(env), stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = endOf(child);
  let number = 0;
  let heard: Output[] = [];
  const waiting = new Map<number, (answered: Answered) => void>();
  const lines = createInterface({ input: child.stdout });
  lines.on('line', text => {
    const object = JSON.parse(text) as Output & { done?: number; error?: string; line?: number };
    const of = object.done ?? object.line;
    if (of === undefined) {
      heard.push(object);
      return;
    }
    waiting.get(of)?.({ outputs: heard, error: object.error ?? null });
    waiting.delete(of);
    heard = [];
  });
  // It ended before it answered.
  void ended.then(({ code, stderr }) => {
    for (const answer of waiting.values()) answer({ outputs: heard, error: `ended with ${code}: ${stderr}` });
  });
  child.stdin.on('error', () => undefined);
  return {
    pid: child.pid ?? 0,
    line: object => {
      number += 1;
      const answered = new Promise<Answered>(resolve => void waiting.set(number, resolve));
      child.stdin.write(`${JSON.stringify(object)}\n`);
      return answered;
    },
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}

/** Starts it with nothing to read: how it ends, and what it says. */
export function startAndEnd(
  env: Readonly<Record<string, string>>,
  asUser?: { uid: number; gid: number },
): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, 'chat', '--jsonl'], {
    env: childEnvironment(env),
    stdio: ['ignore', 'ignore', 'pipe'],
    ...asUser,
  });
  return endOf(child);
}

function childEnvironment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { DATABASE_URL: _url, ...inherited } = process.env;
  return { ...inherited, NODE_COMPILE_CACHE: COMPILE_CACHE, ...env };
}

async function endOf(child: ChildProcess): Promise<Ended> {
  const said: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => void said.push(chunk));
  const code = await new Promise<number | null>(resolve => void child.once('close', resolve));
  return { code, stderr: Buffer.concat(said).toString() };
}
