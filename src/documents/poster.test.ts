/** Posters: what people wrote is only ever text, each address has its code and its words, nothing is asked of the network. */
import { encode } from 'uqr';
import { expect, test } from 'vitest';
import type { Poster } from '#messaging/index.ts';
import { posterHtml } from './poster.ts';

const POSTER: Poster = {
  lang: 'fr',
  above: 'Votre avis',
  title: 'Aider <b>le public</b> & "moi"',
  lines: ['10 minutes'],
  doors: [
    { name: 'Slack', url: 'https://slack.com/app_redirect?app=A1&team=T1', how: 'puis écrivez : contribuer 4' },
    { name: 'Matrix', url: null, how: 'écrivez au robot' },
  ],
  foot: ['Une question : a@b.fr'],
};

test('a poster shows all its words as text, and a code for each address that is known', () => {
  const html = posterHtml(POSTER);
  expect(html).toContain('<h1>Aider &lt;b&gt;le public&lt;/b&gt; &amp; &quot;moi&quot;</h1>');
  for (const text of ['Votre avis', '10 minutes', 'contribuer 4', 'écrivez au robot', 'Une question : a@b.fr'])
    expect(html).toContain(text);
  expect(html.match(/<svg /g)).toHaveLength(1);
  expect(html).toContain('aria-label="Slack : https://slack.com/app_redirect?app=A1&amp;team=T1"');
  expect(html).not.toMatch(/<script|<img|<link|src=/);
});

test('the code is that of the address, with its quiet zone', () => {
  const html = posterHtml(POSTER);
  const { size, data } = encode('https://slack.com/app_redirect?app=A1&team=T1', { ecc: 'Q', border: 4 });
  expect(html).toContain(`viewBox="0 0 ${size} ${size}"`);
  const dark = new Set([...html.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`));
  const expected = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x},${y}`] : [])));
  expect([...dark].sort()).toEqual(expected.sort());
  expect([...dark].every(at => at.split(',').every(n => Number(n) >= 4 && Number(n) < size - 4))).toBe(true);
});
