/** Themes named by their words, as a person would write them. */
import { fold } from '#text/index.ts';
import type { Gathered } from './gather.ts';
import { MAX_KEYWORDS, MAX_LABEL_CHARS } from './limits.ts';
import { addPhrases, bestSpelling, type Phrase, readsAsName } from './phrases.ts';
import { Usage } from './spelling.ts';
import { contentStems } from './stems.ts';
import { isStopWord } from './stop-words.ts';

export interface Naming {
  readonly label: string;
  readonly keywords: readonly string[];
}

/** What each number of content words is worth in a label: two or three say what one leaves vague. */
const LENGTH_WORTH = [0, 0.8, 1.35, 1.4, 1.1];
/** Share of the strongest phrase's worth from which a second is added to the label. */
const SECOND_WORTH = 0.55;

/** What is left of the worth of a label of these words alone: they speak of the consultation itself, or of anything. */
const VAGUE_WORTH = 0.35;
const VAGUE = new Set(
  `questionnaire reponse reponses consultation sujet sujets enquete sondage debat remarque commentaire proposition propositions
possibilite possibilites prise manque demande demandes mesure mesures dispositif dispositifs evolution arret accord utilisation
solution solutions moyen moyens role roles nom systeme systemes acteur acteurs seul seule seuls seules pauvre longue long disponible
prix prise prises meme travail personne personnes gens`.split(/\s+/u),
);

/** Keywords that a theme may share with others. */
const OWN_KEYWORDS = 3;

interface Scored {
  readonly phrase: Phrase;
  readonly worth: number;
}

/** One label and a few keywords for each theme; two themes never bear the same label. */
export function nameThemes(themes: readonly Gathered[], question: string): Naming[] {
  const usage = new Usage();
  const phrases = themes.map(theme => phrasesOf(theme, usage));
  const asked = new Set(contentStems(question));
  const everywhere = new Map<string, number>();
  for (const found of phrases)
    for (const { key, count } of found.values()) everywhere.set(key, (everywhere.get(key) ?? 0) + count);
  const sizes = themes.map(theme => theme.sentences.length);
  const total = sizes.reduce((sum, n) => sum + n, 0);
  const taken = new Set<string>();
  const listed = new Set<string>();
  return themes.map((_, i) => {
    const scored = score([...(phrases[i] as Map<string, Phrase>).values()], sizes[i] as number, everywhere, total);
    return name(scored, { taken, usage, asked, listed });
  });
}

interface Choice {
  readonly taken: Set<string>;
  readonly usage: Usage;
  /** Stems among the keywords of the themes before. */
  readonly listed: Set<string>;
  /** Stems of the question: alone, they tell no theme from another. */
  readonly asked: ReadonlySet<string>;
}

function phrasesOf({ sentences }: Gathered, usage: Usage): Map<string, Phrase> {
  const found = new Map<string, Phrase>();
  for (const { segment } of sentences) addPhrases(segment.text, found, usage);
  return found;
}

function score(
  phrases: readonly Phrase[],
  size: number,
  everywhere: ReadonlyMap<string, number>,
  total: number,
): Scored[] {
  const least = Math.min(2, Math.max(1, size / 10));
  return phrases
    .filter(phrase => phrase.count >= least)
    .map(phrase => {
      const here = phrase.count / size;
      const there = ((everywhere.get(phrase.key) ?? phrase.count) + 1) / (total + 2);
      const worth = Math.sqrt(here) * Math.log(1 + here / there) * (LENGTH_WORTH[phrase.stems.length] ?? 1);
      const isVague = fold(bestSpelling(phrase))
        .split(/[^\p{L}\p{N}]+/u)
        .every(word => VAGUE.has(word) || isStopWord(word));
      return { phrase, worth: isVague ? worth * VAGUE_WORTH : worth };
    })
    .sort((a, b) => b.worth - a.worth || (a.phrase.key < b.phrase.key ? -1 : 1));
}

function name(scored: readonly Scored[], choice: Choice): Naming {
  const { taken, usage, asked } = choice;
  const named = scored.filter(({ phrase }) => readsAsName(bestSpelling(phrase), usage));
  const keywords = keywordsOf(named.length > 0 ? named : scored, choice.listed).map(keyword => usage.write(keyword));
  const fit = ({ phrase }: Scored) => !taken.has(phrase.key) && !phrase.stems.every(stem => asked.has(stem));
  const main = named.find(fit) ?? named.find(({ phrase }) => !taken.has(phrase.key)) ?? scored.find(fit);
  if (main === undefined) return { label: 'Autres propos', keywords };
  const longer = extend(main, named);
  taken.add(main.phrase.key);
  taken.add(longer.phrase.key);
  const first = usage.write(bestSpelling(longer.phrase));
  const second = named.find(
    found =>
      found.worth >= main.worth * SECOND_WORTH &&
      fit(found) &&
      !found.phrase.stems.some(stem => longer.phrase.stems.includes(stem)),
  );
  const both = second === undefined ? first : `${first}, ${usage.write(bestSpelling(extend(second, named).phrase))}`;
  return { label: capital(both.length <= MAX_LABEL_CHARS ? both : first), keywords };
}

/** A longer phrase that holds this one nearly as often: « déclaration de revenus » rather than « déclaration ». */
function extend(main: Scored, scored: readonly Scored[]): Scored {
  const longer = scored.find(
    ({ phrase }) =>
      phrase.stems.length > main.phrase.stems.length &&
      phrase.count >= main.phrase.count * 0.4 &&
      ` ${phrase.key} `.includes(` ${main.phrase.key} `),
  );
  return longer ?? main;
}

/** Keywords say what is frequent, more than what is telling: the label already does that. */
function keywordsOf(found: readonly Scored[], listed: Set<string>): string[] {
  const weight = ({ phrase, worth }: Scored) => worth * phrase.count ** 0.2;
  const scored = [...found].sort((a, b) => weight(b) - weight(a) || (a.phrase.key < b.phrase.key ? -1 : 1));
  const keywords: string[] = [];
  const stems = new Set<string>();
  for (const { phrase } of scored) {
    if (phrase.stems.length > 2 || phrase.stems.every(stem => stems.has(stem))) continue;
    // The first words are the theme's own, whoever else has them; the others complete what other themes list.
    if (keywords.length >= OWN_KEYWORDS && phrase.stems.every(stem => listed.has(stem))) continue;
    for (const stem of phrase.stems) stems.add(stem);
    keywords.push(bestSpelling(phrase));
    if (keywords.length === MAX_KEYWORDS) break;
  }
  for (const stem of stems) listed.add(stem);
  return keywords;
}

/** The first letter as a capital, the rest as it is. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
