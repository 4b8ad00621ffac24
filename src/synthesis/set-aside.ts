/** What is read of the input, and what is set aside, each counted. */
import { cleanText, fold, isDontKnow } from '#text/index.ts';
import { languageOf } from './language.ts';
import { MAX_TEXT_CHARS } from './limits.ts';
import type { SourceText } from './model.ts';

export interface Sorted {
  readonly read: readonly SourceText[];
  readonly setAside: { readonly empty: number; readonly noOpinion: number; readonly otherLanguage: number };
}

const NO_OPINION =
  /^(?:(?:je )?(?:ne )?(?:sais|sait) (?:pas|rien)(?: trop)?|aucune? (?:idee|avis|opinion)|(?:je n'ai )?pas d'(?:avis|idee|opinion)s?|sans (?:avis|opinion|reponse|objet)|ras|r\.a\.s|nsp|neant|na|n\/a|no comment|idem|passer?|\.+|x+|rien a (?:dire|ajouter|signaler)|nc)$/;

/** Sorts the input: cleaned texts in their order, and how many were set aside for what reason. */
export function sortTexts(texts: readonly SourceText[]): Sorted {
  const setAside = { empty: 0, noOpinion: 0, otherLanguage: 0 };
  const read: SourceText[] = [];
  for (const source of texts) {
    const text = cleanText(source.text).slice(0, MAX_TEXT_CHARS);
    if (!/[\p{L}\p{N}]/u.test(text)) setAside.empty += 1;
    else if (saysNothing(text)) setAside.noOpinion += 1;
    else if (languageOf(text) === 'other') setAside.otherLanguage += 1;
    else read.push({ ...source, text });
  }
  return { read, setAside };
}

/** « Je ne sais pas », « RAS »: an answer, not an opinion. « Rien » or « aucun » answer some questions: they stay. */
function saysNothing(text: string): boolean {
  return text.length < 60 && (NO_OPINION.test(fold(text)) || isDontKnow(text));
}
