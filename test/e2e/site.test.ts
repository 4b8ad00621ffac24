/** The published site as its readers meet it: in a browser, with a keyboard, from a disk. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeFramework } from '#usecases/publication/make-framework.ts';
import { changeSheet } from '#usecases/publication/sheets/change-sheet.ts';
import { createSheet } from '#usecases/publication/sheets/create-sheet.ts';
import { sitePages } from '#usecases/publication/site/site-pages.ts';
import { offlineEngine } from '#usecases/publication/syntheses/engine.ts';
import { makeSynthesis } from '#usecases/publication/syntheses/make-synthesis.ts';
import { printDocument } from '#usecases/publication/syntheses/print-synthesis.ts';
import { reviewSynthesis } from '#usecases/publication/syntheses/review-synthesis.ts';
import { showSynthesis } from '#usecases/publication/syntheses/show-synthesis.ts';
import {
  choices,
  contribution,
  createReviewBench,
  type ReviewBench,
  text,
} from '#usecases/test-support/contributions.ts';
import axe from 'axe-core';
import { EVERYTHING, statementsOf } from '#synthesis/review/body.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, startChromium } from '../support/chromium.ts';

const HOSTILE = '<script>document.title = "pris"</script><img src=x onerror="document.title=\'pris\'"> « Un mot »';

let dir: string;
let pages: string[];
let bench: ReviewBench;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'tdt-site-'));
  bench = createReviewBench([
    contribution(1, {
      publics: choices('seniors'),
      changement: text(`Il faut un bus dans chaque village. ${HOSTILE}`),
      titre: text('Un bus'),
    }),
    contribution(
      2,
      { publics: choices('jeunes'), changement: text('Il faut un bus et des permanences au marché.') },
      { presentation: 'organisation', organisation: HOSTILE },
    ),
    contribution(3, { changement: text('Les personnes âgées attendent trop longtemps, il faut les accompagner.') }),
    contribution(4, { changement: text('Retirée depuis.') }),
  ]);
  const { context } = bench;
  await makeSynthesis({ ...context, engine: offlineEngine }, 4, EVERYTHING, 'operator');
  const key = { axis: 4, number: 1 };
  const shown = await showSynthesis(context, key);
  const doubtful = statementsOf(shown?.body ?? fail()).filter(({ status }) => status === 'to_verify');
  if (doubtful.length > 0)
    await reviewSynthesis(context, key, { act: 'vouch', statements: doubtful.map(({ number }) => number) }, 'operator');
  await reviewSynthesis(
    context,
    key,
    { act: 'answer', statements: [1], answer: 'exists', reason: HOSTILE },
    'operator',
  );
  for (const act of ['approve', 'publish'] as const)
    if ((await reviewSynthesis(context, key, { act }, 'operator')).kind === 'refused') fail();
  await createSheet(context, 4, ['A4-0001'], 'operator');
  for (const act of ['approve', 'publish'] as const)
    if ((await changeSheet(context, key, { act }, 'operator')).kind === 'refused') fail();
  bench.contributions = bench.contributions.map(one =>
    one.version.reference === 'A4-0004' ? { ...one, status: 'withdrawn' } : one,
  );
  for await (const { path, content } of sitePages(context)) {
    const pieces: string[] = [];
    if (typeof content === 'string') pieces.push(content);
    else for await (const piece of content) pieces.push(piece);
    writeFileSync(join(dir, path), pieces.join(''));
  }
  const framework = await makeFramework(context, 'operator');
  writeFileSync(join(dir, 'document-cadre.html'), await printDocument(framework?.document ?? fail(), 'html'));
  pages = readdirSync(dir).filter(name => name.endsWith('.html'));
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

function fail(): never {
  throw new Error('nothing was made');
}

const read = (name: string) => readFileSync(join(dir, name), 'utf8');

describe('the published site', () => {
  it('has a page for each thing', () => {
    expect(pages.toSorted()).toEqual([
      'contributions-4-1.html',
      'contributions.html',
      'document-cadre.html',
      'donnees.html',
      'fiche-f4-1.html',
      'fiches.html',
      'index.html',
      'notice.html',
      'reponses.html',
      'synthese-4.html',
      'syntheses.html',
    ]);
  });

  it('has no link that leads nowhere', () => {
    const ids = new Map(
      pages.map(name => [name, new Set([...read(name).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id))]),
    );
    for (const name of pages) {
      for (const [, href = ''] of read(name).matchAll(/ href="([^"]*)"/g)) {
        if (/^(?:https?:|mailto:)/.test(href)) continue;
        const [file = '', anchor] = href.split('#');
        const page = file === '' ? name : file;
        expect(readdirSync(dir), `${name} → ${href}`).toContain(page);
        if (anchor !== undefined) expect(ids.get(page), `${name} → ${href}`).toContain(anchor);
      }
    }
    // Citations lead to what they cite.
    expect(read('synthese-4.html')).toContain('href="contributions-4-1.html#A4-0001"');
  });

  it('shows nothing of who withdrew', () => {
    for (const name of readdirSync(dir)) expect(read(name), name).not.toContain('Retirée depuis');
  });

  it('holds what people wrote as text', () => {
    for (const name of pages) expect(read(name), name).not.toMatch(/<script|<img/);
  });

  it('is the same twice', async () => {
    const changed: string[] = [];
    for await (const { path, content } of sitePages(bench.context))
      if (typeof content === 'string' && content !== read(path)) changed.push(path);
    expect(changed).toEqual([]);
  });
});

/** What axe-core finds against WCAG 2.1 AA, which RGAA 4.1 takes up, and whether the page runs out of a phone's width. */
const EXAMINE = `(async () => {
  const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
  const { violations } = await axe.run({ runOnly: { type: 'tag', values } });
  const found = violations.map(({ id, nodes }) => id + ': ' + nodes[0].html);
  const wide = document.documentElement.scrollWidth > window.innerWidth;
  return wide ? [...found, 'wider than a phone'] : found;
})()`;

const browserPath = chromiumPath();

describe('in a browser', () => {
  it('has nothing that WCAG 2.1 AA forbids, fits a phone, and runs nothing', async ({ skip }) => {
    if (browserPath === null) return skip('SKIPPED: Chromium is not installed here');
    const browser = await startChromium(browserPath);
    try {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true });
      const examine = async (name: string): Promise<unknown> => {
        const page = await context.newPage();
        await page.goto(pathToFileURL(join(dir, name)).href);
        expect(await page.title(), name).not.toBe('pris');
        await page.evaluate(axe.source);
        const found: unknown = await page.evaluate(EXAMINE);
        await page.close();
        return found;
      };
      for (const name of pages) expect(await examine(name), name).toEqual([]);
      // The check is awake: it finds what is wrong where something is.
      writeFileSync(join(dir, 'wrong.html'), '<html><img src="x"><p style="width:900px">x</p></html>');
      expect(await examine('wrong.html')).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^image-alt/),
          expect.stringMatching(/^html-has-lang/),
          'wider than a phone',
        ]),
      );
    } finally {
      await browser.close();
    }
  });
});
