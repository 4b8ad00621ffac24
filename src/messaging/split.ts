/** Cutting what is longer than a platform takes in one message. Pure. */

/** Pieces of at most `max` characters, cut between paragraphs, else lines, else words, else anywhere but in an escape. */
export function splitText(markdown: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = markdown;
  while (rest.length > max) {
    const at = cutAt(rest, max);
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest !== '' || pieces.length === 0) pieces.push(rest);
  return pieces;
}

function cutAt(text: string, max: number): number {
  for (const mark of ['\n\n', '\n', ' ']) {
    const at = text.lastIndexOf(mark, max);
    if (at > max / 2) return at;
  }
  // Neither between the halves of a character, nor after the backslash of an escape.
  const at = /[\uDC00-\uDFFF]/.test(text.charAt(max)) ? max - 1 : max;
  const slashes = /\\*$/.exec(text.slice(0, at))?.[0].length ?? 0;
  return slashes % 2 === 1 ? at - 1 : at;
}
