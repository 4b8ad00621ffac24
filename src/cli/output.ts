/** Where a command writes what it makes: the standard output, or a file that is whole or not there. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { CommandError } from './usage-error.ts';
import type { CliWorld } from './world.ts';

export type Pieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** `-`: the standard output. */
export async function writeOut(pieces: Pieces, out: string, world: CliWorld): Promise<void> {
  if (out === '-') await pour(pieces, world.stdout, false);
  else await toFile(pieces, out);
}

/** Writes beside the file first, so that a file that is there is whole. By default its owner alone may read it. */
export async function toFile(pieces: Pieces, path: string, mode = 0o600): Promise<void> {
  const unfinished = `${path}.partiel`;
  try {
    await pour(pieces, createWriteStream(unfinished, { mode, flush: true }), true);
    await rename(unfinished, path);
  } catch (error) {
    // What could not be made need not be removed.
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw unwritable(path, error);
  }
}

/** The error of a file that the system refused, said in French; any other error as it came. */
export function unwritable(path: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return error;
  const full = error.code === 'ENOSPC' || error.code === 'EDQUOT';
  const mend = full ? 'le disque est plein : libérez de la place, puis relancez' : 'vérifiez le dossier et ses droits';
  return new CommandError(`« ${path} » ne peut pas être écrit (${String(error.code)}) : ${mend}.`, { cause: error });
}

/** Writes piece by piece, no faster than `output` takes; `end`: closes it after. */
export async function pour(pieces: Pieces, output: Writable, end: boolean): Promise<void> {
  const done = end ? finished(output) : null;
  // Heard below, where the writing waits for it.
  done?.catch(() => undefined);
  for await (const piece of pieces) {
    if (output.destroyed) break;
    if (!output.write(piece)) await new Promise<void>(resolve => waitForRoom(output, resolve));
  }
  if (end) output.end();
  await done;
}

function waitForRoom(output: Writable, resolve: () => void): void {
  const go = (): void => {
    output.off('drain', go);
    output.off('close', go);
    output.off('error', go);
    resolve();
  };
  output.once('drain', go);
  output.once('close', go);
  output.once('error', go);
}
