/** Which choices a few words may mean, by their labels. */
import { editDistance } from './distance.ts';
import { MAX_CHOICE_WORDS, MAX_LABELS_KEPT, MAX_WORDS_AFTER_LABEL, ONE_TYPO_LETTERS } from './limits.ts';
import { fold, words as wordsOf } from './normalize.ts';
import { isDontKnow, readYesNo } from './yes-no.ts';

export interface ChoiceOption {
  readonly name: string;
  readonly label: string;
}

/** A label made ready to be compared. */
interface KnownLabel {
  readonly key: string;
  /** The label without what stands in parentheses: « Autre (précisez) » is « autre ». */
  readonly plain: string;
  readonly words: readonly string[];
  readonly isOther: boolean;
  readonly saysYes: boolean | null;
  readonly isDontKnow: boolean;
}

/** A choice made ready to be compared. `position` counts from 1. */
export interface KnownChoice extends KnownLabel {
  readonly name: string;
  readonly position: number;
}

const EMPTY = new Set(
  `le la les l un une des de du d et ou en au aux a c est ce sont je j ai choisis prends vote dirais mets coche plutot
  surtout pour entre environ between moi ma mon mes reponse option choix peu aussi egalement the of and too also or for in to it is i choose pick take`.split(
    /\s+/,
  ),
);
const TURNED = /^(?:pas|ni|non|sauf|jamais|aucune?s?|plus|mais|sans|hors|excepte|ne|not|no|but|except|never|without)$/;
const QUALIFIES = /^(?:de|du|des|d|en|au|aux|a|avec|pour|qui|dans|chez|depuis|of|in|at|with|for|who|since)$/;
const PREFIX_LETTERS = 4;
const LABEL_START_LETTERS = 3;

/** « 5 000 » is written « 5000 » too. */
const ungrouped = (text: string): string => text.replace(/(\d)[\s.](?=\d{3}(?!\d))/g, '$1');
const keyOf = (text: string): string => fold(ungrouped(text));
const words = (text: string): string[] => wordsOf(ungrouped(text));

function prepareLabel(label: string): KnownLabel {
  const plainLabel = label.replace(/\s*\([^)]*\)/g, '');
  const plain = keyOf(plainLabel);
  return {
    key: keyOf(label),
    plain,
    words: words(label),
    isOther: /^(?:autres?|others?)$/.test(plain),
    saysYes: readYesNo(/^[^\s,.:;!?-]*/.exec(plain)?.[0] ?? ''),
    isDontKnow: isDontKnow(plainLabel),
  };
}

/** Labels come back at every turn: what is made of one depends on nothing else, and is kept. */
const kept = new Map<string, KnownLabel>();

function knownLabel(label: string): KnownLabel {
  let known = kept.get(label);
  if (known === undefined) {
    known = prepareLabel(label);
    if (kept.size >= MAX_LABELS_KEPT) kept.clear();
    kept.set(label, known);
  }
  return known;
}

export function prepareChoices(options: readonly ChoiceOption[]): KnownChoice[] {
  return options.map(({ name, label }, index) => {
    const known = knownLabel(label);
    const isOther = known.isOther || name === 'autre' || name === 'other';
    return { ...known, name, position: index + 1, isOther };
  });
}

const stem = (word: string): string => (word.length > 3 ? word.replace(/[sx]$/, '') : word);

/** 0 the same word (singular or plural), 1 its beginning, 2 a typing error; null when another word. */
function wordCost(said: string, known: string): number | null {
  const [a, b] = [stem(said), stem(known)];
  if (a === b) return 0;
  if (/^\d+$/.test(said)) return null;
  if (said.length >= PREFIX_LETTERS && known.startsWith(a)) return 1;
  const isLong = Math.min(said.length, known.length) >= ONE_TYPO_LETTERS;
  return isLong && editDistance(a, b, 1) <= 1 ? 2 : null;
}

/** Every word of `said` has its own word in the label: the sum of their costs; null otherwise. */
function allWordsCost(said: readonly string[], choice: KnownChoice): number | null {
  const left = [...choice.words];
  let total = 0;
  for (const word of said) {
    let best: { cost: number; at: number } | null = null;
    for (const [at, known] of left.entries()) {
      const cost = wordCost(word, known);
      if (cost !== null && (best === null || cost < best.cost)) best = { cost, at };
    }
    if (best === null) return null;
    total += best.cost;
    left.splice(best.at, 1);
  }
  return total;
}

/** The whole label, then a few words that qualify it without turning it: « seniors de la commune ». */
function startsWithLabel(said: readonly string[], choice: KnownChoice): boolean {
  const label = words(choice.plain);
  const extra = said.slice(label.length);
  if (!QUALIFIES.test(extra[0] ?? '')) return false;
  if (label.length === 0 || extra.length === 0 || extra.length > MAX_WORDS_AFTER_LABEL) return false;
  return (
    label.every((word, index) => wordCost(said[index] ?? '', word) === 0) && !extra.some(word => TURNED.test(word))
  );
}

/** Equal to a label, with or without its parentheses, forgiving case, accents and punctuation. */
export function equalChoices(text: string, choices: readonly KnownChoice[]): KnownChoice[] {
  const key = keyOf(text);
  return choices.filter(choice => key !== '' && (choice.key === key || choice.plain === key));
}

/** The choices that `text` may mean, all equally likely: one is a match, several are ambiguous, none is none. */
export function labelled(text: string, choices: readonly KnownChoice[]): KnownChoice[] {
  const key = keyOf(text);
  const equal = equalChoices(text, choices);
  const said = words(text);
  if (equal.length > 0 || said.length === 0 || said.length > MAX_CHOICE_WORDS) return equal;
  if (isDontKnow(text)) return choices.filter(choice => choice.isDontKnow);
  const yes = readYesNo(text);
  const agreeing = choices.filter(choice => yes !== null && choice.saysYes === yes);
  if (agreeing.length > 0) return agreeing;
  if (/^(?:tous|toutes|tout|all|everything|toutes? les? reponses?)$/.test(key)) {
    return choices.filter(choice => /^(?:tous|toutes|tout|all)\b/.test(choice.plain));
  }
  if (key.length >= LABEL_START_LETTERS && !/^\d+$/.test(key)) {
    const begun = choices.filter(choice => choice.key.startsWith(key));
    const whole = begun.filter(choice => /^[^\p{L}\p{N}]/u.test(choice.key.slice(key.length)));
    if (whole.length > 0) return whole;
    if (begun.length > 0) return begun;
  }
  const content = said.filter(word => !EMPTY.has(word));
  if (content.every(word => word.length < 2)) return [];
  const costs = choices.map(choice => ({ choice, cost: allWordsCost(content, choice) }));
  const best = Math.min(...costs.map(({ cost }) => cost ?? Number.POSITIVE_INFINITY));
  if (Number.isFinite(best)) return costs.filter(({ cost }) => cost === best).map(({ choice }) => choice);
  return choices.filter(choice => fold(choice.name).replaceAll('_', ' ') === key.replaceAll('_', ' '));
}

/** The choices whose whole label begins `text`, with a few more words that qualify it (« en cours de réflexion »). */
export function qualified(text: string, choices: readonly KnownChoice[]): KnownChoice[] {
  const said = words(text);
  return said.length > MAX_CHOICE_WORDS ? [] : choices.filter(choice => startsWithLabel(said, choice));
}
