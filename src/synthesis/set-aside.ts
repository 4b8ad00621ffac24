/** What is read of the input, and what is set aside, each counted. */
import { cleanText, fold, isDontKnow } from '#text/index.ts';
import { languageOf } from './language.ts';
import { MAX_TEXT_CHARS } from './limits.ts';
import type { SourceText } from './model.ts';
import { quoteStands } from './quote.ts';

/** A text that can be read. */
export interface ReadText extends SourceText {
  /** As it was given, where cleaning took characters out of it: only what stands here too can be quoted. */
  readonly asGiven?: string;
}

export interface Sorted {
  readonly read: readonly ReadText[];
  readonly setAside: { readonly empty: number; readonly noOpinion: number; readonly otherLanguage: number };
}

const NO_OPINION =
  /^(?:(?:je )?(?:ne )?(?:sais|sait) (?:pas|rien)(?: trop)?|aucune? (?:idee|avis|opinion)|(?:je n'ai )?pas d'(?:avis|idee|opinion)s?|sans (?:avis|opinion|reponse|objet)|ras|r\.a\.s|nsp|neant|na|n\/a|no comment|idem|passer?|\.+|x+|rien a (?:dire|ajouter|signaler)|nc)$/;

/** Sorts the input: cleaned texts in their order, and how many were set aside for what reason. */
export function sortTexts(texts: readonly SourceText[]): Sorted {
  const setAside = { empty: 0, noOpinion: 0, otherLanguage: 0 };
  const read: ReadText[] = [];
  for (const source of texts) {
    const clean = cleanText(source.text);
    const text = clean.slice(0, MAX_TEXT_CHARS);
    if (!/[\p{L}\p{N}]/u.test(text)) setAside.empty += 1;
    else if (saysNothing(text)) setAside.noOpinion += 1;
    else if (languageOf(text) === 'other') setAside.otherLanguage += 1;
    else read.push(isAsGiven(clean, source.text) ? { ...source, text } : { ...source, text, asGiven: source.text });
  }
  return { read, setAside };
}

/** Whether a sentence of the cleaned text stands in the text as given. */
export const canQuote = ({ asGiven }: ReadText, sentence: string): boolean =>
  asGiven === undefined || quoteStands(sentence, asGiven);

/** Whether cleaning changed line ends and the two ends of the text at most. */
const isAsGiven = (clean: string, given: string) => given.replace(/\r\n?/g, '\n').normalize('NFC').trim() === clean;

/** « Je ne sais pas », « RAS »: an answer, not an opinion. « Rien » or « aucun » answer some questions: they stay. */
function saysNothing(text: string): boolean {
  return text.length < 60 && (NO_OPINION.test(fold(text)) || isDontKnow(text));
}
