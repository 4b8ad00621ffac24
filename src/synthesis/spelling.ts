/** How words are used and written, so that a label reads as a person would write it: « l'État », « la TVA », « la poste ». */
import { fold } from '#text/index.ts';
import type { Token } from './stems.ts';

const DETERMINERS = new Set(
  'le la les l un une des du au aux ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes chaque d'.split(
    ' ',
  ),
);
/** Also pronouns: « les payer ». */
const OBJECTS = new Set('le la les l leur d'.split(' '));
/** What follows one of them is a verb: « je cherche », « on jette ». */
const SUBJECTS = new Set('je j tu il elle on ils elles qui ne n se s nous vous ça cela'.split(' '));
export const INFINITIVE = /(?:er|ir|oir|re)$/u;
const VERB_LIKE = /(?:er|ir|oir|dre|tre|ent|ez|ons|ait|ant|é|ée|és|ées|ement|i|it|u)$/u;
/** Two to six capitals: « CAF », « TVA ». */
const ACRONYM = /^\p{Lu}{2,6}$/u;
/** Share of a word's uses from which it is written so by everybody; a few who write « ISF » know what it is. */
const LEAST_ACRONYM = 0.2;
const LEAST_CAPITAL = 0.5;
/** Uses under which nothing is said of a word's case. */
const LEAST_USES = 2;
/** Words of a sentence in capitals from which it is shouted, not spelled. */
const SHOUTED = 0.5;
/** Names that hurried people write without their capital. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['france', 'France'],
  ['europe', 'Europe'],
]);
/** The State; « l'état civil » and « l'état des routes » are others. */
const STATE = /(?<=l['’])[eé]tat(?![\p{L}\p{N}]| (?:civil|des?|du)(?!\p{L}))/giu;
/** « d impot »: an apostrophe that was not typed. */
const ELIDED = /(?<![\p{L}\p{N}'’])([dljmnst]|qu) (?=[aeiouyhàâéèêëîïôû])/giu;

interface Used {
  nouns: number;
  verbs: number;
  total: number;
}

interface Cased {
  total: number;
  acronym: number;
  /** Elsewhere than at the head of a sentence. */
  inside: number;
  capital: number;
}

export class Usage {
  readonly #used = new Map<string, Used>();
  /** By folded word: « Etat » and « état » are one. */
  readonly #cased = new Map<string, Cased>();

  /** Reads one sentence. */
  read(text: string, all: readonly Token[]): void {
    const words = all.map(token => text.slice(token.start, token.end));
    const shouted =
      words.filter(word => word.length > 1 && word === word.toUpperCase()).length > words.length * SHOUTED;
    for (const [i, token] of all.entries()) {
      if (!token.content) continue;
      const word = words[i] as string;
      this.#readUse(word, words[i - 1]?.toLowerCase());
      if (!shouted) this.#readCase(word, i === 0);
    }
  }

  #readUse(word: string, before: string | undefined): void {
    const lower = word.toLowerCase();
    const used = this.#used.get(lower) ?? { nouns: 0, verbs: 0, total: 0 };
    used.total += 1;
    if (before !== undefined && SUBJECTS.has(before)) used.verbs += 1;
    if (before !== undefined && DETERMINERS.has(before) && !(OBJECTS.has(before) && INFINITIVE.test(lower)))
      used.nouns += 1;
    this.#used.set(lower, used);
  }

  #readCase(word: string, isFirst: boolean): void {
    const key = fold(word);
    const cased = this.#cased.get(key) ?? { total: 0, acronym: 0, inside: 0, capital: 0 };
    cased.total += 1;
    if (ACRONYM.test(word)) cased.acronym += 1;
    if (!isFirst) {
      cased.inside += 1;
      if (/^\p{Lu}\p{Ll}/u.test(word)) cased.capital += 1;
    }
    this.#cased.set(key, cased);
  }

  /** Whether the word is mostly met as a noun; rare words are judged by their ending. */
  isNoun(word: string): boolean {
    const lower = word.toLowerCase();
    if (ACRONYM.test(word)) return true;
    const used = this.#used.get(lower);
    if (used === undefined || used.total < 3) return !VERB_LIKE.test(lower);
    if (used.verbs > used.nouns) return false;
    return used.nouns / used.total >= (VERB_LIKE.test(lower) ? 0.45 : 0.12);
  }

  /** The words of a label in the capitals that people give them, with the apostrophes that they left out. */
  write(label: string): string {
    return label
      .replace(/[\p{L}\p{N}]+/gu, word => this.#inCapitals(word))
      .replace(ELIDED, "$1'")
      .replace(STATE, 'État');
  }

  #inCapitals(word: string): string {
    const known = NAMES.get(fold(word));
    if (known !== undefined) return known;
    const cased = this.#cased.get(fold(word));
    if (cased === undefined || cased.total < LEAST_USES || word.length < 2) return word;
    if (word.length <= 6 && cased.acronym / cased.total >= LEAST_ACRONYM) return word.toUpperCase();
    const isName = cased.inside >= LEAST_USES && cased.capital / cased.inside > LEAST_CAPITAL;
    return isName ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  }
}
