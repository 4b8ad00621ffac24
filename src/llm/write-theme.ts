/** The second half: one theme written from the points of its contributions. */
import { type Claim, speaksFrench, type Theme } from '#synthesis/index.ts';
import { ModelUnavailable } from '#usecases/synthesis/ports.ts';
import { type Point, readJson, theme as themeShape, type ThemeAnswer } from './answers.ts';
import { MAX_ASKED_AGAIN, MAX_POINTS_PER_THEME } from './limits.ts';
import { hashOf, type Reading } from './read-texts.ts';

/** A point of a contribution, numbered from 1 for the model. */
export interface NumberedPoint extends Point {
  readonly id: string;
}

export interface WrittenTheme {
  readonly label: string;
  readonly keywords: readonly string[];
  readonly claims: readonly (Claim & {
    readonly kind: ThemeAnswer['enonces'][number]['genre'];
    readonly count: number;
  })[];
}

/** The points of a theme's contributions, the strongest first, drawn evenly when there are too many. */
export function pointsOf(theme: Theme, points: ReadonlyMap<string, readonly Point[]>): NumberedPoint[] {
  const all = theme.contributions.flatMap(id => (points.get(id) ?? []).map(point => ({ ...point, id })));
  if (all.length <= MAX_POINTS_PER_THEME) return all;
  return Array.from(
    { length: MAX_POINTS_PER_THEME },
    (_, i) => all[Math.floor((i * all.length) / MAX_POINTS_PER_THEME)] as NumberedPoint,
  );
}

/** Rejects with `ModelUnavailable` where no answer of the model could be used. */
export async function writeTheme(
  question: string,
  theme: Theme,
  numbered: readonly NumberedPoint[],
  reading: Reading,
): Promise<WrittenTheme> {
  const { prompt, meter, model, cache } = reading;
  const points = numbered.map(({ texte, genre }, i) => ({ n: i + 1, genre, texte }));
  const input = { question, mots: theme.keywords, points };
  const key = hashOf([prompt.id, prompt.version, model, input]);
  const kept = readJson(await cache.get(key), themeShape);
  if (kept !== null) meter.cached += 1;
  let answer = kept;
  for (let round = 0; answer === null && round <= MAX_ASKED_AGAIN; round += 1) {
    const read = readJson(await meter.ask(prompt.asking(input)), themeShape);
    if (read !== null && usable(read, numbered.length)) answer = read;
  }
  if (answer === null) throw new ModelUnavailable("les réponses du modèle n'ont pas la forme attendue");
  if (kept === null) await cache.set(key, JSON.stringify(answer), [...new Set(numbered.map(({ id }) => id))]);
  return wordedBy(answer, numbered);
}

/** In French, and at least one statement that cites a point that exists. */
function usable(answer: ThemeAnswer, count: number): boolean {
  const cites = answer.enonces.some(({ points }) => points.some(n => n >= 1 && n <= count));
  return cites && speaksFrench(answer.enonces.map(({ texte }) => texte).join(' '));
}

function wordedBy({ intitule, mots, enonces }: ThemeAnswer, numbered: readonly NumberedPoint[]): WrittenTheme {
  return {
    label: intitule.replace(/[.\s]+$/u, ''),
    keywords: mots.slice(0, 8),
    claims: enonces.map(({ texte, genre, points }) => {
      const cited = [...new Set(points)].flatMap(n => numbered[n - 1] ?? []);
      const citations = cited.map(({ id, citation }) => ({ id, quote: citation }));
      return { text: texte, kind: genre, citations, count: new Set(cited.map(({ id }) => id)).size };
    }),
  };
}
