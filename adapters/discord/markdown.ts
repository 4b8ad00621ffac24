/** PURE: our small Markdown → Discord's, with all that people wrote escaped; and cutting what is too long. */
import { LIMITS } from './limits.ts';

const URL_IN_TEXT = /https?:\/\/[^\s<>|\\]+[^\s<>|\\.,:;!?"')\]*_~`]/gu;
/** No more than what Discord reads as markup: notifications show the backslashes. */
const SPECIAL = /[\\*_~`|<[]|@(?=everyone|here)|[-+#>](?<=^\s*.)/gmu;

/** Text that somebody wrote, as Discord shows it letter by letter: no markup, no mention, no spoiler; addresses stay. */
export function escapeText(text: string): string {
  let out = '';
  let from = 0;
  for (const match of text.matchAll(URL_IN_TEXT)) {
    out += escapePlain(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return out + escapePlain(text.slice(from));
}

function escapePlain(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}

const TOKEN =
  /\\([^\n])|\*\*|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<!\\)\[((?:\\.|[^[\]\\])*)\]\((https?:\/\/[^\s)]+)\)/gu;

/** Our Markdown (`**strong**`, `_emphasis_`, `[text](url)`, `- ` lists, `\` escapes) as Discord's. */
export function toDiscord(markdown: string): string {
  return markdown.split('\n').map(convertLine).join('\n');
}

function convertLine(line: string): string {
  const isItem = line.startsWith('- ');
  const source = isItem ? line.slice(2) : line;
  let out = '';
  let literal = '';
  let from = 0;
  const flush = (): void => {
    out += out === '' && !isItem ? escapeText(literal) : escapeInside(literal);
    literal = '';
  };
  for (const match of source.matchAll(TOKEN)) {
    literal += source.slice(from, match.index);
    from = match.index + match[0].length;
    const [token, escaped, label, url] = match;
    if (escaped !== undefined) literal += escaped;
    else {
      flush();
      out += label === undefined || url === undefined ? token : link(label, url);
    }
  }
  literal += source.slice(from);
  flush();
  return isItem ? `- ${out}` : out;
}

/** In the middle of a line a dash is a dash. */
function escapeInside(text: string): string {
  return escapeText(`\u0000${text}`).slice(1);
}

function link(label: string, url: string): string {
  const text = label.replace(/\\(.)/gu, '$1');
  // An address shown as itself needs no label; the brackets keep Discord from unfolding the page.
  return text === url ? `<${url}>` : `[${escapeInside(text)}](<${url}>)`;
}

/** Pieces of at most `max` characters, cut between paragraphs, else lines, else words, else anywhere but in an escape. */
export function split(text: string, max: number = LIMITS.contentChars): string[] {
  const pieces: string[] = [];
  let rest = text;
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
  let at = max;
  // Neither between the halves of a character, nor after the backslash of an escape.
  if (/[\uDC00-\uDFFF]/u.test(text.charAt(at)) || /[\uDC00-\uDFFF]/.test(text.charAt(at))) at -= 1;
  const slashes = /\\*$/.exec(text.slice(0, at))?.[0].length ?? 0;
  return slashes % 2 === 1 ? at - 1 : at;
}
