/** Citations, support, redundancy and stability of one synthesis. */
import { synthesize } from '#synthesis/index.ts';
import { quoteFault } from '#synthesis/quote.ts';
import { hash32 } from '#synthesis/random.ts';
import { contentStems } from '#synthesis/stems.ts';
import type { EvalSet, Item } from './data.ts';
import { type Figures, firstThemes } from './measures.ts';
import { nmi } from './metrics.ts';

/** Every citation is looked for again here, in the text as given. */
export function soundness(set: EvalSet, items: readonly Item[]): Figures {
  const texts = items.map(({ id, text }) => ({ id, text }));
  const made = synthesize(set.question, texts);
  const again = synthesize(set.question, texts);
  const source = new Map(items.map(({ id, text }) => [id, text]));
  const statements = [...made.highlights, ...made.themes.flatMap(theme => theme.statements)];
  const citations = statements.flatMap(statement => statement.citations);
  const valid = citations.filter(({ id, quote }) => source.has(id) && quoteFault(quote, source.get(id) ?? '') === null);
  return {
    textes: items.length,
    énoncés: statements.length,
    'citations valides': valid.length / (citations.length || 1),
    'appui moyen': made.stats.meanSupport ?? 0,
    'à vérifier': made.stats.statements.toVerify / (made.stats.statements.kept || 1),
    redondance: redundancy(
      made.themes.flatMap(theme => theme.statements.filter(({ kind }) => kind !== 'overview').map(({ text }) => text)),
    ),
    'redite (phrases au hasard)': redundancy(randomSentences(items, statements.length)),
    'même entrée, même sortie': JSON.stringify(again) === JSON.stringify(made) ? 'oui' : 'non',
    'stabilité à l’ordre (NMI)': stability(set, texts, list =>
      [...list].sort((a, b) => hash32(a.id, 5) - hash32(b.id, 5)),
    ),
    'à 10 % de moins (NMI)': stability(set, texts, list => list.filter(({ id }) => hash32(id, 9) % 10 !== 0)),
  };
}

/** Mean, over statements, of the share of stems that its nearest other statement says too (Jaccard). */
function redundancy(statements: readonly string[]): number {
  const stems = statements.map(text => new Set(contentStems(text)));
  const nearest = stems.map((one, i) => Math.max(0, ...stems.map((other, j) => (i === j ? 0 : jaccard(one, other)))));
  return nearest.reduce((sum, value) => sum + value, 0) / (nearest.length || 1);
}

function randomSentences(items: readonly Item[], most: number): string[] {
  return [...items]
    .sort((a, b) => hash32(a.id, 3) - hash32(b.id, 3))
    .slice(0, most)
    .map(({ text }) => text.split(/[.!?\n]/)[0] ?? '');
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter(stem => b.has(stem)).length;
  return shared / (a.size + b.size - shared || 1);
}

function stability<T extends { readonly id: string; readonly text: string }>(
  set: EvalSet,
  texts: readonly T[],
  change: (list: readonly T[]) => T[],
): number {
  const one = firstThemes(synthesize(set.question, texts));
  const other = firstThemes(synthesize(set.question, change(texts)));
  const both = [...other.keys()].filter(id => one.has(id));
  return nmi(
    both.map(id => one.get(id)?.theme ?? ''),
    both.map(id => other.get(id)?.theme ?? ''),
  );
}
