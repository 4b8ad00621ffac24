/** Voice messages, made here: an Ogg stream of Opus as a telephone writes it, with whatever it says of itself. */

interface OggOptions {
  readonly seconds?: number;
  /** What the device writes beside the voice. */
  readonly comment?: string;
  /** Bytes that stand where the sound does. */
  readonly sound?: string;
}

/** An Ogg/Opus recording of that length; the sound is not one that can be heard. */
export function oggVoice({ seconds = 42, comment = 'ENCODER=test', sound = '' }: OggOptions = {}): Uint8Array {
  const head = Buffer.from('OpusHead\x01\x01\x38\x01\x80\xbb\x00\x00\x00\x00\x00', 'latin1');
  const vendor = Buffer.from('a telephone', 'utf8');
  const said = Buffer.from(comment, 'utf8');
  const tags = Buffer.concat([Buffer.from('OpusTags'), sized(vendor), le32(1), sized(said)]);
  const packet = Buffer.concat([Buffer.from([0xfc]), Buffer.from(sound, 'utf8'), Buffer.alloc(40, 7)]);
  const pages = [page(0, 2, 0n, head), page(1, 0, 0n, tags)];
  // A page a second.
  for (let second = 1; second <= seconds; second += 1) {
    pages.push(page(second + 1, second === seconds ? 4 : 0, BigInt(second * 48_000 + 312), packet));
  }
  return new Uint8Array(Buffer.concat(pages));
}

function page(sequence: number, flags: number, granule: bigint, packet: Buffer): Buffer {
  const lacing = Array.from({ length: Math.floor(packet.length / 255) + 1 }, (_, i) =>
    Math.min(255, packet.length - i * 255),
  );
  const header = Buffer.alloc(27);
  header.write('OggS', 0, 'latin1');
  header[5] = flags;
  header.writeBigUInt64LE(granule, 6);
  header.writeUInt32LE(0x1234, 14);
  header.writeUInt32LE(sequence, 18);
  header[26] = lacing.length;
  return Buffer.concat([header, Buffer.from(lacing), packet]);
}

function sized(bytes: Buffer): Buffer {
  return Buffer.concat([le32(bytes.length), bytes]);
}

function le32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
