/** The words and signs of a condition. */
export interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'sign';
  /** Without its quotes for a text. */
  readonly text: string;
  /** UTF-16 index in the source. */
  readonly offset: number;
}

export type Tokens =
  | { readonly ok: true; readonly tokens: readonly Token[] }
  | { readonly ok: false; readonly message: string; readonly offset: number };

// In this order: a number only where no letter follows it (« 5k_50k » is a word, some choices are so named).
const TOKEN =
  /(?<number>-?\d{1,15}(?:\.\d{1,15})?(?![\w.]))|(?<word>\w+)|'(?<single>[^'\n]*)'|"(?<double>[^"\n]*)"|(?<sign>!=|<=|>=|[=<>(),])/y;

/** What people who know another language write first, and what to write here. */
const HABITS: readonly (readonly [pattern: RegExp, message: string])[] = [
  [/\$\{/y, 'écrivez le nom seul, sans « ${…} »'],
  [/==/y, 'écrivez un seul « = »'],
  [/<>|≠/y, 'écrivez « != »'],
  [/≤/y, 'écrivez « <= »'],
  [/≥/y, 'écrivez « >= »'],
  [/&&?/y, 'écrivez « and »'],
  [/\|\|?/y, 'écrivez « or »'],
  [/!/y, 'écrivez « not », ou « != »'],
  [/['"]/y, 'il manque le guillemet fermant'],
  [/[’‘“”«»]/y, "entourez les textes d'apostrophes droites : '…'"],
  [/\p{L}/uy, "les noms s'écrivent sans accent : a-z, 0-9 et _"],
  [/-?\d/y, 'ce nombre ne se lit pas : écrivez par exemple 12 ou 1.5'],
];

export function tokenize(source: string): Tokens {
  const tokens: Token[] = [];
  let offset = 0;
  while (offset < source.length) {
    if (/\s/.test(source.charAt(offset))) {
      offset += 1;
      continue;
    }
    // « == » and « <> » are two signs each for the pattern: they are answered with advice instead.
    const found = matchAt(/==|<>/y, source, offset) ? null : matchAt(TOKEN, source, offset);
    if (!found?.groups) return { ok: false, message: adviceAt(source, offset), offset };
    const { number, word, single, double, sign } = found.groups;
    const text = number ?? word ?? single ?? double ?? sign ?? '';
    const kind = number !== undefined ? 'number' : word !== undefined ? 'word' : sign !== undefined ? 'sign' : 'text';
    tokens.push({ kind, text, offset });
    offset += found[0].length;
  }
  return { ok: true, tokens };
}

function adviceAt(source: string, offset: number): string {
  const habit = HABITS.find(([pattern]) => matchAt(pattern, source, offset));
  return habit
    ? habit[1]
    : `« ${String.fromCodePoint(source.codePointAt(offset) ?? 0)} » n'a pas de sens dans une condition`;
}

function matchAt(pattern: RegExp, source: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(source);
}
