import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from './lines.ts';
import type { RawLine } from './lines.ts';

async function all(chunks: readonly (Uint8Array | string)[], maxBytes = 1_000): Promise<RawLine[]> {
  const lines: RawLine[] = [];
  async function* stream(): AsyncGenerator<Uint8Array | string> {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  }
  for await (const line of readLines(stream(), maxBytes)) lines.push(line);
  return lines;
}

describe('lines of a stream', () => {
  it('numbers them, with either line end, and takes a last one without', async () => {
    expect(await all(['a\nb\r\n\nc'])).toEqual([
      { kind: 'line', number: 1, text: 'a' },
      { kind: 'line', number: 2, text: 'b' },
      { kind: 'line', number: 3, text: '' },
      { kind: 'line', number: 4, text: 'c' },
    ]);
  });

  it('passes over a line that is too long and goes on', async () => {
    expect(await all(['12345', '67890', '1\nok\n'], 10)).toEqual([
      { kind: 'tooLong', number: 1 },
      { kind: 'line', number: 2, text: 'ok' },
    ]);
  });

  it('says that bytes are not UTF-8 and goes on', async () => {
    expect(await all([new Uint8Array([0xff, 0xfe, 0x0a]), 'ok\n'])).toEqual([
      { kind: 'notUtf8', number: 1 },
      { kind: 'line', number: 2, text: 'ok' },
    ]);
  });

  it('reads the same however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' })), fc.array(fc.nat(50)), async (texts, cuts) => {
        const bytes = new TextEncoder().encode(texts.join('\n'));
        const chunks: Uint8Array[] = [];
        let from = 0;
        for (const cut of cuts) {
          chunks.push(bytes.slice(from, from + cut));
          from += cut;
        }
        chunks.push(bytes.slice(from));
        expect(await all(chunks)).toEqual(await all([bytes]));
      }),
    );
  });
});
