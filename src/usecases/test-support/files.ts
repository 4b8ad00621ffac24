/** Files made byte by byte, as small as their formats allow. */

function bytes(...parts: readonly (string | readonly number[] | Uint8Array)[]): Uint8Array {
  return Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
}

function u16be(value: number): number[] {
  return [value >> 8, value & 255];
}

function u32be(value: number): number[] {
  return [...u16be(Math.floor(value / 65_536)), ...u16be(value % 65_536)];
}

function jpegSegment(marker: number, content: string): Uint8Array {
  return bytes([0xff, marker], u16be(content.length + 2), content);
}

/** JFIF, Exif with a place, XMP, a colour profile, a comment, quantization, the picture, then a second one with a place. */
export const JPEG = bytes(
  [0xff, 0xd8],
  jpegSegment(0xe0, 'JFIF\0'),
  jpegSegment(0xe1, 'Exif\0\0GPS 48.85'),
  jpegSegment(0xe1, 'http://ns.adobe.com/xap/1.0/\0GPS 48.85'),
  jpegSegment(0xe2, 'ICC_PROFILE\0couleurs'),
  jpegSegment(0xed, 'Photoshop GPS 48.85'),
  jpegSegment(0xee, 'Adobe\0\0'),
  jpegSegment(0xfe, 'GPS 48.85'),
  jpegSegment(0xdb, 'tables'),
  jpegSegment(0xda, 'scan'),
  'pixels',
  [0xff, 0xd9],
  'GPS 48.85',
);

function pngChunk(type: string, content: string): Uint8Array {
  return bytes(u32be(content.length), type, content, [0, 0, 0, 0]);
}

export const PNG = bytes(
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  pngChunk('IHDR', 'header'),
  pngChunk('tEXt', 'Author\0GPS 48.85'),
  pngChunk('eXIf', 'GPS 48.85'),
  pngChunk('tIME', '2027'),
  pngChunk('IDAT', 'pixels'),
  pngChunk('IEND', ''),
  'GPS 48.85',
);

function webpChunk(type: string, content: string): Uint8Array {
  const { length } = content;
  return bytes(type, [length & 255, length >> 8, 0, 0], content, length % 2 === 1 ? [0] : []);
}

const WEBP_CHUNKS = bytes(
  webpChunk('VP8X', '\x0c\0\0\0abcdef'),
  webpChunk('VP8 ', 'pixel'),
  webpChunk('EXIF', 'GPS 48.85'),
  webpChunk('XMP ', 'GPS'),
);
export const WEBP = bytes('RIFF', [WEBP_CHUNKS.length + 4, 0, 0, 0], 'WEBP', WEBP_CHUNKS);

export const PDF = bytes('%PDF-1.7\n', [0xe2, 0xe3, 0xcf, 0xd3], '\n%%EOF');

/** A ZIP of entries of one byte, with its central directory: what tells documents apart. */
export function zip(names: readonly string[], first = ''): Uint8Array {
  const local = names.map((name, i) => {
    const content = i === 0 ? first : 'x';
    return bytes(
      'PK\x03\x04',
      new Uint8Array(14),
      [content.length & 255, 0, 0, 0, content.length & 255, 0, 0, 0],
      [name.length, 0, 0, 0],
      name,
      content,
    );
  });
  const central = names.map(name =>
    bytes('PK\x01\x02', new Uint8Array(24), [name.length, 0, 0, 0, 0, 0], new Uint8Array(12), name),
  );
  return bytes(...local, ...central, 'PK\x05\x06', new Uint8Array(18));
}

export const ODT = zip(['mimetype', 'content.xml'], 'application/vnd.oasis.opendocument.text');
export const DOCX = zip(['[Content_Types].xml', 'word/document.xml']);
