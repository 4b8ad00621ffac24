import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, plainText } from '#messaging/index.ts';
import { clean } from './clean.ts';
import { renderPlain, renderScreen } from './render.ts';
import { spanLines } from './spans.ts';
import { columns } from './width.ts';

const choices = [
  { id: '1.yes', label: 'Oui' },
  { id: '1.no', label: 'Non' },
];

describe('plain text', () => {
  it('always holds the numbered choices', () => {
    expect(renderPlain({ text: "C'est **bien** cela ?", choices })).toBe("C'est bien cela ?\n1. Oui\n2. Non");
  });

  it('is only choices where there is no text', () => {
    expect(renderPlain({ text: '', choices })).toBe('1. Oui\n2. Non');
  });

  it('keeps a label on its line', () => {
    expect(renderPlain({ text: 'a', choices: [{ id: '1.a', label: 'deux\nlignes' }] })).toBe('a\n1. deux lignes');
  });

  it('lets through no control character, whatever people write', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, label) => {
        const out = renderPlain({ text: escapeMarkdown(text), choices: [{ id: '1.a', label }] });
        expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
        expect(out.isWellFormed()).toBe(true);
      }),
    );
  });

  it('removes whole escape sequences', () => {
    expect(clean('\u001b[31mrouge\u001b[0m \u001b]0;titre\u0007fin\r\nsuite\u0000')).toBe('rouge fin\nsuite');
  });
});

describe('a screen', () => {
  const text =
    "Bonjour ! **Je suis un robot.** L'agence aimerait connaître votre expérience du _numérique_ dans votre territoire.\n- un\n- deux";

  it('wraps at its width, eighty columns at most', () => {
    for (const width of [30, 80, 200]) {
      const lines = renderScreen({ text, choices }, { columns: width, colours: false }).split('\n');
      for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(Math.min(80, width));
      expect(lines.length).toBeGreaterThan(4);
    }
  });

  it('writes bold only where it can', () => {
    expect(renderScreen({ text, choices }, { columns: 80, colours: false })).not.toContain('\u001b');
    expect(renderScreen({ text, choices }, { columns: 80, colours: true })).toContain(
      '\u001b[1mJe suis un robot.\u001b[0m',
    );
  });

  it('reads the same with and without colours', () => {
    const plain = renderScreen({ text, choices }, { columns: 40, colours: false });
    const styled = renderScreen({ text, choices }, { columns: 40, colours: true });
    expect(clean(styled)).toBe(plain);
  });

  it('hangs a choice that takes two lines under its label', () => {
    const label = 'Conseiller, conseillère ou médiateur numérique';
    const out = renderScreen({ text: '', choices: [{ id: '1.a', label }] }, { columns: 30, colours: false });
    expect(out).toBe('1. Conseiller, conseillère ou\n   médiateur numérique');
  });

  it('cuts a word that no line can hold', () => {
    const out = renderScreen({ text: 'a'.repeat(50), choices: [] }, { columns: 20, colours: false });
    expect(out.split('\n')).toEqual(['a'.repeat(20), 'a'.repeat(20), 'a'.repeat(10)]);
  });

  it('keeps a no-break space from being broken', () => {
    const out = renderScreen({ text: `${'mot '.repeat(4)}quoi\u00a0?`, choices: [] }, { columns: 20, colours: false });
    expect(out).toBe('mot mot mot mot\nquoi\u00a0?');
  });

  it('loses no word and no weight, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.integer({ min: 20, max: 100 }), (markdown, width) => {
        const out = renderScreen({ text: markdown, choices: [] }, { columns: width, colours: false });
        expect(out.replace(/[ \n]/gu, '')).toBe(plainText(clean(markdown)).replace(/[ \n]/gu, ''));
      }),
    );
  });

  it('reads spans as the plain text does', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '*', '_', '\\', '[', ']', '(', ')', ' ', 'é', '-'), maxLength: 40 }),
        line => {
          expect(
            spanLines(line)
              .map(spans => spans.map(span => span.text).join(''))
              .join('\n'),
          ).toBe(plainText(line));
        },
      ),
    );
    expect(
      spanLines('voir [le site](https://exemple.fr/a_b_c)')
        .flat()
        .map(span => span.text)
        .join(''),
    ).toBe('voir le site (https://exemple.fr/a_b_c)');
  });

  it('counts columns as a screen does', () => {
    expect(columns('été')).toBe(3);
    expect(columns('e\u0301te\u0301')).toBe(3);
    expect(columns('日本')).toBe(4);
    expect(columns('🙂')).toBe(2);
    expect(columns('\u200d')).toBe(0);
  });
});
