/** Real answers, one JSON object a line: `{ "id", "texte" }`, or `messages` as they were sent. */
import { createReadStream } from 'node:fs';
import { CommandError } from '../usage-error.ts';

/** One answer to play. */
export interface Row {
  readonly id: string;
  /** As sent, each within the limit of one message. */
  readonly messages: readonly string[];
}

/** UTF-16 units of one message played: under what the conversation takes. */
const MESSAGE_CHARACTERS = 9_000;
/** Messages of one answer, as the conversation takes them. */
const MESSAGES = 50;

/** Reads the answers; rows without text are counted apart. Rejects where the file cannot be read as such. */
export async function readRows(path: string, most: number): Promise<{ readonly rows: Row[]; readonly empty: number }> {
  const rows: Row[] = [];
  let empty = 0;
  let number = 0;
  try {
    for await (const line of linesOf(path)) {
      number += 1;
      if (line.trim() === '') continue;
      const row = readRow(line, number);
      if (row.messages.length === 0) empty += 1;
      else rows.push(row);
      if (rows.length === most) break;
    }
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`« ${path} » ne peut pas être lu.`, { cause: error });
  }
  return { rows, empty };
}

/** Not `node:readline`, which also ends a line at U+2028, a character like any other in JSON. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function readRow(line: string, number: number): Row {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new CommandError(`Ligne ${number} : ce n'est pas du JSON.`, { cause: error });
  }
  if (typeof value !== 'object' || value === null)
    throw new CommandError(`Ligne ${number} : un objet JSON est attendu.`);
  const { id, texte, text, messages } = value as Record<string, unknown>;
  const whole = typeof texte === 'string' ? texte : text;
  const sent = Array.isArray(messages) && messages.every(message => typeof message === 'string') ? messages : [whole];
  if (!sent.every(message => typeof message === 'string')) {
    throw new CommandError(`Ligne ${number} : « texte » (ou « messages », une liste) manque.`);
  }
  const pieces = sent.flatMap(splitMessage).filter(message => comparable(message) !== '');
  if (pieces.length > MESSAGES) throw new CommandError(`Ligne ${number} : plus de ${MESSAGES} messages.`);
  return { id: typeof id === 'string' ? id : `ligne-${number}`, messages: pieces };
}

/** Pieces within the limit, cut at a line end or a space where there is one; joined again they are the text. */
export function splitMessage(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > MESSAGE_CHARACTERS) {
    const head = rest.slice(0, MESSAGE_CHARACTERS);
    const at = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
    const cut =
      at > MESSAGE_CHARACTERS / 2
        ? at + 1
        : isHighSurrogate(head.charCodeAt(head.length - 1))
          ? head.length - 1
          : head.length;
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...pieces, rest];
}

/**
 * What must come back equal: the conversation keeps a message as it was written, but for control and invisible
 * characters, line ends, composed accents and the blanks around it.
 */
export function comparable(text: string): string {
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(/(?!\n|\t)[\p{Cc}\p{Cf}]/gu, '')
    .toWellFormed()
    .normalize('NFC')
    .trim();
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
