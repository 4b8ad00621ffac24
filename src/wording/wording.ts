/** Turns phrases into the words of a language. */
import type { Lang } from '#consultation/definition.ts';
import type { Param, Phrase, Text } from '#conversation/phrases.ts';
import { escapeMarkdown, plainText } from '#messaging/markdown.ts';
import { type Catalog, type CatalogText, createCatalog } from './catalog.ts';
import { MAX_DEPTH } from './limits.ts';
import type { Message } from './message.ts';
import { sayDay, sayDeadline, sayMonth, sayOpening } from './moments.ts';
import type { WorkshopParam, WorkshopPhrase } from '#workshop/phrases.ts';
import type { OwnPhrase } from './own-phrases.ts';

/** A phrase of a conversation, of a workshop, or of the application itself. */
export type AnyPhrase = Phrase | OwnPhrase | WorkshopPhrase;
type AnyParam = Param | WorkshopParam;

export interface Wording {
  /** Our small Markdown. What people wrote stands in it escaped. */
  readonly word: (lang: Lang, text: Text | AnyPhrase) => string;
  /** The same as plain text, for labels that are never read as markup. */
  readonly label: (lang: Lang, text: Text | WorkshopPhrase) => string;
}

export interface WordingOptions {
  /** By language; `fr-simple` falls back on `fr`, everything on the default. */
  readonly catalogs: Readonly<Record<Lang, CatalogText>>;
  readonly defaultLanguage: Lang;
  /** A territory's code, with its article, in a language: « en Haute-Savoie ». */
  readonly describePlace: (code: string, lang: Lang) => string;
}

/**
 * A language without a catalog is worded in the default one; so is a phrase that a catalog lacks. Throws where a
 * phrase is in no catalog, or lacks a parameter: the catalogs' test makes sure that none does.
 */
export function createWording(options: WordingOptions): Wording {
  const catalogs = new Map(
    Object.entries(options.catalogs).map(([lang, texts]) => [lang, createCatalog(lang, texts)] as const),
  );
  const chains = new Map<Lang, readonly Catalog[]>();

  function chainOf(lang: Lang): readonly Catalog[] {
    const kept = chains.get(lang);
    if (kept !== undefined) return kept;
    const base = lang.split('-')[0] ?? lang;
    const wanted = [...new Set([lang, base, options.defaultLanguage])];
    const chain = wanted.map(one => catalogs.get(one)).filter(catalog => catalog !== undefined);
    // Languages come from platforms: only those that exist are remembered.
    if (catalogs.has(lang)) chains.set(lang, chain);
    return chain;
  }

  function wordPhrase(chain: readonly Catalog[], { key, params }: AnyPhrase, depth: number): string {
    if (depth > MAX_DEPTH) throw new Error(`phrases within phrases: ${key}`);
    for (const catalog of chain) {
      const message = catalog.message(key);
      if (message === undefined) continue;
      const values: Record<string, string | number> = {};
      for (const name of message.shown) values[name] = wordParam(chain, catalog, given(key, name, params), depth);
      for (const name of message.decisive) values[`#${name}`] = deciding(key, name, given(key, name, params));
      const text = message.format(values);
      return depth === 0 && opensWithPlace(message, params) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
    }
    throw new Error(`no catalog has the phrase ${key}`);
  }

  function wordParam(chain: readonly Catalog[], catalog: Catalog, param: AnyParam, depth: number): string {
    if (typeof param === 'string') return escapeMarkdown(param);
    if (typeof param === 'number') return numberFormat(catalog.locale).format(param);
    if ('phrase' in param) return wordPhrase(chain, param.phrase, depth + 1);
    if ('list' in param) {
      return listFormat(catalog.locale).format(param.list.map(one => wordParam(chain, catalog, one, depth + 1)));
    }
    if ('items' in param) return joinItems(param.items.map(one => wordParam(chain, catalog, one, depth + 1)));
    if ('lines' in param) return param.lines.map(one => wordParam(chain, catalog, one, depth + 1)).join('\n');
    if ('month' in param) return sayMonth(param.month, catalog.locale);
    if ('opening' in param) return sayOpening(param.opening, param.zone, catalog.locale);
    if ('day' in param) return sayDay(param.day, catalog.locale);
    if ('deadline' in param) return sayDeadline(param.deadline, param.zone, catalog.locale);
    if ('markdown' in param) return param.markdown;
    return escapeMarkdown(options.describePlace(param.place, catalog.lang));
  }

  const word = (lang: Lang, text: Text | AnyPhrase): string =>
    typeof text === 'string' ? escapeMarkdown(text) : wordPhrase(chainOf(lang), text, 0);

  return { word, label: (lang, text) => (typeof text === 'string' ? text : plainText(word(lang, text))) };
}

/** A place has its article (« la région … »): a sentence that it opens takes a capital. */
function opensWithPlace({ opening }: Message, params: AnyPhrase['params']): boolean {
  const param = opening === null ? undefined : params[opening];
  return typeof param === 'object' && 'place' in param;
}

function given(key: string, name: string, params: AnyPhrase['params']): AnyParam {
  const param = params[name];
  if (param === undefined) throw new Error(`the phrase ${key} lacks its parameter ${name}`);
  return param;
}

function deciding(key: string, name: string, param: AnyParam): string | number {
  if (typeof param === 'string' || typeof param === 'number') return param;
  throw new Error(`the parameter ${name} of ${key} decides between wordings: a number or a plain name is needed`);
}

const numbers = new Map<string, Intl.NumberFormat>();
const lists = new Map<string, Intl.ListFormat>();

function numberFormat(locale: string): Intl.NumberFormat {
  const kept = numbers.get(locale) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  numbers.set(locale, kept);
  return kept;
}

function listFormat(locale: string): Intl.ListFormat {
  const kept = lists.get(locale) ?? new Intl.ListFormat(locale, { type: 'conjunction' });
  lists.set(locale, kept);
  return kept;
}

/** « a, b, c »; « a ; b ; c » where one holds a comma of its own. */
function joinItems(items: readonly string[]): string {
  return items.join(items.some(item => item.includes(',')) ? ' ; ' : ', ');
}
