/** Menus of our own (« 1. Commencer 2. En savoir plus »): read by number, letter, click or words. */
import { editDistance, fold, readChoices, readYesNo } from '#text/index.ts';
import type { SayChoice } from './effects.ts';
import type { Text } from './phrases.ts';
import type { Input, Turn } from './turn.ts';

export interface MenuOption<V extends string = string> {
  readonly value: V;
  readonly label: Text;
  /** Words that choose it, folded, in French and English. */
  readonly words: readonly string[];
  /** Every way of saying yes, or no, chooses it too. The values `yes` and `no` need not say so. */
  readonly says?: 'yes' | 'no';
}

export function menuChoices(options: readonly MenuOption[]): readonly SayChoice[] {
  return options.map(({ value, label }) => ({ value, label }));
}

/** The option that the input takes, or null. `yes` and `no` values understand every way of saying so. */
export function readMenu<V extends string>(turn: Turn, options: readonly MenuOption<V>[], input: Input): V | null {
  if (input.kind === 'choice') {
    const [value] = input.values;
    return options.find(option => option.value === value)?.value ?? null;
  }
  const folded = fold(input.text);
  const byWords = options.find(option => option.words.includes(folded));
  if (byWords !== undefined) return byWords.value;
  const labelled = options.map(option => ({
    name: option.value,
    label: labelOf(turn, option),
  }));
  const reading = readChoices(input.text, labelled, false, turn.session.lang);
  if (reading.ok && reading.names[0] !== undefined)
    return options.find(option => option.value === reading.names[0])?.value ?? null;
  const yes = readYesNo(input.text);
  if (yes !== null) {
    const spoken = options.find(option => (option.says ?? option.value) === (yes ? 'yes' : 'no'));
    if (spoken !== undefined) return spoken.value;
  }
  return (
    options.find(option => option.words.some(word => word.length >= 5 && editDistance(word, folded, 1) <= 1))?.value ??
    null
  );
}

/** The label as it is shown; where no wording is at hand, the first of the option's words. */
function labelOf(turn: Turn, option: MenuOption): string {
  const { context, session } = turn;
  if (typeof option.label === 'string') return option.label;
  return context.wording?.label(session.lang, option.label) ?? option.words[0] ?? option.value;
}
