/** MP3: the tags before the first frame (ID3v2) and after the last one (ID3v1, APE, Lyrics3) go. */

/** Null where no frame follows the tags. */
export function withoutMp3Tags(file: Buffer): Buffer | null {
  let from = 0;
  while (file.toString('latin1', from, from + 3) === 'ID3' && from + 10 <= file.length) {
    const [a = 0, b = 0, c = 0, d = 0] = file.subarray(from + 6, from + 10);
    const footer = ((file[from + 5] ?? 0) & 0x10) === 0 ? 0 : 10;
    from += 10 + footer + (((a & 0x7f) << 21) | ((b & 0x7f) << 14) | ((c & 0x7f) << 7) | (d & 0x7f));
  }
  // Some writers leave zeros between the tag and the first frame.
  while (file[from] === 0) from += 1;
  const to = endOfFrames(file, from);
  const isFrame = file[from] === 0xff && ((file[from + 1] ?? 0) & 0xe6) === 0xe2;
  return isFrame && to > from ? Buffer.from(file.subarray(from, to)) : null;
}

function endOfFrames(file: Buffer, from: number): number {
  let to = file.length;
  for (let cut = true; cut && to > from; ) {
    cut = false;
    if (file.toString('latin1', to - 128, to - 125) === 'TAG') {
      to -= 128;
      cut = true;
    } else if (file.toString('latin1', to - 9, to) === 'LYRICS200') {
      const size = Number(file.toString('latin1', to - 15, to - 9));
      if (Number.isInteger(size)) {
        to -= size + 15;
        cut = true;
      }
    } else if (file.toString('latin1', to - 32, to - 24) === 'APETAGEX') {
      const hasHeader = (file.readUInt32LE(to - 12) & 0x80000000) !== 0;
      to -= file.readUInt32LE(to - 20) + (hasHeader ? 32 : 0);
      cut = true;
    }
  }
  return to;
}
