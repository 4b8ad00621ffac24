/** The first half: what each contribution says, in points that quote it; asked once for each text, ever. */
import { createHash } from 'node:crypto';
import { quoteStands, type SourceText } from '#synthesis/index.ts';
import type { ModelCache } from '#usecases/synthesis/ports.ts';
import { ModelUnavailable } from '#usecases/synthesis/ports.ts';
import { note, notes, type Point, point, readJson } from './answers.ts';
import { MAX_ASKED_AGAIN, MAX_CHARS_PER_CALL, MAX_TEXTS_PER_CALL } from './limits.ts';
import type { Meter } from './meter.ts';
import type { Prompt } from './prompt.ts';
import { z } from 'zod';

/** A piece of one contribution as it leaves: masked, bounded. */
interface Piece {
  /** Unique in the run: what the model is told as the id. */
  readonly key: string;
  readonly source: SourceText;
  readonly sent: string;
}

export interface Reading {
  readonly meter: Meter;
  readonly prompt: Prompt;
  readonly model: string;
  readonly cache: ModelCache;
  /** Takes personal data out of a text before it leaves. */
  readonly mask: (text: string) => string;
}

/** The points of every text, by id; a text of which the model would say nothing has none. Rejects with `ModelUnavailable`. */
export async function readTexts(
  question: string,
  texts: readonly SourceText[],
  reading: Reading,
): Promise<Map<string, Point[]>> {
  const pieces = texts.flatMap(source => piecesOf(source, reading.mask));
  const points = new Map<string, Point[]>(texts.map(({ id }) => [id, []]));
  const missing: Piece[] = [];
  for (const piece of pieces) {
    const known = await recall(question, piece, reading);
    if (known === null) missing.push(piece);
    else points.get(piece.source.id)?.push(...known);
  }
  await Promise.all(
    batches(missing).map(async batch => {
      for (const [piece, found] of await askAll(question, batch, reading)) points.get(piece.source.id)?.push(...found);
    }),
  );
  const answered = [...points.values()].some(list => list.length > 0);
  if (texts.length > 0 && !answered) throw new ModelUnavailable("le modèle n'a rien relevé qui soit dans les textes");
  return points;
}

function piecesOf(source: SourceText, mask: Reading['mask']): Piece[] {
  const masked = mask(source.text);
  const count = Math.max(1, Math.ceil(masked.length / MAX_CHARS_PER_CALL));
  return Array.from({ length: count }, (_, i) => ({
    key: count === 1 ? source.id : `${source.id}#${i + 1}`,
    source,
    sent: masked.slice(i * MAX_CHARS_PER_CALL, (i + 1) * MAX_CHARS_PER_CALL),
  }));
}

function batches(pieces: readonly Piece[]): Piece[][] {
  const all: Piece[][] = [];
  let chars = Number.POSITIVE_INFINITY;
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last === undefined || last.length >= MAX_TEXTS_PER_CALL || chars + piece.sent.length > MAX_CHARS_PER_CALL) {
      all.push([piece]);
      chars = piece.sent.length;
    } else {
      last.push(piece);
      chars += piece.sent.length;
    }
  }
  return all;
}

/** Asks for a batch, then again for the ids that did not come back, fewer at once so that one text can't sink its neighbours. */
async function askAll(question: string, batch: readonly Piece[], reading: Reading): Promise<Map<Piece, Point[]>> {
  const done = new Map<Piece, Point[]>();
  let groups: (readonly Piece[])[] = [batch];
  for (let round = 0; round <= MAX_ASKED_AGAIN && groups.length > 0; round += 1) {
    const answers = await Promise.all(groups.map(group => ask(question, group, reading, round === MAX_ASKED_AGAIN)));
    for (const answer of answers) for (const [piece, found] of answer) done.set(piece, found);
    const left = groups.flat().filter(piece => !done.has(piece));
    groups = round === 0 ? halves(left) : left.map(piece => [piece]);
  }
  return done;
}

const halves = (left: readonly Piece[]): Piece[][] =>
  [left.slice(0, Math.ceil(left.length / 2)), left.slice(Math.ceil(left.length / 2))].filter(half => half.length > 0);

async function ask(
  question: string,
  group: readonly Piece[],
  reading: Reading,
  last: boolean,
): Promise<Map<Piece, Point[]>> {
  const { prompt, meter } = reading;
  const textes = group.map(({ key, sent }) => ({ id: key, texte: sent }));
  const answer = readJson(await meter.ask(prompt.asking({ question, textes })), notes);
  const byKey = new Map(group.map(piece => [piece.key, piece]));
  const found = new Map<Piece, Point[]>();
  for (const one of answer?.notes ?? []) {
    const read = note.safeParse(one).data;
    const piece = read === undefined ? undefined : byKey.get(read.id);
    // An id that was not asked about is nobody's; the first note of an id counts.
    if (read === undefined || piece === undefined || found.has(piece)) continue;
    const standing = read.points.filter(({ citation }) => quoteStands(citation, piece.source.text));
    // Points that all quote what nobody wrote are no answer: asked again, and in the end taken for none.
    if (read.points.length > 0 && standing.length === 0 && !last) continue;
    found.set(piece, standing);
    await reading.cache.set(keyOf(question, piece, reading), JSON.stringify(standing), [piece.source.id]);
  }
  return found;
}

async function recall(question: string, piece: Piece, reading: Reading): Promise<Point[] | null> {
  const kept = await reading.cache.get(keyOf(question, piece, reading));
  const read = kept === null ? null : readJson(kept, z.array(point));
  if (read !== null) reading.meter.cached += 1;
  return read;
}

/** By content: the same words asked the same way are asked once, whoever wrote them; the id is in what is answered for. */
function keyOf(question: string, { sent, source }: Piece, { prompt, model }: Reading): string {
  return hashOf([prompt.id, prompt.version, model, question, source.id, sent]);
}

/** A key of the cache. */
export const hashOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
