/** Our small Markdown: escaping what people wrote, and reading it back as plain text. */

const SPECIAL = /[\\*_[\]()`~<>#|@&]|^(?=[-+>])/gm;

/** Escapes every character that our Markdown, or a platform's, could take for markup: the result reads as `text`. */
export function escapeMarkdown(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}

/** Markdown to plain text: markers gone, links as « text (url) », escapes resolved, list dashes as « – ». */
export function plainText(markdown: string): string {
  const lines = markdown.split('\n');
  return lines.map(line => plainLine(line.startsWith('- ') ? `– ${line.slice(2)}` : line)).join('\n');
}

function plainLine(line: string): string {
  const link = /(?<!\\)\[((?:\\.|[^[\]\\])*)\]\((https?:\/\/[^\s)]+)\)/g;
  const withLinks = line.replace(link, (_all, label: string, url: string) =>
    label === url ? escapeMarkdown(url) : `${label} \\(${escapeMarkdown(url)}\\)`,
  );
  return withLinks.replace(
    /\\(.)|\*\*|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu,
    (_all, escaped: string | undefined) => escaped ?? '',
  );
}
