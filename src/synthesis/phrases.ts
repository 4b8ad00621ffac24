/** Groups of words as people write them: what a theme may be named by. */
import { isStopWord } from './stop-words.ts';
import { INFINITIVE, type Usage } from './spelling.ts';
import { type Token, tokens } from './stems.ts';

/** One phrase, by its stems, with its spellings. */
export interface Phrase {
  /** Content stems, in order, joined by a space. */
  readonly key: string;
  readonly stems: readonly string[];
  /** Texts in which it is. */
  count: number;
  /** Spellings, each with how often it was met. */
  readonly spellings: Map<string, number>;
}

/** Content words of one phrase. */
const MAX_PHRASE_WORDS = 4;
/** Small words allowed inside a phrase; a pronoun or an « and » would make it a sentence. */
const INSIDE = new Set('de d du des la le les l à au aux en sur pour par'.split(' '));
/** Endings of conjugated verbs: no phrase ends or begins with one. */
const CONJUGATED = /(?:aient|erait|eraient|issent|ront|erons|erez|iez|ions nous|èrent|âmes)$/u;
const NUMBER = /^\d+$/;

/** Adds the phrases of `text` to `found`, each once, and how its words are used to `usage`. */
export function addPhrases(text: string, found: Map<string, Phrase>, usage: Usage): void {
  const all = tokens(text);
  usage.read(text, all);
  const seen = new Set<string>();
  for (let i = 0; i < all.length; i += 1) {
    const first = all[i] as Token;
    if (!isContent(first, text)) continue;
    const stems: string[] = [];
    let last = first;
    for (let j = i; j < all.length && stems.length < MAX_PHRASE_WORDS; j += 1) {
      const token = all[j] as Token;
      if (j > i && !joined(text.slice((all[j - 1] as Token).end, token.start))) break;
      if (isContent(token, text)) {
        stems.push(token.stem);
        last = token;
        add(text.slice(first.start, last.end), stems, found, seen);
      } else if (!INSIDE.has(text.slice(token.start, token.end).toLowerCase())) break;
    }
  }
}

const joined = (between: string) => /^(?:\s|-|['’])$/u.test(between) || /^ {1,2}$/.test(between);

function isContent(token: Token, text: string): boolean {
  const word = text.slice(token.start, token.end);
  return token.content && !NUMBER.test(word) && !isStopWord(token.stem) && !CONJUGATED.test(word.toLowerCase());
}

function add(spelling: string, stems: readonly string[], found: Map<string, Phrase>, seen: Set<string>): void {
  const key = stems.join(' ');
  if (new Set(stems).size < stems.length) return;
  const phrase = found.get(key) ?? { key, stems: [...stems], count: 0, spellings: new Map<string, number>() };
  if (!seen.has(key)) phrase.count += 1;
  seen.add(key);
  const written = isAcronym(spelling) ? spelling : spelling.toLowerCase();
  phrase.spellings.set(written, (phrase.spellings.get(written) ?? 0) + 1);
  found.set(key, phrase);
}

/** « CAF », « TVA » keep their capitals; a shouted sentence does not. */
const isAcronym = (spelling: string) => /^\p{Lu}{2,5}$/u.test(spelling);

/** Whether a spelling reads as a name for something: « accès aux soins », « supprimer les niches », not « payé ». */
export function readsAsName(spelling: string, usage: Usage): boolean {
  const all = spelling.split(/[\s'’-]+/u);
  const first = all[0] ?? '';
  const last = all.at(-1) ?? '';
  if (all.length === 1) return usage.isNoun(first);
  if (last.endsWith('ement') && !usage.isNoun(last)) return false;
  if (INFINITIVE.test(last) && !usage.isNoun(last)) return false;
  return usage.isNoun(first) || (INFINITIVE.test(first) && all.length > 2);
}

/** The spelling to show: the most frequent, an accented one being preferred to the same without accents. */
export function bestSpelling(phrase: Phrase): string {
  const accented = (spelling: string) => /[à-ÿœ]/u.test(spelling);
  let best = '';
  let bestScore = 0;
  for (const [spelling, n] of phrase.spellings) {
    const score = n * (accented(spelling) ? 3 : 1);
    if (score > bestScore || (score === bestScore && spelling < best)) {
      best = spelling;
      bestScore = score;
    }
  }
  return best;
}
