/** A chart as one SVG: its panels one above the other, each drawn by the charting library without any browser. */
import { BarChart, HeatmapChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent, VisualMapComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart, ChartPanel } from '#messaging/index.ts';
import { WIDTH } from './limits.ts';
import { drawingOf } from './panels.ts';
import { BACKGROUND, FONT, INK, SIZES, SOFT } from './style.ts';
import { wrap } from './wrap.ts';

use([BarChart, HeatmapChart, GridComponent, LegendComponent, TitleComponent, VisualMapComponent, SVGRenderer]);

interface Placed {
  readonly height: number;
  readonly svg: string;
}

/** The whole picture, `WIDTH` across. */
export function drawSvg(chart: Chart): string {
  const title = words(wrap(chart.title, 38, 2), { size: SIZES.title, color: INK, weight: 700, above: 14 });
  const subtitle = words(wrap(chart.subtitle, 58, 8), { size: SIZES.text, color: INK, weight: 400, above: 2 });
  const note = words(wrap(chart.note, 62, 3), { size: SIZES.small, color: SOFT, weight: 400, above: 4 });
  const parts = [title, subtitle, ...chart.panels.map(panel => drawPanel(panel, chart.hidden)), note];
  const height = parts.reduce((sum, part) => sum + part.height, 16);
  let y = 0;
  const placed = parts.map(part => {
    const at = `<svg x="0" y="${y}" width="${WIDTH}" height="${part.height}">${part.svg}</svg>`;
    y += part.height;
    return at;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${WIDTH}" height="${height}">`,
    `<rect width="${WIDTH}" height="${height}" fill="${BACKGROUND}"/>`,
    ...placed,
    '</svg>',
  ].join('\n');
}

function drawPanel(panel: ChartPanel, hidden: string): Placed {
  const { height, option } = drawingOf(panel, hidden);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption(option);
    return { height, svg: chart.renderToSVGString() };
  } finally {
    chart.dispose();
  }
}

function words(
  lines: readonly string[],
  { size, color, weight, above }: { size: number; color: string; weight: number; above: number },
): Placed {
  const said = lines.filter(line => line !== '');
  const step = Math.round(size * 1.35);
  const texts = said.map(
    (line, i) =>
      `<text x="24" y="${above + step * (i + 1) - 4}" font-family="${FONT}" font-size="${size}" font-weight="${weight}" fill="${color}">${escapeXml(line)}</text>`,
  );
  return { height: said.length === 0 ? 0 : above + step * said.length + 4, svg: texts.join('') };
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, sign => SIGNS[sign] ?? sign);
}
