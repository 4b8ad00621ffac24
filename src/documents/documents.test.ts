/** One document in three formats: what people wrote is only ever text in each of them. */
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from './document.ts';
import { toDocx } from './docx.ts';
import { escapeHtml, toHtml } from './html.ts';
import { escapeMarkdownText, toMarkdown } from './markdown.ts';

const HOSTILE = '<script>alert(1)</script> & "x" **gras** [ici](javascript:alert(1)) @everyone\n=1+1\n# titre';

const DOCUMENT: Document = {
  lang: 'fr',
  title: 'Synthèse <provisoire>',
  subtitle: 'Version 3',
  contents: true,
  blocks: [
    { kind: 'heading', level: 2, text: 'Constats', id: 'constats' },
    {
      kind: 'paragraph',
      line: [{ text: 'Voir ' }, { text: 'A4-0012', href: '#c-A4-0012' }, { text: ' et ', strong: true }],
    },
    { kind: 'quote', text: HOSTILE, source: [{ text: 'A4-0012', href: '#c-A4-0012' }], id: 'c-A4-0012' },
    { kind: 'list', ordered: true, items: ['un', HOSTILE] },
    {
      kind: 'table',
      caption: 'Qui répond',
      columns: ['Acteur', 'Nombre'],
      rows: [
        ['Élus', '12'],
        [HOSTILE, 'a|b'],
      ],
    },
    { kind: 'note', lines: ['Participation volontaire.'] },
    { kind: 'page_break' },
    { kind: 'heading', level: 3, text: 'Suite', id: 'suite' },
  ],
};

describe('HTML', () => {
  const html = toHtml(DOCUMENT);

  it('has one first heading, a language, a title and a way to the content', () => {
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('<title>Synthèse &lt;provisoire&gt;</title>');
    expect(html).toContain('<a class="skip" href="#contenu">Aller au contenu</a>');
    expect(html).toContain('<li class="level-3"><a href="#suite">Suite</a></li>');
  });

  it('shows what people wrote as text, whatever it holds', () => {
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/);
      }),
    );
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'vbscript:x', ' javascript:x'])(
    'follows no link to %s',
    href => {
      const page = toHtml({ ...DOCUMENT, blocks: [{ kind: 'paragraph', line: [{ text: 'ici', href }] }] });
      expect(page).toContain('<p>ici</p>');
    },
  );

  it('names its tables and their headings', () => {
    expect(html).toContain('<caption>Qui répond</caption>');
    expect(html).toContain('<th scope="col">Acteur</th>');
    expect(html).toContain('<th scope="row">Élus</th><td>12</td>');
  });

  it('has the links of a site around it, the current page said', () => {
    const links = [
      { label: 'Accueil', href: 'index.html', current: false },
      { label: 'Synthèses', href: 'syntheses.html', current: true },
    ];
    const page = toHtml(DOCUMENT, { site: 'La concertation', links, footer: ['Licence Ouverte 2.0'] });
    expect(page).toContain('<a href="syntheses.html" aria-current="page">Synthèses</a>');
    expect(page).toContain('<a href="index.html">Accueil</a>');
    expect(page).toContain('<footer><p>Licence Ouverte 2.0</p></footer>');
  });
});

describe('Markdown', () => {
  it('keeps a quotation inside its quote, and a cell inside its cell', () => {
    const text = toMarkdown(DOCUMENT);
    expect(text).toContain('> \\# titre');
    expect(text).toContain('> =1+1'.replace('=', '\\='));
    expect(text).toContain('| a\\|b |');
    expect(text).toContain('# Synthèse \\<provisoire\\>');
    expect(text).not.toMatch(/(?<!\\)<script/);
  });

  it.each([
    '1. liste',
    '- liste',
    '> cite',
    '+ liste',
    '# titre',
    '=== souligne',
    '*gras*',
    '[a](b)',
    '<b>',
    '@tous',
    '~~x~~',
  ])('reads %j as itself', text => expect(escapeMarkdownText(text)).toMatch(/\\/));
});

describe('DOCX', () => {
  it('holds the headings, the text as text and the links to what it cites', async () => {
    const xml = fileOf(await toDocx(DOCUMENT), 'word/document.xml');
    expect(xml).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(xml).toContain('w:val="Heading1"');
    expect(xml).toMatch(/<w:hyperlink[^>]*w:anchor="b_c_A4_0012"/);
    expect(xml).toMatch(/<w:bookmarkStart[^>]*w:name="b_c_A4_0012"/);
    expect(xml).toContain('<w:tblHeader');
  });

  it('takes characters that XML has no place for', async () => {
    const blocks = [{ kind: 'paragraph', line: 'a\u0000b\u001Fc\uD83Dd' } as const];
    const xml = fileOf(await toDocx({ ...DOCUMENT, blocks }), 'word/document.xml');
    expect(xml).toContain('abc\uFFFDd');
  });
});

/** A file of a zip archive, by its central directory. */
function fileOf(archive: Uint8Array, name: string): string {
  const bytes = Buffer.from(archive);
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, nameSize, extra, comment, local] = [20, 28, 30, 32, 42].map((offset, i) =>
      i === 0 || i === 4 ? bytes.readUInt32LE(at + offset) : bytes.readUInt16LE(at + offset),
    ) as [number, number, number, number, number];
    if (bytes.toString('utf8', at + 46, at + 46 + nameSize) === name) {
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const data = bytes.subarray(start, start + size);
      return (bytes.readUInt16LE(local + 8) === 0 ? data : inflateRawSync(data)).toString('utf8');
    }
    at += 46 + nameSize + extra + comment;
  }
  throw new Error(`no ${name} in the archive`);
}
