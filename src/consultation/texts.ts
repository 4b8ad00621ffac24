/** Reads texts in every language of the consultation. */
import type { Lang, Localized } from './definition.ts';
import { LIMITS } from './limits.ts';
import type { Path } from './problem.ts';
import type { Report, Source } from './report.ts';
import type { RawText } from './shape.ts';
import { didYouMean } from './suggestion.ts';
import { frenchSpacing } from './typography.ts';

/** The languages a consultation declares; undefined where they could not be read, and then nothing is missing. */
export interface Languages {
  readonly all: readonly Lang[];
  readonly byDefault: Lang;
}

export interface TextOptions {
  /** Most characters; `LIMITS.textChars` by default. */
  readonly max?: number;
  /** Placeholders that may stand in it (`territoire`); none by default. */
  readonly placeholders?: readonly string[];
}

export class Texts {
  readonly languages: Languages | undefined;
  readonly #report: Report;

  constructor(languages: Languages | undefined, report: Report) {
    this.languages = languages;
    this.#report = report;
  }

  /** What is wrong goes to the report; what can be read is returned, in the order of the languages. */
  read(raw: RawText, source: Source, path: Path, options: TextOptions = {}): Localized {
    const { languages } = this;
    if (typeof raw === 'string') {
      this.#check(raw, source, path, options);
      this.#missing(source, path, languages?.all.filter(lang => lang !== languages.byDefault) ?? []);
      const lang = languages?.byDefault ?? 'fr';
      return { [lang]: typeset(raw, lang) };
    }
    for (const [lang, text] of Object.entries(raw)) {
      this.#check(text, source, [...path, lang], options);
      if (languages && !languages.all.includes(lang)) {
        const advice = didYouMean(lang, languages.all) || ' : ajoutez-la à « languages », ou retirez cette ligne';
        const message = `langue « ${lang} » absente de « languages »${advice}`;
        this.#report.add(source, [...path, lang], 'bad_language', message, { on: 'key' });
      }
    }
    this.#missing(source, path, languages?.all.filter(lang => raw[lang] === undefined) ?? []);
    const order = languages?.all ?? Object.keys(raw);
    return Object.fromEntries(
      order.flatMap(lang => (raw[lang] === undefined ? [] : [[lang, typeset(raw[lang], lang)]])),
    );
  }

  #missing(source: Source, path: Path, missing: readonly Lang[]): void {
    if (missing.length === 0) return;
    const message = `il manque la traduction : ajoutez ${missing.map(lang => `« ${lang}: … »`).join(', ')}`;
    this.#report.add(source, path, 'missing_translation', message, { on: 'key' });
  }

  #check(text: string, source: Source, path: Path, options: TextOptions): void {
    const max = options.max ?? LIMITS.textChars;
    if (text.trim() === '') this.#report.add(source, path, 'empty_text', 'texte vide : écrivez-le, ou retirez la clé');
    if (text.length > max) {
      this.#report.add(source, path, 'too_big', `texte de ${text.length} caractères : ${max} au plus`);
    }
    for (const found of text.matchAll(/\{([^{}\s]*)\}/g)) {
      const name = found[1] ?? '';
      if (options.placeholders?.includes(name)) continue;
      const advice = options.placeholders
        ? `seul « {${options.placeholders.join('}, {')}} » est remplacé${didYouMean(name, options.placeholders)}`
        : "rien n'est remplacé ici : seul « label » peut montrer {territoire}";
      this.#report.add(source, path, 'unknown_placeholder', `« ${found[0]} » : ${advice}`, { offset: found.index });
    }
  }
}

/** The spaces around, and those of French, are ours to mend. */
export function typeset(text: string, lang: Lang): string {
  return /^fr\b/.test(lang) ? frenchSpacing(text.trim()) : text.trim();
}

/** Whether any language of a text holds the placeholder. */
export function holds(text: Localized, placeholder: string): boolean {
  return Object.values(text).some(words => words.includes(`{${placeholder}}`));
}
