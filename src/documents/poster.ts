/** A poster as one HTML page of A4: read on a screen, printed, or kept as PDF. It asks nothing of the network. Pure. */
import { encode } from 'uqr';
import type { Poster, PosterDoor } from '#messaging/index.ts';
import { escapeHtml } from './html.ts';

const STYLE = `
@page { size: A4; margin: 0; }
* { box-sizing: border-box; }
body { margin: 0; color: #161616; background: #fff; font-family: system-ui, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; }
main { width: 210mm; max-width: 100%; min-height: 290mm; margin: 0 auto; padding: 12mm 15mm 8mm; display: flex; flex-direction: column; gap: 6mm; border-top: 6mm solid #000091; }
.above { font-size: 7mm; line-height: 1.3; margin: 0; color: #000091; font-weight: 700; }
h1 { font-size: 14mm; line-height: 1.08; margin: 0; overflow-wrap: break-word; hyphens: auto; }
.lines p { font-size: 6mm; line-height: 1.35; margin: 0 0 2mm; }
.doors { list-style: none; margin: auto 0; padding: 0; display: flex; flex-wrap: wrap; gap: 6mm; }
.doors li { flex: 1 1 48mm; display: flex; flex-direction: column; gap: 2mm; border: .5mm solid #929292; border-radius: 3mm; padding: 2mm 4mm 4mm; break-inside: avoid; }
.doors svg { width: 100%; max-width: 62mm; height: auto; }
.doors h2 { font-size: 6mm; margin: 0; }
.doors p { font-size: 5mm; line-height: 1.35; margin: 0; overflow-wrap: anywhere; }
.doors .url { font-size: 3.6mm; color: #3a3a3a; }
footer p { font-size: 4.4mm; line-height: 1.4; margin: 0 0 1mm; color: #3a3a3a; }
@media screen and (max-width: 600px) { main { padding: 6mm; min-height: 0; } h1 { font-size: 10mm; } }
`.trim();

/** The whole page, from the doctype on. */
export function posterHtml({ lang, above, title, lines, doors, foot }: Poster): string {
  const paragraphs = (texts: readonly string[]): string => texts.map(text => `<p>${escapeHtml(text)}</p>`).join('\n');
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(lang.split('-')[0] ?? 'fr')}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    // No script, no request: even a mistake of ours could run nothing.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeHtml(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<p class="above">${escapeHtml(above)}</p>`,
    `<h1>${escapeHtml(title)}</h1>`,
    `<div class="lines">${paragraphs(lines)}</div>`,
    `<ul class="doors">${doors.map(doorHtml).join('\n')}</ul>`,
    `<footer>${paragraphs(foot)}</footer>`,
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** The code and the words: whoever has no camera at hand types the address. */
function doorHtml({ name, url, how }: PosterDoor): string {
  const code = url === null ? '' : qrSvg(url, name);
  const typed = url === null ? '' : `<p class="url">${escapeHtml(url)}</p>`;
  return `<li>${code}<h2>${escapeHtml(name)}</h2><p>${escapeHtml(how)}</p>${typed}</li>`;
}

/** A quarter of the code may be stained or torn, and it is still read. */
function qrSvg(url: string, name: string): string {
  const { size, data } = encode(url, { ecc: 'Q', border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return `<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${escapeHtml(name)} : ${escapeHtml(url)}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${dark.join('')}"/></svg>`;
}
