/** Reads one `{"id","text"}` a line, saying every line that is wrong at once. */
import type { SourceText } from '#synthesis/index.ts';
import { z } from 'zod';

/** Wrong lines told one by one; beyond, only how many. */
const TOLD = 8;

export type TextsRead =
  | { readonly ok: true; readonly texts: readonly SourceText[] }
  | { readonly ok: false /** French, one a line. */; readonly problems: readonly string[] };

const id = z.union([z.string().min(1), z.number()]).transform(String);
const line = z.object({
  id,
  text: z.string().optional(),
  texte: z.string().optional(),
  author: z.union([z.string(), z.number()]).nullish(),
  attendees: z.int().min(0).nullish(),
});

/** `jsonl`: one object a line, `texte` accepted for `text`, empty lines skipped, other fields ignored. */
export function readTexts(jsonl: string): TextsRead {
  const texts: SourceText[] = [];
  const problems: string[] = [];
  const seen = new Map<string, number>();
  for (const [i, raw] of jsonl
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (raw.trim() === '') continue;
    const read = readLine(raw);
    const before = typeof read === 'string' ? undefined : seen.get(read.id);
    if (typeof read === 'string') problems.push(`ligne ${i + 1} : ${read}`);
    else if (before !== undefined)
      problems.push(`ligne ${i + 1} : l'identifiant « ${read.id} » est déjà celui de la ligne ${before}`);
    else {
      seen.set(read.id, i + 1);
      texts.push(read);
    }
  }
  if (problems.length === 0) return { ok: true, texts };
  const more = problems.length - TOLD;
  return {
    ok: false,
    problems: more > 0 ? [...problems.slice(0, TOLD), `et ${more} autre${more > 1 ? 's' : ''}`] : problems,
  };
}

function readLine(raw: string): SourceText | string {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return 'ce n\'est pas du JSON ; attendu : {"id": "…", "text": "…"}';
  }
  const read = line.safeParse(value);
  if (!read.success) return 'il faut un « id » (texte ou nombre) et un « text » (ou « texte »)';
  const { text, texte, author, attendees } = read.data;
  const written = text ?? texte;
  if (written === undefined) return 'il manque « text » (ou « texte »)';
  return {
    id: read.data.id,
    text: written,
    ...(author === undefined || author === null ? {} : { author: String(author) }),
    ...(attendees === undefined || attendees === null ? {} : { attendees }),
  };
}
