/** A document as one HTML page that needs no script, no font and no network: accessible (RGAA 4.1) and printable. */
import { type Block, contentsOf, type Document, type Line, type Run, runsOf } from './document.ts';
import { STYLE } from './style.ts';

/** What surrounds the document on a site; a page alone has none of it. */
export interface PageFrame {
  /** The name of the site, at the top of each page. */
  readonly site: string;
  readonly links: readonly { readonly label: string; readonly href: string; readonly current: boolean }[];
  readonly footer: readonly Line[];
}

/** Words of the page itself, by language. */
const FRENCH = { skip: 'Aller au contenu', contents: 'Sommaire', nav: 'Pages' };
const WORDS: Readonly<Record<string, typeof FRENCH>> = {
  en: { skip: 'Skip to content', contents: 'Contents', nav: 'Pages' },
};

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML, inside an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, sign => ESCAPES[sign] ?? sign);
}

/** Only addresses that a page may follow; anything else is shown as text. */
const SAFE_HREF = /^(?:https?:\/\/|mailto:|#|\.{1,2}\/|[\w-]+\.(?:html|csv|json|docx|md)(?:#|$))/;

/** The whole page, from the doctype on. */
export function toHtml(document: Document, frame: PageFrame | null = null): string {
  const base = document.lang.split('-')[0] ?? 'fr';
  const words = WORDS[base] ?? FRENCH;
  const title = escapeHtml(frame === null ? document.title : `${document.title} – ${frame.site}`);
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(base)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    // No script, no request: even a mistake of ours could run nothing.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:">`,
    `<title>${title}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<a class="skip" href="#contenu">${words.skip}</a>`,
    ...(frame === null ? [] : [header(frame, words.nav)]),
    '<main id="contenu" tabindex="-1">',
    `<h1>${escapeHtml(document.title)}</h1>`,
    ...(document.subtitle === null ? [] : [`<p class="subtitle">${escapeHtml(document.subtitle)}</p>`]),
    ...(document.contents ? [contents(document, words.contents)] : []),
    ...document.blocks.map(blockHtml),
    '</main>',
    ...(frame === null ? [] : [`<footer>${frame.footer.map(line => `<p>${lineHtml(line)}</p>`).join('\n')}</footer>`]),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function header({ site, links }: PageFrame, label: string): string {
  const items = links.map(
    ({ label: text, href, current }) =>
      `<li><a href="${escapeHtml(href)}"${current ? ' aria-current="page"' : ''}>${escapeHtml(text)}</a></li>`,
  );
  return `<header><p class="site">${escapeHtml(site)}</p>\n<nav aria-label="${label}"><ul>${items.join('')}</ul></nav></header>`;
}

function contents(document: Document, label: string): string {
  const items = contentsOf(document).map(
    ({ id, level, text }) => `<li class="level-${level}"><a href="#${escapeHtml(id)}">${escapeHtml(text)}</a></li>`,
  );
  if (items.length === 0) return '';
  return `<nav class="contents" aria-labelledby="sommaire"><h2 id="sommaire">${label}</h2><ul>${items.join('\n')}</ul></nav>`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}${idAttribute(block.id)}>${escapeHtml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${lineHtml(block.line)}</p>`;
    case 'quote': {
      const source = block.source === null ? '' : `<figcaption>${lineHtml(block.source)}</figcaption>`;
      return `<figure class="quote"${idAttribute(block.id)}><blockquote><p>${textHtml(block.text)}</p></blockquote>${source}</figure>`;
    }
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map(item => `<li>${lineHtml(item)}</li>`).join('\n')}</${tag}>`;
    }
    case 'table':
      return tableHtml(block);
    case 'note':
      return `<div class="note">${block.lines.map(line => `<p>${lineHtml(line)}</p>`).join('\n')}</div>`;
    case 'page_break':
      return '<hr class="page">';
  }
}

function tableHtml({ caption, columns, rows }: Extract<Block, { kind: 'table' }>): string {
  const head = columns.map(column => `<th scope="col">${escapeHtml(column)}</th>`).join('');
  const body = rows.map(([first = '', ...rest]) => {
    const cells = rest.map(cell => `<td>${lineHtml(cell)}</td>`).join('');
    return `<tr><th scope="row">${lineHtml(first)}</th>${cells}</tr>`;
  });
  // A wide table scrolls inside its own box, which the keyboard can reach.
  return `<div class="table" tabindex="0" role="group" aria-label="${escapeHtml(caption)}"><table><caption>${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

function idAttribute(id: string | undefined): string {
  return id === undefined ? '' : ` id="${escapeHtml(id)}"`;
}

function lineHtml(line: Line): string {
  return runsOf(line).map(runHtml).join('');
}

function runHtml(run: Run): string {
  let html = textHtml(run.text);
  if (run.emphasis) html = `<em>${html}</em>`;
  if (run.strong) html = `<strong>${html}</strong>`;
  if (run.decorative) html = `<span aria-hidden="true">${html}</span>`;
  return run.href !== undefined && SAFE_HREF.test(run.href) ? `<a href="${escapeHtml(run.href)}">${html}</a>` : html;
}

function textHtml(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>\n');
}
