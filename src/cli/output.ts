/** Where the commands write what they make: a file, or the standard output. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { CommandError } from './usage-error.ts';

type Pieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** Writes beside the file first, so that a file that is there is whole. Throws a `CommandError` with the path. */
export async function toFile(lines: Pieces, path: string): Promise<void> {
  const unfinished = `${path}.partiel`;
  try {
    await pour(lines, createWriteStream(unfinished, { mode: 0o600 }), true);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (error instanceof Error && 'code' in error && 'syscall' in error)
      throw new CommandError(`« ${path} » ne peut pas être écrit (${String(error.code)}).`, { cause: error });
    throw error;
  }
}

/** Writes piece by piece, no faster than `output` takes; `end`: closes it after. */
export async function pour(lines: Pieces, output: Writable, end: boolean): Promise<void> {
  const done = end ? finished(output) : null;
  // Heard below, where the writing waits for it.
  done?.catch(() => undefined);
  for await (const text of lines) {
    if (output.destroyed) break;
    if (!output.write(text)) await new Promise<void>(resolve => waitForRoom(output, resolve));
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
