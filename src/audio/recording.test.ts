import { describe, expect, test } from 'vitest';
import { oggVoice } from '#test/support/recordings.ts';
import { readRecording } from './recording.ts';

const SECRET = 'Chez Ana, 12 rue des Lilas';
const latin = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1');
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

function box(type: string, ...inside: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(inside.map(one => (typeof one === 'string' ? Buffer.from(one, 'latin1') : one)));
  return Buffer.concat([u32(8 + body.length), Buffer.from(type, 'latin1'), body]);
}

/** What a telephone writes: one track of sound, dated, with a place beside it. */
function m4a(handler = 'soun'): Buffer {
  const dated = Buffer.concat([u32(0), u32(0xd0000000), u32(0xd0000001)]);
  const mvhd = box('mvhd', dated, u32(1_000), u32(42_000), Buffer.alloc(80));
  const tkhd = box('tkhd', dated, u32(1), u32(0), u32(42_000), Buffer.alloc(60));
  const mdhd = box('mdhd', dated, u32(8_000), u32(336_000), u32(0));
  const hdlr = box('hdlr', u32(0), u32(0), handler, Buffer.alloc(12), `${SECRET}\0`);
  const mp4a = box('mp4a', Buffer.alloc(8), Buffer.alloc(8), Buffer.from([0, 1, 0, 16, 0, 0, 0, 0]), u32(8_000 << 16));
  const stsd = box('stsd', u32(0), u32(1), mp4a);
  const stbl = box('stbl', stsd);
  const trak = box('trak', tkhd, box('mdia', mdhd, hdlr, box('minf', stbl)), box('udta', SECRET));
  const moov = box('moov', mvhd, trak, box('udta', box('\xa9xyz', SECRET)), box('meta', u32(0), SECRET));
  return Buffer.concat([box('ftyp', 'M4A ', u32(0), 'M4A '), box('uuid', SECRET), moov, box('mdat', 'the sound')]);
}

function wav(): Buffer {
  const le = (value: number, size: 2 | 4): Buffer => {
    const bytes = Buffer.alloc(size);
    bytes.writeUIntLE(value, 0, size);
    return bytes;
  };
  const chunk = (type: string, body: Buffer): Buffer =>
    Buffer.concat([Buffer.from(type), le(body.length, 4), body, Buffer.alloc(body.length % 2)]);
  const format = Buffer.concat([le(1, 2), le(1, 2), le(8_000, 4), le(8_000, 4), le(1, 2), le(8, 2)]);
  const all = Buffer.concat([
    Buffer.from('WAVE'),
    chunk('fmt ', format),
    chunk('LIST', Buffer.from(`INFOIART${SECRET}`)),
    chunk('data', Buffer.alloc(16_000, 128)),
    chunk('id3 ', Buffer.from(SECRET)),
  ]);
  return Buffer.concat([Buffer.from('RIFF'), le(all.length, 4), all]);
}

/** Frames of MPEG 1, layer III, 128 kbit/s, 44.1 kHz: 417 bytes each. */
function mp3(): Buffer {
  const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)]);
  const text = Buffer.from(`\0${SECRET}`, 'latin1');
  const tpe1 = Buffer.concat([Buffer.from('TPE1'), u32(text.length), Buffer.alloc(2), text]);
  const id3 = Buffer.concat([Buffer.from('ID3\x03\0\0', 'latin1'), Buffer.from([0, 0, 0, tpe1.length]), tpe1]);
  const id3v1 = Buffer.alloc(128);
  id3v1.write(`TAG${SECRET}`, 'latin1');
  return Buffer.concat([id3, ...Array.from({ length: 115 }, () => frame), id3v1]);
}

function element(id: readonly number[], body: Buffer | string): Buffer {
  const inside = typeof body === 'string' ? Buffer.from(body, 'latin1') : body;
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(inside.length) | (1n << 56n));
  return Buffer.concat([Buffer.from(id), size, inside]);
}

/** `live`: as a browser records it, its segment and its cluster have no size. */
function webm(trackType = 2, live = false): Buffer {
  const open = (id: readonly number[]): Buffer =>
    Buffer.concat([Buffer.from(id), Buffer.from([0x01, ...Array<number>(7).fill(0xff)])]);
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE(42_000);
  const info = Buffer.concat([
    element([0x2a, 0xd7, 0xb1], Buffer.from([0x0f, 0x42, 0x40])),
    element([0x44, 0x89], duration),
    element([0x7b, 0xa9], SECRET),
    element([0x57, 0x41], SECRET),
    element([0x44, 0x61], Buffer.alloc(8, 9)),
  ]);
  const track = Buffer.concat([
    element([0xd7], Buffer.from([1])),
    element([0x83], Buffer.from([trackType])),
    element([0x86], 'A_OPUS'),
    element([0x53, 0x6e], SECRET),
  ]);
  const blocks = Buffer.concat([
    element([0xe7], Buffer.from([0])),
    element([0xa3], Buffer.from([0x81, 0, 0, 0x80, 1, 2, 3])),
  ]);
  const segment = Buffer.concat([
    element([0x15, 0x49, 0xa9, 0x66], info),
    element([0x16, 0x54, 0xae, 0x6b], element([0xae], track)),
    element([0x12, 0x54, 0xc3, 0x67], element([0x73, 0x73], SECRET)),
    live ? Buffer.concat([open([0x1f, 0x43, 0xb6, 0x75]), blocks]) : element([0x1f, 0x43, 0xb6, 0x75], blocks),
  ]);
  const head = element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], 'webm'));
  return Buffer.concat(
    live ? [head, open([0x18, 0x53, 0x80, 0x67]), segment] : [head, element([0x18, 0x53, 0x80, 0x67], segment)],
  );
}

describe('a recording', () => {
  test.each([
    ['audio/ogg', 'ogg', oggVoice({ comment: `LOCATION=${SECRET}` }), 42],
    ['audio/mp4', 'm4a', m4a(), 42],
    ['audio/webm', 'webm', webm(), 42],
    ['audio/wav', 'wav', wav(), 2],
    ['audio/mpeg', 'mp3', mp3(), 3],
  ])(
    '%s is kept without what it says beside the voice, and its length is told',
    async (mediaType, extension, bytes, seconds) => {
      expect(latin(bytes)).toContain(SECRET);
      const read = await readRecording(bytes);
      expect(read).toMatchObject({ mediaType, extension });
      expect(Math.round(read?.seconds ?? 0)).toBe(seconds);
      expect(latin(read?.bytes)).not.toContain(SECRET);
      // Cleaned once, there is nothing more to clean.
      expect(await readRecording(read?.bytes ?? new Uint8Array())).toEqual(read);
    },
  );

  test('of a browser, recorded live, is taken though nothing says how long it is', async () => {
    const read = await readRecording(webm(2, true));
    expect([read?.seconds, latin(read?.bytes).includes(SECRET)]).toEqual([null, false]);
    expect(await readRecording(webm(1, true))).toBeNull();
  });

  test('in Ogg keeps its sound, page after page, under sums that hold', async () => {
    const given = Buffer.from(oggVoice({ seconds: 3, sound: 'the sound itself', comment: 'x'.repeat(60_000) }));
    const read = Buffer.from((await readRecording(given))?.bytes ?? []);
    expect(latin(read).match(/the sound itself/g)).toHaveLength(3);
    expect(latin(read).match(/OggS/g)).toHaveLength(5);
    expect(read.length).toBeLessThan(given.length - 60_000);
  });

  test('in Ogg begins with the very page that an encoder of others wrote, its sum included', async () => {
    const first = Buffer.from(
      '4f676753000200000000000000005bf509000000000052527ec901134f707573486561640101380180bb0000000000',
      'hex',
    );
    // Same stream, other pages: theirs are summed again.
    const others = Buffer.from(oggVoice({ seconds: 1 })).subarray(47);
    for (let at = others.indexOf('OggS'); at !== -1; at = others.indexOf('OggS', at + 4))
      first.copy(others, at + 14, 14, 18);
    const read = Buffer.from((await readRecording(Buffer.concat([first, others])))?.bytes ?? []);
    expect(read.subarray(0, 47).toString('hex')).toBe(first.toString('hex'));
  });

  test.each([
    ['a film', m4a('vide')],
    ['a film in WebM', webm(1)],
    ['a text', Buffer.from('bonjour')],
    ['nothing', Buffer.alloc(0)],
    ['a page', Buffer.from('<!doctype html><script>')],
    ['a program', Buffer.from('MZ\x90\0')],
    ['two streams', Buffer.concat([oggVoice({ seconds: 1 }), oggVoice({ seconds: 1 })])],
  ])('is none: %s', async (_what, bytes) => {
    expect(await readRecording(bytes)).toBeNull();
  });

  test.each([
    ['Ogg', Buffer.from(oggVoice({ seconds: 2 }))],
    ['MP4', m4a()],
    ['WebM', webm()],
    ['WAVE', wav()],
    ['MP3', mp3()],
  ])(
    '%s cut anywhere, or with a byte changed, is read or refused, and never more than was given',
    async (_what, whole) => {
      for (let cut = 0; cut < whole.length; cut += Math.max(1, Math.floor(whole.length / 60))) {
        const torn = await readRecording(whole.subarray(0, cut));
        expect(torn === null || torn.bytes.length <= cut + 1).toBe(true);
        const changed = Buffer.from(whole);
        changed[cut] = (changed[cut] ?? 0) ^ 0xff;
        const read = await readRecording(changed);
        expect(read === null || read.bytes.length <= whole.length + 1).toBe(true);
      }
    },
  );
});
