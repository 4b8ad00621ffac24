/** Pictures: every word and count of the chart is in the drawing, nobody's text breaks it, and nothing hidden shows. */
import { describe, expect, test } from 'vitest';
import type { Chart } from '#messaging/index.ts';
import { drawSvg } from './draw-svg.ts';
import { drawChart } from './index.ts';
import { MAX_ROWS } from './limits.ts';
import { wrap } from './wrap.ts';

const CHART: Chart = {
  title: 'Suivi',
  subtitle: 'Au 3 mars.',
  hidden: 'caché',
  note: 'Petits nombres cachés.',
  panels: [
    {
      kind: 'bars',
      title: 'Par thème',
      series: ['Envoyées', 'Brouillons'],
      rows: [
        { label: '1. Les besoins', counts: [84, 17] },
        { label: '2. Les services', counts: [null, 0] },
      ],
    },
    { kind: 'columns', title: 'Par jour', series: [], rows: [{ label: '3/03', counts: [61] }] },
    { kind: 'grid', title: 'Couverture', series: ['Thème 1', 'Thème 2'], rows: [{ label: 'Élus', counts: [7, null] }] },
  ],
};

/** The words of a drawing, in order. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

describe('a picture', () => {
  test('writes every name and count, and a word where a count is hidden', () => {
    const said = textsOf(drawSvg(CHART));
    for (const text of ['Suivi', 'Par thème', 'Envoyées', 'Brouillons', '1. Les besoins', '84', '17', '0', '61', '7'])
      expect(said).toContain(text);
    expect(said.filter(text => text === 'caché')).toHaveLength(2);
  });

  test('shows what people wrote as text only', () => {
    const label = '<image href="http://x.test/a.png"/> & "dit" {a|b} \u0007';
    const svg = drawSvg({
      ...CHART,
      title: label,
      panels: [{ kind: 'bars', title: label, series: [label], rows: [{ label, counts: [5] }] }],
    });
    expect(svg).not.toMatch(/<image|\u0007/);
    expect(svg).toContain('&lt;image');
  });

  test('is bounded, and drawn as a PNG with nothing to draw, or too much', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({ label: `Territoire ${'x'.repeat(500)} ${i}`, counts: [i] }));
    const many = drawSvg({ ...CHART, panels: [{ kind: 'bars', title: 'T', series: ['n'], rows }] });
    expect(textsOf(many).filter(text => text.startsWith('Territoire'))).toHaveLength(MAX_ROWS);
    for (const chart of [CHART, { ...CHART, panels: [] }]) {
      const png = await drawChart(chart);
      expect(Array.from(png.slice(0, 4))).toEqual([0x89, 0x50, 0x4e, 0x47]);
    }
  });
});

test('lines are broken between words, and what is left out is told', () => {
  expect(wrap('un deux trois quatre', 9, 3)).toEqual(['un deux', 'trois', 'quatre']);
  expect(wrap('un deux trois quatre', 9, 2)).toEqual(['un deux', 'trois …']);
  expect(wrap('', 9, 2)).toEqual(['']);
});
