/** What files are taken, under which name, without what. */
import { describe, expect, test } from 'vitest';
import { fileName } from './incoming-files.ts';
import { FILE_NAME_CHARACTERS } from './limits.ts';
import { sniff } from './sniff.ts';
import { stripMetadata } from './strip-metadata.ts';
import { DOCX, JPEG, ODT, PDF, PNG, WEBP, zip } from './test-support/files.ts';

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

describe('a file is what its bytes say', () => {
  test.each([
    ['pdf', PDF],
    ['png', PNG],
    ['jpeg', JPEG],
    ['webp', WEBP],
    ['odt', ODT],
    ['ods', zip(['mimetype', 'content.xml'], 'application/vnd.oasis.opendocument.spreadsheet')],
    ['docx', DOCX],
    ['xlsx', zip(['[Content_Types].xml', 'xl/workbook.xml'])],
    ['txt', text('Une permanence par semaine, à la mairie.\n')],
  ] as const)('%s', (kind, bytes) => {
    expect(sniff(bytes, 'photo.exe')).toBe(kind);
  });

  test('only the name tells a CSV from a text', () => {
    expect(sniff(text('lieu;heures\nmairie;3\n'), 'Lieux.CSV')).toBe('csv');
    expect(sniff(text(`${'é'.repeat(2_047)}x€ et la suite`), 'a.txt')).toBe('txt');
  });

  test.each([
    ['a program', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3])],
    ['an ELF', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 1])],
    ['an archive', zip(['readme.md', 'run.sh'])],
    ['a document with macros', zip(['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'])],
    ['an Android package', zip(['AndroidManifest.xml', 'classes.dex'])],
    ['a page', text(' <!DOCTYPE html><script>alert(1)</script>')],
    ['a drawing with scripts', text('<svg onload="x">')],
    ['nothing', new Uint8Array()],
    ['bytes that are no text', new Uint8Array([0xc3, 0x28, 0xa0, 0xa1])],
    ['text with controls', text('a\u0000b')],
    ['a cut ZIP', zip(['[Content_Types].xml', 'word/document.xml']).subarray(0, 40)],
  ])('%s is not taken, whatever its name', (_what, bytes) => {
    expect(sniff(bytes, 'rapport.pdf')).toBeNull();
  });
});

describe('a picture is kept without what the camera wrote', () => {
  test.each([
    ['jpeg', JPEG, ['JFIF', 'ICC_PROFILE', 'Adobe', 'tables', 'scan', 'pixels']],
    ['png', PNG, ['IHDR', 'IDAT', 'pixels', 'IEND']],
    ['webp', WEBP, ['VP8X', 'VP8 ', 'pixel']],
  ] as const)('%s', (kind, bytes, kept) => {
    const stripped = Buffer.from(stripMetadata(kind, bytes) ?? []).toString('latin1');
    expect(stripped).not.toMatch(/GPS|Exif|EXIF|XMP|2027/);
    for (const part of kept) expect(stripped).toContain(part);
    expect(sniff(stripMetadata(kind, bytes) ?? new Uint8Array(), '')).toBe(kind);
  });

  test('a WebP says its new size and announces no Exif', () => {
    const stripped = Buffer.from(stripMetadata('webp', WEBP) ?? []);
    expect(stripped.readUInt32LE(4)).toBe(stripped.length - 8);
    expect(stripped[20]).toBe(0);
  });

  test('twice is once', () => {
    for (const [kind, bytes] of PICTURES) {
      const once = stripMetadata(kind, bytes) ?? new Uint8Array();
      expect(stripMetadata(kind, once)).toEqual(once);
    }
  });

  test('one that is cut anywhere is never kept with what it hides', () => {
    for (const [kind, bytes] of PICTURES) {
      for (let length = 0; length < bytes.length; length += 1) {
        const stripped = stripMetadata(kind, bytes.subarray(0, length));
        expect(Buffer.from(stripped ?? []).toString('latin1')).not.toContain('GPS');
      }
    }
  });

  test('a scan may hold restarts and stuffed bytes, and a comment may stand between two', () => {
    const at = Buffer.from(JPEG).indexOf('pixels');
    const scans = Buffer.concat([
      JPEG.subarray(0, at),
      Buffer.from([
        1, 0xff, 0, 0xd9, 0xff, 0xd3, 2, 0xff, 0xfe, 0, 5, 0x47, 0x50, 0x53, 0xff, 0xda, 0, 2, 3, 0xff, 0xd9, 0x47,
        0x50, 0x53,
      ]),
    ]);
    const stripped = Buffer.from(stripMetadata('jpeg', scans) ?? []);
    expect(stripped.subarray(-14)).toEqual(
      Buffer.from([1, 0xff, 0, 0xd9, 0xff, 0xd3, 2, 0xff, 0xda, 0, 2, 3, 0xff, 0xd9]),
    );
  });

  test('one made of countless empty segments is not kept', () => {
    const segments = Buffer.alloc(4 * 100_000);
    for (let at = 0; at < segments.length; at += 4) segments.writeUInt32BE(0xffe00002, at);
    const picture = Buffer.concat([Buffer.from([0xff, 0xd8]), segments, Buffer.from([0xff, 0xd9])]);
    expect(stripMetadata('jpeg', picture)).toBeNull();
  });

  test('documents are left as they are', () => {
    expect(stripMetadata('pdf', PDF)).toBe(PDF);
  });
});

const PICTURES = [
  ['jpeg', JPEG],
  ['png', PNG],
  ['webp', WEBP],
] as const;

describe('names', () => {
  test.each([
    ['../../etc/passwd', 'txt', 'passwd.txt'],
    ['C:\\Users\\moi\\Bilan 2027 (v2).docx', 'docx', 'Bilan 2027 (v2).docx'],
    ['photo\u202Egpj.exe', 'jpg', 'photo-gpj.jpg'],
    ['.htaccess', 'txt', 'fichier.txt'],
    ['', 'pdf', 'fichier.pdf'],
    ['e\u0301te\u0301.PDF', 'pdf', 'été.pdf'],
    ['a<b>"c|d?*.csv', 'csv', 'a-b-c-d.csv'],
  ])('%s', (given, extension, name) => {
    expect(fileName(given, extension)).toBe(name);
  });

  test('are bounded', () => {
    expect(fileName('🙂'.repeat(300), 'pdf')).toBe('fichier.pdf');
    expect(fileName('é'.repeat(9_999), 'pdf')).toHaveLength(FILE_NAME_CHARACTERS);
  });
});
