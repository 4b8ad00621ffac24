/** What the table says of ours and of the simple methods, one function a line of it. */
import { indexSources } from '#synthesis/find-sources.ts';
import type { Synthesis } from '#synthesis/index.ts';
import { synthesize } from '#synthesis/index.ts';
import { contentStems } from '#synthesis/stems.ts';
import { cosine } from '#synthesis/vectors.ts';
import type { EvalSet, HumanSummary, Item, OfficialCategory } from './data.ts';
import { ari, nmi } from './metrics.ts';
import { chanceCoverage, kMeansOnTfIdf, labelCoverage, longest, oracleCoverage, plainVectors } from './simple.ts';

export type Figures = Readonly<Record<string, number | string>>;

const FIRST = 8;
const asTexts = (items: readonly Item[]) => items.map(({ id, text }) => ({ id, text }));

/** The first theme of each contribution, from the synthesis alone: the one in whose list it stands highest. */
export function firstThemes(made: Synthesis): Map<string, { readonly theme: string; readonly rank: number }> {
  const first = new Map<string, { readonly theme: string; readonly rank: number }>();
  for (const { id: theme, contributions } of made.themes)
    for (const [i, id] of contributions.entries()) {
      const rank = i / contributions.length;
      const before = first.get(id);
      if (before === undefined || rank < before.rank) first.set(id, { theme, rank });
    }
  return first;
}

function agreement(made: Synthesis, coded: readonly Item[]) {
  const first = firstThemes(made);
  const ours = coded.map(item => first.get(item.id)?.theme ?? 'aucun');
  const truth = coded.map(item => item.labels[0] as string);
  return { nmi: nmi(ours, truth), ari: ari(ours, truth) };
}

/** Agreement with human topics: only texts that bear one label are compared; all are read. */
export function topicAgreement(set: EvalSet, items: readonly Item[]): Figures {
  const coded = items.filter(item => item.labels.length === 1 && item.labels[0] !== 'Autre / Passer');
  const truth = coded.map(item => item.labels[0] as string);
  const k = new Set(truth).size;
  const alone = synthesize(set.question, asTexts(coded));
  const asked = synthesize(set.question, asTexts(coded), { themes: k });
  const simple = kMeansOnTfIdf(
    coded.map(item => item.text),
    k,
  );
  const free = agreement(alone, coded);
  const told = agreement(asked, coded);
  return {
    textes: coded.length,
    étiquettes: k,
    'NMI (thèmes libres)': free.nmi,
    thèmes: alone.themes.length,
    'NMI (k donné)': told.nmi,
    'ARI (k donné)': told.ari,
    'k-means TF-IDF : NMI': nmi(simple, truth),
    'ARI ': ari(simple, truth),
  };
}

/** Which labels the first eight citations reach. */
export function coverageOfFirst(set: EvalSet, items: readonly Item[]): Figures {
  const made = synthesize(set.question, asTexts(items));
  const byId = new Map(items.map(item => [item.id, item]));
  const pick = (ids: readonly string[]) => [...new Set(ids)].slice(0, FIRST).flatMap(id => byId.get(id) ?? []);
  const first = pick(made.highlights.flatMap(({ citations }) => citations.map(({ id }) => id)));
  const inOrder = pick(
    made.themes.flatMap(theme => theme.statements.flatMap(({ citations }) => citations.map(({ id }) => id))),
  );
  return {
    textes: items.length,
    'à lire d’abord': labelCoverage(items, first),
    'dans l’ordre du fichier': labelCoverage(items, inOrder),
    '8 plus longues': labelCoverage(items, longest(items, FIRST)),
    hasard: chanceCoverage(items, FIRST),
    oracle: oracleCoverage(items, FIRST),
  };
}

/** Share of the official categories found, each weighing its percentage. */
export function officialCategories(
  set: EvalSet & { readonly official: readonly OfficialCategory[] },
  items: readonly Item[],
): Figures {
  const made = synthesize(set.question, asTexts(items));
  const ours = new Set(made.themes.flatMap(({ label, keywords }) => contentStems(`${label} ${keywords.join(' ')}`)));
  const frequency = new Map<string, number>();
  for (const { text } of items)
    for (const stem of contentStems(text)) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  const frequent = new Set(
    [...frequency]
      .sort((a, b) => b[1] - a[1])
      .slice(0, ours.size)
      .map(([stem]) => stem),
  );
  // « Aucun » has no word of its own: neither method could be said to find it.
  const told = set.official.filter(
    ({ label }) => !/^(?:autres? contributions|non réponses)/i.test(label) && contentStems(label).length > 0,
  );
  const found = (stems: ReadonlySet<string>) => {
    const total = told.reduce((sum, { pct }) => sum + pct, 0);
    const reached = told.filter(({ label }) => isFound(label, stems));
    return reached.reduce((sum, { pct }) => sum + pct, 0) / total;
  };
  return { textes: items.length, mots: ours.size, thèmes: found(ours), 'mots fréquents': found(frequent) };
}

/** At least half of a category's words: « L'accès aux services liés à la Justice » is not found by « services » alone. */
function isFound(label: string, stems: ReadonlySet<string>): boolean {
  const wanted = contentStems(label);
  return wanted.length > 0 && wanted.filter(stem => stems.has(stem)).length >= wanted.length / 2;
}

/** The rank of the contribution that a person summed up, among those of its theme. */
export function sourceFinding(
  items: readonly Item[],
  themes: ReadonlyMap<string, string>,
  summaries: readonly HumanSummary[],
): Figures {
  const ours: number[] = [];
  const simple: number[] = [];
  const chance: number[] = [];
  for (const theme of new Set(themes.values())) {
    const texts = items.filter(item => themes.get(item.id) === theme);
    const here = summaries.filter(
      summary =>
        summary.theme === theme && texts.some(({ id }) => id === summary.contribution) && summary.text.length > 3,
    );
    const index = indexSources(texts);
    const { vectors } = plainVectors([...texts.map(({ text }) => text), ...here.map(({ text }) => text)]);
    for (const [i, { contribution, text }] of here.entries()) {
      const rank = index.find(text, texts.length).findIndex(({ id }) => id === contribution);
      ours.push(rank < 0 ? texts.length : rank + 1);
      const asked = vectors[texts.length + i];
      const own = texts.findIndex(({ id }) => id === contribution);
      const score = (n: number) => (asked === undefined || vectors[n] === undefined ? 0 : cosine(asked, vectors[n]));
      const ownScore = score(own);
      const above = texts.filter((_, n) => n !== own && score(n) > ownScore).length;
      const ties = texts.filter((_, n) => n !== own && score(n) === ownScore).length;
      simple.push(1 + above + ties / 2);
      chance.push((texts.length + 1) / 2);
    }
  }
  const mrr = (ranks: readonly number[]) => ranks.reduce((sum, rank) => sum + 1 / rank, 0) / (ranks.length || 1);
  const at = (ranks: readonly number[], n: number) => ranks.filter(rank => rank <= n).length / (ranks.length || 1);
  return {
    résumés: ours.length,
    'rang inverse moyen': mrr(ours),
    'dans les 5 premières': at(ours, 5),
    'TF-IDF : rang inverse': mrr(simple),
    'dans les 5 ': at(simple, 5),
    'hasard : rang inverse': mrr(chance),
  };
}
