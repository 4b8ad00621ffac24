/** One message of a catalog, compiled: ICU MessageFormat, with two freedoms less and French spacing added. */
import { IntlMessageFormat } from 'intl-messageformat';
import { frenchSpacing } from './typography.ts';

/** A compiled message and what it needs. */
export interface Message {
  /** Parameters shown as they are worded: `{name}`. */
  readonly shown: readonly string[];
  /** Parameters that decide: `{n, plural, …}`, `{kind, select, …}`, `{n, number}`. */
  readonly decisive: readonly string[];
  /** The parameter that the message begins with, if it does. */
  readonly opening: string | null;
  /** Values: `name` for what is shown, `#name` for what decides. Throws when one is missing. */
  readonly format: (values: Readonly<Record<string, string | number>>) => string;
}

type Node = ReturnType<IntlMessageFormat['getAst']>[number];

/** What `@formatjs/icu-messageformat-parser` numbers its nodes; tags are not read (`ignoreTag`). */
const LITERAL = 0;
const ARGUMENT = 1;
const DECISIVE: readonly number[] = [2, 3, 4, 5, 6];

const formattersOf = new Map<string, Formatters>();

interface Formatters {
  readonly getNumberFormat: (locale?: string | string[], options?: object) => Intl.NumberFormat;
  readonly getDateTimeFormat: () => never;
  readonly getPluralRules: (locale?: string | string[], options?: Intl.PluralRulesOptions) => Intl.PluralRules;
}

/**
 * Compiles a pattern for a locale (a BCP 47 tag). An apostrophe is only ever an apostrophe (ICU would read « l'{nom} »
 * as a quotation), and `<` is only ever a sign. Throws a SyntaxError that shows the pattern.
 */
export function compileMessage(pattern: string, locale: string): Message {
  const text = (locale.startsWith('fr') ? frenchSpacing(pattern) : pattern).replaceAll("'", "''");
  let nodes: Node[];
  try {
    nodes = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst();
  } catch (error) {
    throw new SyntaxError(`« ${pattern} » is not an ICU message`, { cause: error });
  }
  const names = { shown: new Set<string>(), decisive: new Set<string>() };
  collect(nodes, names);
  const only = nodes[0];
  if (only === undefined) return { shown: [], decisive: [], opening: null, format: () => '' };
  const compiled = new IntlMessageFormat(nodes, locale, undefined, { formatters: formattersFor(locale) });
  return {
    shown: [...names.shown],
    decisive: [...names.decisive],
    opening: only.type === ARGUMENT ? only.value : null,
    format: nodes.length === 1 && only.type === LITERAL ? () => only.value : values => String(compiled.format(values)),
  };
}

/** Notes the names, and has the decisive ones look for `#name`: a number may decide and be shown in the same message. */
function collect(nodes: readonly Node[], names: { readonly shown: Set<string>; readonly decisive: Set<string> }): void {
  for (const node of nodes) {
    if (node.type === ARGUMENT) names.shown.add(node.value);
    if (!DECISIVE.includes(node.type)) continue;
    if (!('value' in node) || typeof node.value !== 'string') continue;
    names.decisive.add(node.value);
    node.value = `#${node.value}`;
    if ('options' in node) for (const option of Object.values(node.options)) collect(option.value, names);
  }
}

/** Formatters shared by all messages of a locale. */
function formattersFor(locale: string): Formatters {
  const kept = formattersOf.get(locale);
  if (kept !== undefined) return kept;
  const plain = new Intl.NumberFormat(locale);
  const cardinal = new Intl.PluralRules(locale, { type: 'cardinal' });
  const ordinal = new Intl.PluralRules(locale, { type: 'ordinal' });
  const made: Formatters = {
    getNumberFormat: (_locale, options) => (options === undefined ? plain : new Intl.NumberFormat(locale, options)),
    getDateTimeFormat: () => {
      throw new Error('dates are parameters (`day`, `deadline`): a format in a message has no zone');
    },
    getPluralRules: (_locale, options) => (options?.type === 'ordinal' ? ordinal : cardinal),
  };
  formattersOf.set(locale, made);
  return made;
}
