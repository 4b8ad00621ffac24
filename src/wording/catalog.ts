/** A catalog: the words of one language, by phrase key. Compiled once, when a phrase is first said. */
import { compileMessage, type Message } from './message.ts';

/** Phrase key → ICU message, as in `fr.json`. */
export type CatalogText = Readonly<Record<string, string>>;

export interface Catalog {
  readonly lang: string;
  /** The tag that numbers, lists and dates are said with. */
  readonly locale: string;
  /** Undefined where the catalog doesn't have the key. Throws a SyntaxError for a message that is not ICU. */
  readonly message: (key: string) => Message | undefined;
}

export function createCatalog(lang: string, texts: CatalogText): Catalog {
  const locale = localeOf(lang);
  const compiled = new Map<string, Message>();
  const message = (key: string): Message | undefined => {
    const kept = compiled.get(key);
    if (kept !== undefined) return kept;
    const text = Object.hasOwn(texts, key) ? texts[key] : undefined;
    if (text === undefined) return undefined;
    const made = compileMessage(text, locale);
    compiled.set(key, made);
    return made;
  };
  return { lang, locale, message };
}

/** Plain French is French for `Intl`; English is the European one (24 March, no serial comma). */
function localeOf(lang: string): string {
  if (lang === 'fr' || lang.startsWith('fr-')) return 'fr-FR';
  if (lang === 'en') return 'en-GB';
  return Intl.getCanonicalLocales(lang)[0] ?? 'fr-FR';
}
