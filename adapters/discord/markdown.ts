/** PURE: our small Markdown → Discord's, with all that people wrote escaped. */
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
