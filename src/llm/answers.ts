/** What a model may answer, by shape; anything else is no answer. */
import { z } from 'zod';
import { MAX_POINTS, MAX_SENTENCE_CHARS } from './limits.ts';

const sentence = z.string().trim().min(3).max(MAX_SENTENCE_CHARS);

/** Ids come back as numbers from some models. */
const id = z.union([z.string(), z.number()]).transform(String);

export const point = z.object({
  texte: sentence,
  genre: z.enum(['constat', 'obstacle', 'proposition', 'vecu', 'desaccord']).catch('constat'),
  citation: z.string().trim().min(1).max(1_000),
});
export type Point = z.infer<typeof point>;

/** Bad points are left out one by one; a bad note is left out, and its id asked again. */
export const notes = z.object({ notes: z.array(z.unknown()) });
export const note = z.object({
  id,
  points: z
    .array(z.unknown())
    .transform(list => list.flatMap(one => point.safeParse(one).data ?? []).slice(0, MAX_POINTS)),
});

export const theme = z.object({
  intitule: z.string().trim().min(3).max(90),
  mots: z.array(z.string().trim().min(2).max(40)).max(20).catch([]),
  enonces: z
    .array(
      z.object({
        texte: sentence,
        genre: z.enum(['accord', 'desaccord', 'minoritaire', 'vecu', 'obstacle', 'proposition']),
        points: z.array(z.coerce.number().int()).max(30),
      }),
    )
    .min(1)
    .max(20),
});
export type ThemeAnswer = z.infer<typeof theme>;

/** Bad sentences are left out one by one. */
const draftSentence = z.object({ texte: sentence, idees: z.array(z.coerce.number().int()).min(1).max(30) });
export const draft = z.object({
  phrases: z.array(z.unknown()).transform(list => list.flatMap(one => draftSentence.safeParse(one).data ?? [])),
});

export const followUp = z.object({ question: z.string().trim().min(8).nullable() });

/** The JSON of an answer, the fence that some models put around it apart; null where it is none. */
export function readJson<T>(text: string | null, shape: z.ZodType<T>): T | null {
  if (text === null) return null;
  const bare = text.trim().replace(/^```(?:json)?\s*|\s*```$/g, '');
  try {
    return shape.safeParse(JSON.parse(bare)).data ?? null;
  } catch {
    return null;
  }
}
