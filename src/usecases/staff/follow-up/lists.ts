/** « suivi territoires », « suivi acteurs », « suivi jours »: one list of counts each. Pure. */
import { type Param, phrase } from '#conversation/phrases.ts';
import { dayIn } from '#text/instants.ts';
import { lines } from '../command.ts';
import { CHART_DAYS, FIGURE_LINES } from '../limits.ts';
import type { Figures } from './ports.ts';
import {
  actorName,
  type FigureView,
  hiddenNote,
  hide,
  placeName,
  shortPlaceName,
  shown,
  type ViewCall,
} from './view.ts';

export function byTerritory(call: ViewCall, { peopleOfTerritory }: Figures): FigureView {
  return list(call, 'staff.figures.territories', peopleOfTerritory, placeName, shortPlaceName);
}

export function byActor(call: ViewCall, { peopleOfActor }: Figures): FigureView {
  return list(call, 'staff.figures.actors', peopleOfActor, actorName(call));
}

function list(
  { consultation, now, isOpen }: ViewCall,
  key: 'staff.figures.territories' | 'staff.figures.actors',
  counts: ReadonlyMap<string, number>,
  name: (key: string) => Param,
  short = name,
): FigureView {
  const first = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, FIGURE_LINES);
  const hidden = hide(
    first.map(([, count]) => count),
    isOpen,
  );
  const rows = first.map(([of], i) => phrase('staff.figures.line', { label: name(of), count: shown(hidden[i]) }));
  const people = { phrase: phrase('staff.figures.people') };
  return {
    say: [phrase(key, { lines: lines(rows) }), ...hiddenNote(isOpen)],
    head: phrase('staff.figures.asOf', { at: { opening: now, zone: consultation.timeZone } }),
    panels: [
      {
        kind: 'bars',
        title: phrase(key === 'staff.figures.actors' ? 'staff.figures.byActor' : 'staff.figures.byTerritory'),
        series: [people],
        rows: first.map(([of], i) => ({ label: name(of), short: short(of), counts: [hidden[i] ?? null] })),
      },
    ],
  };
}

/** Contributions sent, day after day where the consultation is. */
export function byDay({ consultation, now, isOpen }: ViewCall, { submittedAtHour }: Figures): FigureView {
  const byDate = new Map<string, number>();
  for (const [hour, count] of submittedAtHour) {
    const { year, month, day } = dayIn(`${hour}:00:00.000Z`, consultation.timeZone);
    const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    byDate.set(iso, (byDate.get(iso) ?? 0) + count);
  }
  const sorted = [...byDate].toSorted(([a], [b]) => (a < b ? 1 : -1)).slice(0, FIGURE_LINES);
  const counts = hide(
    sorted.map(([, count]) => count),
    isOpen,
  );
  const rows = sorted.map(([day], i) => phrase('staff.figures.line', { label: { day }, count: shown(counts[i]) }));
  const head = phrase('staff.figures.asOf', { at: { opening: now, zone: consultation.timeZone } });
  const [latest] = sorted;
  if (latest === undefined) return { say: [phrase('staff.figures.noneSent')], head, panels: [] };
  const known = new Map(sorted.map(([day], i) => [day, counts[i] ?? null] as const));
  return {
    say: [phrase('staff.figures.days', { lines: lines(rows) }), ...hiddenNote(isOpen)],
    head,
    panels: [
      {
        kind: 'columns',
        title: phrase('staff.figures.byDay'),
        series: [],
        // The days on which nothing was sent stand there too: a gap is part of the picture.
        rows: daysUntil(latest[0]).map(day => ({
          label: `${Number(day.slice(8))}/${day.slice(5, 7)}`,
          counts: [known.has(day) ? (known.get(day) ?? null) : 0],
        })),
      },
    ],
  };
}

function daysUntil(last: string): readonly string[] {
  const end = Date.parse(`${last}T00:00:00.000Z`);
  return Array.from({ length: CHART_DAYS }, (_, i) =>
    new Date(end - (CHART_DAYS - 1 - i) * 86_400_000).toISOString().slice(0, 10),
  );
}
