/** A replica as its platform holds it: started ahead of time, told to begin, killed. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FromReplica, Life, ToReplica } from './protocol.ts';

export interface Replica {
  readonly pid: number;
  /** Its code is loaded: it only has to open the database. */
  readonly loaded: Promise<void>;
  /** Resolves once it serves; rejects when it ended, or could not. */
  readonly begin: (life: Life) => Promise<void>;
  readonly tell: (words: ToReplica) => void;
  /** SIGKILL. Resolves once it is gone and all that it had said was heard. */
  readonly kill: () => Promise<void>;
  /** Politely. */
  readonly stop: () => Promise<void>;
  /** Resolves with how it ended, once all that it had said was heard. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  readonly isAlive: () => boolean;
}

/** Half of a start is compiling: what one process compiled serves the next. */
export const COMPILE_CACHE = join(tmpdir(), 'tdt-compile-cache');

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url));

/**
 * `hear` is told all that it says, in order, up to its last whole line. `consultation`: a file of `consultation.ts`.
 * `program`: the same one, of another version of the service.
 */
export function startReplica(consultation: string, hear: (words: FromReplica) => void, program = PROGRAM): Replica {
  const child = spawn(process.execPath, [program, consultation], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
  });
  const loaded = Promise.withResolvers<void>();
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<{ code: number | null; signal: string | null }>();
  for (const { promise } of [loaded, ready]) promise.catch(() => undefined);
  let alive = true;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', line => {
    const words = parse(line);
    if (words === null) return;
    if (words.say === 'loaded') loaded.resolve();
    else if (words.say === 'ready') ready.resolve();
    else if (words.say === 'failed') ready.reject(Object.assign(new Error(words.message), { name: words.name }));
    hear(words);
  });
  // Its last words may still be in the pipe when it exits.
  const drained = new Promise<void>(resolve => void lines.once('close', resolve));
  child.once('exit', () => {
    alive = false;
  });
  child.once('close', (code, signal) => {
    void drained.then(() => {
      for (const { reject } of [loaded, ready]) reject(new Error(`the replica ended: ${code ?? signal ?? '?'}`));
      ended.resolve({ code, signal });
    });
  });
  // Words for somebody who was just killed.
  child.stdin.on('error', () => undefined);
  const tell = (words: ToReplica): void => {
    if (child.stdin.writable) child.stdin.write(`${JSON.stringify(words)}\n`);
  };
  return {
    pid: child.pid ?? 0,
    loaded: loaded.promise,
    begin: life => {
      tell({ do: 'begin', life });
      return ready.promise;
    },
    tell,
    kill: async () => {
      child.kill('SIGKILL');
      await ended.promise;
    },
    stop: async () => {
      tell({ do: 'stop' });
      await ended.promise;
    },
    ended: ended.promise,
    isAlive: () => alive,
  };
}

/** null for a line that a kill cut short. */
function parse(line: string): FromReplica | null {
  try {
    return JSON.parse(line) as FromReplica;
  } catch {
    return null;
  }
}
