/** « suivi couverture »: theme × territory × kind of actor, the emptiest first: where a reminder would help. Pure. */
import { type Param, phrase } from '#conversation/phrases.ts';
import { lines } from '../command.ts';
import { CHART_PLACES, COVERAGE_LINES } from '../limits.ts';
import type { FigureCell, Figures } from './ports.ts';
import { hideSmallGrid } from '#synthesis/small-cells.ts';
import {
  actorName,
  type FigureView,
  hiddenNote,
  hide,
  placeName,
  shortPlaceName,
  shown,
  themeOf,
  type ViewCall,
  type ViewPanel,
} from './view.ts';

/** Among the territories and kinds of actor that were heard at all. */
export function coverage(call: ViewCall, { cells }: Figures): FigureView {
  const { consultation, now, isOpen } = call;
  const places = namesOf(cells, 'territory');
  const actors = namesOf(cells, 'actor');
  const sent = cells.filter(({ status }) => status === 'submitted');
  const counts = countBy(sent, ({ axis, territory, actor }) => `${axis}|${territory}|${actor}`);
  const all = consultation.axes.flatMap(({ number }) =>
    places.flatMap(territory =>
      actors.map(actor => ({
        axis: number,
        territory,
        actor,
        count: counts.get(`${number}|${territory}|${actor}`) ?? 0,
      })),
    ),
  );
  const head = phrase('staff.figures.asOf', { at: { opening: now, zone: consultation.timeZone } });
  if (all.length === 0) return { say: [phrase('staff.figures.noCoverage')], head, panels: [] };
  const covered = all.filter(({ count }) => count > 0).length;
  const emptiest = all.toSorted((a, b) => a.count - b.count || a.axis - b.axis).slice(0, COVERAGE_LINES);
  const hidden = hide(
    emptiest.map(({ count }) => count),
    isOpen,
  );
  const rows = emptiest.map(({ axis, territory, actor }, i) =>
    phrase('staff.figures.cell', {
      axis,
      territory: placeName(territory),
      actor: actorName(call)(actor),
      count: shown(hidden[i]),
    }),
  );
  return {
    say: [
      phrase('staff.figures.coverage', { covered, all: all.length, lines: lines(rows) }),
      phrase('staff.figures.coverageAdvice'),
      ...hiddenNote(isOpen),
    ],
    head: phrase('staff.figures.coverageHead', {
      at: { opening: now, zone: consultation.timeZone },
      covered,
      all: all.length,
      themes: { items: consultation.axes.map(({ number }) => `${number} ${themeOf(call, number)}`) },
    }),
    panels: [
      gridOf(call, sent, 'territory', busiest(cells, places), placeName),
      gridOf(call, sent, 'actor', actors, actorName(call)),
    ],
  };
}

/** Contributions sent: one row a territory or kind of actor, one column a theme. */
function gridOf(
  { consultation, isOpen }: ViewCall,
  sent: readonly FigureCell[],
  by: 'territory' | 'actor',
  names: readonly string[],
  say: (name: string) => Param,
): ViewPanel {
  const axes = consultation.axes.map(({ number }) => number);
  const counts = countBy(sent, cell => `${cell[by]}|${cell.axis}`);
  const table = names.map(name => axes.map(axis => counts.get(`${name}|${axis}`) ?? 0));
  const hidden = isOpen ? table : hideSmallGrid(table);
  return {
    kind: 'grid',
    title: phrase(by === 'actor' ? 'staff.figures.gridOfActors' : 'staff.figures.gridOfPlaces'),
    series: axes.map(axis => ({ phrase: phrase('staff.figures.theme', { axis }) })),
    rows: names.map((name, i) => ({
      label: say(name),
      ...(by === 'territory' ? { short: shortPlaceName(name) } : {}),
      counts: hidden[i] ?? [],
    })),
    more: true,
  };
}

function namesOf(cells: readonly FigureCell[], by: 'territory' | 'actor'): readonly string[] {
  return [...new Set(cells.map(cell => cell[by]))].filter(name => name !== '');
}

function busiest(cells: readonly FigureCell[], places: readonly string[]): readonly string[] {
  const counts = countBy(cells, ({ territory }) => territory);
  return places.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)).slice(0, CHART_PLACES);
}

function countBy(cells: readonly FigureCell[], key: (cell: FigureCell) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(key(cell), (counts.get(key(cell)) ?? 0) + cell.count);
  return counts;
}
