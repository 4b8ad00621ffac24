/** Each panel of a picture as what the charting library draws. Pure. */
import type { EChartsCoreOption } from 'echarts/core';
import type { ChartPanel } from '#messaging/index.ts';
import { MAX_ROWS, WIDTH } from './limits.ts';
import { DECALS, FONT, INK, LIGHT_FROM, LINE, SERIES, SHADES, SIZES } from './style.ts';
import { wrap } from './wrap.ts';

export interface Drawing {
  readonly height: number;
  readonly option: EChartsCoreOption;
}

const BASE = { animation: false, silent: true, textStyle: { fontFamily: FONT, fontSize: SIZES.text, color: INK } };
const MARGIN = 24;
/** A bar, and a bar with the gap after it. */
const BAR = 20;
const BAR_STEP = 26;

export function drawingOf(panel: ChartPanel, hidden: string): Drawing {
  const rows = panel.rows.slice(0, MAX_ROWS);
  switch (panel.kind) {
    case 'bars':
      return bars({ ...panel, rows }, hidden);
    case 'columns':
      return columns({ ...panel, rows }, hidden);
    case 'grid':
      return grid({ ...panel, rows }, hidden);
  }
}

function heading(panel: ChartPanel) {
  const lines = wrap(panel.title, 44, 2);
  return {
    height: 16 + lines.length * 26,
    title: {
      text: lines.join('\n'),
      left: MARGIN,
      top: 10,
      padding: 0,
      textStyle: { fontFamily: FONT, fontSize: SIZES.panel, fontWeight: 'bold', color: INK, lineHeight: 26 },
    },
  };
}

/** What is written at the end of a bar. */
function ends(counts: readonly (number | null)[], hidden: string) {
  return counts.map(count => ({
    value: count ?? 0,
    label: {
      show: true,
      position: 'right',
      formatter: count === null ? hidden : String(count),
      fontSize: SIZES.text,
      fontWeight: 'bold',
      color: INK,
    },
  }));
}

function bars(panel: ChartPanel, hidden: string): Drawing {
  const { title, height: head } = heading(panel);
  const legend = panel.series.length > 1 ? 40 : 0;
  const each = 22 + (panel.series.length + 1) * BAR_STEP;
  const top = head + legend + 4;
  // The name of a row stands above its bars, in the place of one more: a phone has no width for a column of names.
  const names = panel.rows.map(({ label }) => ({
    value: 0,
    label: { show: true, position: 'insideLeft', distance: 6, formatter: wrap(label, 54, 1).join(''), color: INK },
  }));
  const height = top + panel.rows.length * each + 12;
  return {
    height,
    option: {
      ...BASE,
      title,
      ...(legend === 0 ? {} : { legend: { ...legendOf(head), data: [...panel.series] } }),
      grid: { left: MARGIN, right: 96, top, bottom: 12 },
      xAxis: { type: 'value', show: false, min: 0 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: panel.rows.map((_row, i) => i),
        axisLine: { show: true, lineStyle: { color: LINE } },
        axisTick: { show: false },
        axisLabel: { show: false },
      },
      series: [
        { type: 'bar', barWidth: BAR, barGap: '30%', data: names },
        ...panel.series.map((name, i) => ({
          type: 'bar',
          name,
          barWidth: BAR,
          barGap: '30%',
          itemStyle: { color: SERIES[i], decal: DECALS[i] },
          data: ends(
            panel.rows.map(({ counts }) => counts[i] ?? null),
            hidden,
          ),
        })),
      ],
    },
  };
}

function legendOf(top: number) {
  return {
    left: MARGIN - 4,
    top,
    itemWidth: 30,
    itemHeight: 18,
    itemGap: 24,
    selectedMode: false,
    textStyle: { fontFamily: FONT, fontSize: SIZES.text, color: INK },
  };
}

function columns(panel: ChartPanel, hidden: string): Drawing {
  const { title, height: head } = heading(panel);
  const height = head + 260;
  const many = panel.rows.length > 10;
  return {
    height,
    option: {
      ...BASE,
      title,
      grid: { left: MARGIN, right: MARGIN, top: head + 34, bottom: 44 },
      yAxis: { type: 'value', show: false, min: 0 },
      xAxis: {
        type: 'category',
        data: panel.rows.map(({ label }) => label),
        axisLine: { lineStyle: { color: LINE } },
        axisTick: { show: false },
        axisLabel: { fontSize: SIZES.small, color: INK, hideOverlap: true, interval: many ? 'auto' : 0 },
      },
      series: [
        {
          type: 'bar',
          barMaxWidth: 44,
          itemStyle: { color: SERIES[0] },
          data: tops(
            panel.rows.map(({ counts }) => counts[0] ?? null),
            hidden,
          ),
        },
      ],
    },
  };
}

/** The same on top of a column; a word stands upright, as columns are narrow. */
function tops(counts: readonly (number | null)[], hidden: string) {
  return ends(counts, hidden).map(({ value, label }, i) => ({
    value,
    label: {
      ...label,
      position: 'top',
      fontSize: SIZES.small,
      ...(counts[i] === null ? { rotate: 90, align: 'left', verticalAlign: 'middle' } : {}),
    },
  }));
}

const CELL_HEIGHT = 46;

function grid(panel: ChartPanel, hidden: string): Drawing {
  const { title, height: head } = heading(panel);
  const left = 190;
  const wide = (WIDTH - left - MARGIN) / Math.max(panel.series.length, 1);
  const names = panel.series.map(name => wrap(name, Math.max(Math.floor(wide / 8), 3), 3).join('\n'));
  const above = Math.max(...names.map(name => name.split('\n').length), 1) * 20 + 10;
  const most = Math.max(...panel.rows.flatMap(({ counts }) => counts.map(count => count ?? 0)), 1);
  const cells = panel.rows.flatMap(({ counts }, y) =>
    counts.map((count, x) => {
      const shade = count === null ? 1 : count === 0 ? 0 : 1 + Math.floor((count / most) * (SHADES.length - 2));
      return {
        value: [x, y, shade],
        label: {
          show: true,
          formatter: count === null ? hidden : String(count),
          color: shade >= LIGHT_FROM ? '#ffffff' : INK,
          fontSize: count === null && wide < 60 ? 13 : SIZES.text,
          fontWeight: count === 0 ? 'normal' : 'bold',
        },
      };
    }),
  );
  return {
    height: head + above + panel.rows.length * CELL_HEIGHT + 12,
    option: {
      ...BASE,
      title,
      grid: { left, right: MARGIN, top: head + above, bottom: 12 },
      xAxis: { type: 'category', position: 'top', data: names, ...plainAxis() },
      yAxis: {
        type: 'category',
        inverse: true,
        data: panel.rows.map(({ label }) => wrap(label, 20, 2).join('\n')),
        ...plainAxis(),
      },
      visualMap: {
        show: false,
        type: 'piecewise',
        dimension: 2,
        pieces: SHADES.map((color, value) => ({ value, color })),
      },
      series: [{ type: 'heatmap', data: cells, itemStyle: { borderColor: LINE, borderWidth: 1 } }],
    },
  };
}

function plainAxis() {
  return {
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { interval: 0, fontSize: SIZES.small, color: INK, lineHeight: 20, margin: 8 },
  };
}
