/** « suivi » and « suivi THÈME »: people, contributions, texts, workshops; theme by theme, question by question. Pure. */
import type { Axis } from '#consultation/definition.ts';
import { textIn } from '#consultation/inspect.ts';
import { phrase } from '#conversation/phrases.ts';
import { lines } from '../command.ts';
import type { Figures, WorkshopFigure } from './ports.ts';
import { type FigureView, hiddenNote, hide, shown, sum, themeOf, total, type ViewCall } from './view.ts';

const SENT = { phrase: phrase('staff.figures.sent') };
const DRAFTS = { phrase: phrase('staff.figures.drafts') };

/** Everything in one view. Workshops and those who came to them are counted apart. */
export function summary(
  call: ViewCall,
  figures: Figures,
  workshops: readonly WorkshopFigure[],
  voices: number,
): FigureView {
  const { consultation, now, isOpen } = call;
  const sent = figures.cells.filter(({ status }) => status === 'submitted');
  const begun = figures.cells.filter(({ status }) => status === 'draft');
  const axes = consultation.axes.map(({ number }) => number);
  const of = (count: (axis: number) => number) => hide(axes.map(count), isOpen);
  const submitted = of(axis => total(sent, axis));
  const drafts = of(axis => total(begun, axis));
  const people = of(axis => figures.peopleOfAxis.get(axis) ?? 0);
  const rows = axes.map((axis, i) => ({
    line: phrase('staff.figures.axis', {
      axis,
      theme: themeOf(call, axis),
      people: shown(people[i]),
      submitted: shown(submitted[i]),
      drafts: shown(drafts[i]),
    }),
    row: {
      label: `${axis}. ${themeOf(call, axis)}`,
      counts: [people[i] ?? null, submitted[i] ?? null, drafts[i] ?? null],
    },
  }));
  const texts = figures.cells.filter(({ status }) => status !== 'withdrawn').reduce((n, cell) => n + cell.texts, 0);
  const one = (count: number) => shown(hide([count], isOpen)[0]);
  const head = phrase('staff.figures.head', {
    at: { opening: now, zone: consultation.timeZone },
    people: one(figures.people),
    contributions: one(sum(sent)),
    texts: one(texts),
    workshops: workshops.length,
    attendees: one(workshops.reduce((n, { attendees }) => n + attendees, 0)),
    collective: workshops.filter(({ isSent }) => isSent).length,
  });
  const byAxis = phrase('staff.figures.byAxis');
  const series = [{ phrase: phrase('staff.figures.people') }, SENT, DRAFTS];
  return {
    say: [
      head,
      ...(voices === 0 ? [] : [phrase('staff.figures.voice', { count: one(voices) })]),
      phrase('staff.figures.axes', { lines: lines(rows.map(({ line }) => line)) }),
      ...hiddenNote(isOpen),
    ],
    head,
    panels: [{ kind: 'bars', title: byAxis, series, rows: rows.map(({ row }) => row) }],
  };
}

/** Question after question: how many answered it, and how many drafts wait there. */
export function ofAxis(
  call: ViewCall,
  axis: Axis,
  { cells }: Pick<Figures, 'cells'>,
  answered: ReadonlyMap<string, number>,
): FigureView {
  const { consultation, lang, now, isOpen } = call;
  const waiting = new Map<string, number>();
  for (const cell of cells)
    if (cell.axis === axis.number && cell.status === 'draft')
      waiting.set(cell.stopsAt, (waiting.get(cell.stopsAt) ?? 0) + cell.count);
  const given = hide(
    axis.questions.map(({ name }) => answered.get(name) ?? 0),
    isOpen,
  );
  const stops = hide(
    axis.questions.map(({ name }) => waiting.get(name) ?? 0),
    isOpen,
  );
  const rows = axis.questions.map(({ name }, i) =>
    phrase('staff.figures.question', { question: name, answered: shown(given[i]), stops: shown(stops[i]) }),
  );
  const theme = themeOf(call, axis.number);
  return {
    say: [phrase('staff.figures.ofAxis', { axis: axis.number, theme, lines: lines(rows) }), ...hiddenNote(isOpen)],
    head: phrase('staff.figures.asOf', { at: { opening: now, zone: consultation.timeZone } }),
    panels: [
      {
        kind: 'bars',
        title: phrase('staff.figures.byQuestion', { axis: axis.number, theme }),
        series: [{ phrase: phrase('staff.figures.answers') }, { phrase: phrase('staff.figures.stops') }],
        rows: axis.questions.map(({ label }, i) => ({
          label: `${i + 1}. ${textIn(label, lang, consultation.defaultLanguage)}`,
          counts: [given[i] ?? null, stops[i] ?? null],
        })),
      },
    ],
  };
}
