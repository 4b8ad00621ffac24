/** A JSONL file, line by line, in UTF-8; what is wrong with a line is said, and the others are read. */
import { createReadStream } from 'node:fs';
import type { ImportLine } from '#usecases/import/import-contributions.ts';
import { CommandError } from './usage-error.ts';

/** Bytes of one line: a contribution is a few kilobytes, its files are not in it. */
const LINE_BYTES = 16 * 1024 * 1024;
const LINE_FEED = 0x0a;

/** Rejects with a message to show where the file cannot be read. Empty lines are passed over. */
export async function* readJsonLines(path: string): AsyncGenerator<ImportLine> {
  let line = 0;
  for await (const bytes of splitLines(path)) {
    line += 1;
    const row = readLine(bytes, line);
    if (row !== null) yield { line, row };
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function readLine(bytes: Uint8Array, line: number): ImportLine['row'] | null {
  let text: string;
  try {
    text = utf8.decode(bytes).trim();
  } catch {
    return { unreadable: "n'est pas en UTF-8 : enregistrez le fichier en « UTF-8 »" };
  }
  if (text === '') return null;
  try {
    const row: unknown = JSON.parse(line === 1 ? text.replace(/^\uFEFF/, '') : text);
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as Record<string, unknown>;
  } catch {
    // Said below.
  }
  return { unreadable: "n'est pas un objet JSON : il en faut un par ligne, comme dans « tdt export contributions »" };
}

async function* splitLines(path: string): AsyncGenerator<Uint8Array> {
  let kept: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      let from = 0;
      for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
        kept.push(chunk.subarray(from, at));
        yield Buffer.concat(kept);
        kept = [];
        size = 0;
        from = at + 1;
      }
      kept.push(chunk.subarray(from));
      size += chunk.length - from;
      if (size > LINE_BYTES)
        throw new CommandError(`« ${path} » a une ligne de plus de 16 Mio : ce n'est pas un export.`);
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw new CommandError(`« ${path} » ne peut pas être lu. Vérifiez le chemin et les droits.`, { cause: error });
    throw error;
  }
  if (size > 0) yield Buffer.concat(kept);
}
