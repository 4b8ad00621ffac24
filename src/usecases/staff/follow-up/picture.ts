/** A view as a picture: its words and counts, drawn when it is sent. The same figures stand in words beside it. Pure. */
import { type Param, type Phrase, phrase } from '#conversation/phrases.ts';
import type { Chart, OutboundFile } from '#messaging/index.ts';
import type { Wording } from '#wording/wording.ts';
import { lines } from '../command.ts';
import { ALT_CHARACTERS } from '../limits.ts';
import { type FigureView, shown, type ViewCall, type ViewPanel } from './view.ts';

export function chartOf(view: FigureView, { lang, isOpen }: ViewCall, wording: Wording): Chart {
  const say = (param: Param): string => wording.label(lang, phrase('staff.figures.name', { name: param }));
  return {
    title: wording.label(lang, phrase('staff.figures.title')),
    subtitle: wording.label(lang, view.head),
    panels: view.panels.map(({ kind, title, series, rows }) => ({
      kind,
      title: wording.label(lang, title),
      series: series.map(say),
      rows: rows.map(({ label, short, counts }) => ({ label: say(short ?? label), counts })),
    })),
    hidden: wording.label(lang, phrase('staff.figures.few')),
    note: isOpen ? '' : wording.label(lang, phrase('staff.figures.hidden')),
  };
}

/** Its file, with what it shows in words for who can't see it. */
export function pictureOf(view: FigureView, call: ViewCall, wording: Wording): OutboundFile {
  const chart = chartOf(view, call, wording);
  const name = call.lang === 'en' ? 'follow-up.png' : 'suivi.png';
  return { name, mediaType: 'image/png', content: { from: 'chart', chart }, alt: altOf(chart) };
}

/** The words of a picture: what its text does not say yet. */
export function wordsOf({ panels }: FigureView): readonly Phrase[] {
  return panels
    .filter(({ more }) => more === true)
    .map(panel => phrase('staff.figures.table', { title: { phrase: panel.title }, lines: lines(rowsOf(panel)) }));
}

function rowsOf({ series, rows }: ViewPanel): readonly Phrase[] {
  return rows.map(({ label, counts }) =>
    phrase('staff.figures.row', {
      label,
      counts: {
        items: series.map((name, i) => ({
          phrase: phrase('staff.figures.pair', { name, count: shown(counts[i]) }),
        })),
      },
    }),
  );
}

function altOf({ title, subtitle, panels, hidden }: Chart): string {
  const said = panels.map(panel => {
    const rows = panel.rows.map(({ label, counts }) => {
      const each = counts.map((count, i) => `${panel.series[i] ?? ''} ${count ?? hidden}`.trim());
      return `${label} : ${each.join(', ')}`;
    });
    return `${panel.title} : ${rows.join(' ; ')}.`;
  });
  const whole = `${title}. ${subtitle} ${said.join(' ')}`;
  return whole.length <= ALT_CHARACTERS ? whole : `${whole.slice(0, ALT_CHARACTERS - 2)} …`;
}
