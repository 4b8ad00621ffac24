/** A stream of bytes → bounded lines. Pulled one at a time, so that a slow reader slows the writer down. */

export type RawLine =
  | { readonly kind: 'line'; readonly number: number; readonly text: string }
  | { readonly kind: 'tooLong' | 'notUtf8'; readonly number: number };

/**
 * Yields each line (`\n` or `\r\n`; blank ones too) with its number from 1. A line over `maxBytes` is passed over
 * without being kept; the last one needs no line end. Bytes that are not UTF-8 are told, never guessed at.
 */
export async function* readLines(
  stream: AsyncIterable<Uint8Array | string>,
  maxBytes: number,
): AsyncGenerator<RawLine, void> {
  const encoder = new TextEncoder();
  let parts: Uint8Array[] = [];
  let size = 0;
  let number = 1;
  const take = (part: Uint8Array): void => {
    size += part.length;
    if (size <= maxBytes) parts.push(part);
    else parts = [];
  };
  const end = (): RawLine => {
    const line = size > maxBytes ? ({ kind: 'tooLong', number } as const) : decode(parts, size, number);
    parts = [];
    size = 0;
    number += 1;
    return line;
  };
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? encoder.encode(chunk) : chunk;
    let from = 0;
    for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, from)) {
      take(bytes.subarray(from, at));
      from = at + 1;
      yield end();
    }
    if (from < bytes.length) take(bytes.subarray(from));
  }
  if (size > 0) yield end();
}

function decode(parts: readonly Uint8Array[], size: number, number: number): RawLine {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(whole);
    return { kind: 'line', number, text: text.endsWith('\r') ? text.slice(0, -1) : text };
  } catch {
    return { kind: 'notUtf8', number };
  }
}
