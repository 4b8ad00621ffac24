/**
 * Names given by platforms (accounts, events, messages), as a TEXT column of either database can hold them.
 *
 * PostgreSQL refuses the character NUL, and half a surrogate pair becomes U+FFFD on its way to either: two names would
 * be taken for one. They are written as `\uXXXX`, and `\` as `\\`; every other text stands as it is. JSON columns need
 * none of it: `JSON.stringify` already writes both as escapes.
 */
const UNSAFE = /[\\\0]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const MAY_BE_UNSAFE = /[\\\0\uD800-\uDFFF]/;

export function safeText(text: string): string {
  if (!MAY_BE_UNSAFE.test(text)) return text;
  return text.replace(UNSAFE, unit =>
    unit === '\\' ? '\\\\' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The inverse of `safeText`. */
export function unsafeText(stored: string): string {
  if (!stored.includes('\\')) return stored;
  return stored.replace(/\\(?:\\|u([0-9a-f]{4}))/g, (_all, code: string | undefined) =>
    code === undefined ? '\\' : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
