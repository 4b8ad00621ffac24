/** French spacing, so that catalogs are written with the spaces of any keyboard. */

const NO_BREAK = '\u00A0';

/**
 * Makes the plain space inside « » and before : ; ? ! (and %, €) a no-break one, as well as the one between a number's
 * placeholder and what it counts. Where no space was written none is added: `frenchSpacingProblems` says so.
 */
export function frenchSpacing(text: string): string {
  return text
    .replace(/« /g, `«${NO_BREAK}`)
    .replace(/ (?=[»:;?!%€])/g, NO_BREAK)
    .replace(/(n°) (?=[\d{])/g, `$1${NO_BREAK}`);
}

/** What of a French text breaks the rule: a quotation mark or a high sign without its no-break space. */
export function frenchSpacingProblems(text: string): readonly string[] {
  const problems: string[] = [];
  // An address, an hour (10:30) and a link's target are not sentences.
  const prose = text.replace(/https?:\/\/\S+/g, '').replace(/\d:\d/g, '');
  for (const found of prose.matchAll(/«(?!\u00A0)|(?<![\u00A0\u202F])»|(?<![\u00A0\u202F!?])[;:?!](?![\w/])/g)) {
    problems.push(`${found[0]} à ${found.index} : ${prose.slice(Math.max(0, found.index - 15), found.index + 15)}`);
  }
  if (/[’‘“”"]/.test(prose)) problems.push("guillemets « », apostrophe '");
  return problems;
}
