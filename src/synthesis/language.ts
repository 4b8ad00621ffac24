/** Whether a text is in French, guessed from its small words: enough to set aside what this engine can't read. */
import { words } from '#text/normalize.ts';
import { LANGUAGE_WORDS, MIN_LANGUAGE_WORDS } from './limits.ts';

const of = (list: string) => new Set(list.split(' '));
const FRENCH = of(
  'le la les de des du un une et est il elle on nous vous ils je pas ne que qui pour dans avec sur par ce cette ces au aux en plus sont faut l d qu c n s j leur leurs mais ou se sans tout tous etre avoir a y',
);
const OTHERS = [
  of(
    'the of and to is are that this for with not you we they it be have has should would from at by was in as on our their',
  ),
  of('el los las y que es por para con una del como mas pero sus este esta son hay muy no se lo al'),
  of('der die das und ist nicht ein eine mit fur auf den dem wir sie ich zu von im es auch werden sind'),
  of('il gli che di non una per con sono della del dei piu anche questo come ma nel alla e'),
  of('o os as que nao uma para com por mais do da dos das em se na no e sao'),
];
const LATIN = /\p{Script=Latin}/gu;
const LETTER = /\p{L}/gu;

/** `other` only where it is clear: another script, or another language's small words far ahead. Short texts are French. */
export function languageOf(text: string): 'fr' | 'other' {
  const start = text.slice(0, LANGUAGE_WORDS * 12);
  const letters = start.match(LETTER)?.length ?? 0;
  const latin = start.match(LATIN)?.length ?? 0;
  if (letters > 0 && latin < letters / 2) return 'other';
  const found = words(start).slice(0, LANGUAGE_WORDS);
  if (found.length < MIN_LANGUAGE_WORDS) return 'fr';
  const hits = (list: ReadonlySet<string>) => found.filter(word => list.has(word)).length;
  const french = hits(FRENCH);
  const other = Math.max(...OTHERS.map(hits));
  return other >= 3 && other > french * 1.5 ? 'other' : 'fr';
}

/** Whether a text may be French: short ones and names are. */
export const speaksFrench = (text: string): boolean => languageOf(text) === 'fr';
