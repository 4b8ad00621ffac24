/** PURE: reading what came over the wire, of which nothing is sure. */

export type Json = Readonly<Record<string, unknown>>;

/** The object, or an empty one. */
export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** The objects of a list; nothing else in it is kept. */
export function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(one => typeof one === 'object' && one !== null).map(object) : [];
}

/** The text, or an empty one. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The text; null for nothing or an empty one. */
export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
