import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, plainText } from './markdown.ts';

describe('escapeMarkdown', () => {
  it('makes any text read as itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(plainText(escapeMarkdown(text))).toBe(text);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[-*_[\]()`~<>#|@&+\\ a\n]*$/), text => {
        expect(plainText(escapeMarkdown(text))).toBe(text);
      }),
    );
  });

  it.each([
    '@everyone',
    '<!channel>',
    '**gras**',
    '- liste',
    '[ici](https://example.org)',
    '<@U123>',
    '# titre',
    '> cite',
  ])('leaves no markup in %j', text => {
    const escaped = escapeMarkdown(text);
    expect(escaped).not.toMatch(/(?<!\\)[@<*[#>]/);
    expect(escaped).not.toMatch(/^-/);
  });
});

describe('plainText', () => {
  it.each([
    ['**gras** et _doux_', 'gras et doux'],
    ['- un\n- deux', '– un\n– deux'],
    ['[le site](https://example.org)', 'le site (https://example.org)'],
    ['[https://example.org](https://example.org)', 'https://example.org'],
    ['\n\naprès', '\n\naprès'],
    ['nom_de_fichier', 'nom_de_fichier'],
    ['\\*étoile\\*', '*étoile*'],
  ])('%j reads %j', (markdown, text) => expect(plainText(markdown)).toBe(text));
});
