/** A table as a spreadsheet saves it: CSV (`;`, `,` or tabs, UTF-8) or XLSX; its lines, with where each begins. */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { linesOfWorkbook } from '#usecases/papers/table-file.ts';
import type { TypedLine } from '#usecases/papers/import-papers.ts';
import { CommandError } from './usage-error.ts';

/** Bytes of a table that somebody typed. */
const TABLE_BYTES = 64 * 1024 * 1024;

/** Rejects with a message to show where it can't be read. */
export async function* readTypedTable(path: string): AsyncGenerator<TypedLine> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new CommandError(`« ${path} » ne peut pas être lu. Vérifiez le chemin et les droits.`, { cause });
  });
  if (bytes.length > TABLE_BYTES) throw new CommandError(`« ${path} » est trop gros pour un tableau saisi à la main.`);
  if (extname(path).toLowerCase() === '.xlsx') yield* workbook(bytes, path);
  else yield* csv(decoded(bytes, path));
}

async function* workbook(bytes: Uint8Array, path: string): AsyncGenerator<TypedLine> {
  let line = 0;
  try {
    for await (const cells of linesOfWorkbook(bytes)) {
      line += 1;
      yield { line, cells };
    }
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw new CommandError(`« ${path} » n'est pas un classeur XLSX lisible.`, { cause });
  }
}

function decoded(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CommandError(`« ${path} » n'est pas en UTF-8 : enregistrez-le en « CSV UTF-8 », ou en .xlsx.`, { cause });
  }
}

/** RFC 4180; the separator is the one that the first line has most of. */
function* csv(text: string): Generator<TypedLine> {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const separator = [';', ',', '\t'].toSorted((a, b) => first.split(b).length - first.split(a).length)[0] ?? ';';
  let [line, start, cells, cell, quoted] = [1, 1, [] as string[], '', false];
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === '\n') line += 1;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text.charAt(i + 1) === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === separator) {
      cells.push(cell);
      cell = '';
    } else if (char === '\n') {
      yield { line: start, cells: [...cells, cell.replace(/\r$/, '')] };
      [cells, cell, start] = [[], '', line];
    } else cell += char;
  }
  if (quoted) throw new CommandError(`un guillemet ouvert à la ligne ${start} n'est jamais fermé.`);
  if (cells.length > 0 || cell !== '') yield { line: start, cells: [...cells, cell] };
}
