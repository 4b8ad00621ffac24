/** The language that somebody is first spoken to in. */
import type { Consultation, Lang } from '#consultation/definition.ts';
import { LOCALE_CHARACTERS } from './limits.ts';

/** The consultation's language nearest to the account's (`en-GB` → `en`); else the consultation's default. */
export function languageOf(locale: string | undefined, consultation: Consultation): Lang {
  const parts = (locale ?? '').slice(0, LOCALE_CHARACTERS).toLowerCase().split(/[-_]/);
  for (let kept = parts.length; kept > 0; kept -= 1) {
    const wanted = parts.slice(0, kept).join('-');
    const found = consultation.languages.find(lang => lang.toLowerCase() === wanted);
    if (found !== undefined) return found;
  }
  return consultation.defaultLanguage;
}
