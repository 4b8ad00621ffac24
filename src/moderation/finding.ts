/** What a rule saw in a text. A finding is a flag for a person to look at, never a decision. */
export const FINDING_KINDS = [
  'phone',
  'email',
  'nir',
  'address',
  'person',
  'insult',
  'link',
  'short',
  'danger',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export interface Finding {
  readonly kind: FindingKind;
  /** UTF-16 offsets in the text: from `start` to `end`, excluded. */
  readonly start: number;
  readonly end: number;
}

/** Kinds that are somebody's personal data: what `redact` takes out of a text. */
export const PERSONAL_KINDS: ReadonlySet<FindingKind> = new Set(['phone', 'email', 'nir', 'address', 'person']);

/** A finding for every match of a `g` expression, of its group `at` (the whole match by default; needs the `d` flag). */
export function findAll(kind: FindingKind, text: string, expression: RegExp, at = 0): Finding[] {
  const found: Finding[] = [];
  for (const match of text.matchAll(expression)) {
    const [start, end] = match.indices?.[at] ?? [match.index, match.index + match[0].length];
    found.push({ kind, start, end });
  }
  return found;
}
