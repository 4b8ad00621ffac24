/** « 4 », « tout », « 1, 2 et 5 », « jusqu'au 30 avril 2027 à 18 h », « le 1er mars à 8 h » as the staff write them. Pure. */
import { Temporal } from 'temporal-polyfill';
import type { Consultation } from '#consultation/definition.ts';
import { fold, readDate } from '#text/index.ts';
import { dayIn } from '#text/instants.ts';

export interface ReadWhen {
  /** Numbers of existing axes, sorted, each once. */
  readonly axes: readonly number[];
  /** What follows them, as written. */
  readonly rest: string;
}

/** The axes at the head of an argument; null where none is named, or one does not exist. */
export function readAxes(argument: string, { axes }: Consultation): ReadWhen | null {
  const all =
    /^(?:les\s+|the\s+)?(?:tout(?:e?s)?|tous|all)(?:\s+(?:les\s+)?(?:themes?|thèmes?|axes?|topics?))?(?=\s|$)/iu.exec(
      argument,
    );
  if (all !== null) return { axes: axes.map(({ number }) => number), rest: argument.slice(all[0].length).trim() };
  const named =
    /^(?:(?:le|les|the)\s+)?(?:(?:th[eè]mes?|axes?|topics?)\s+)?(\d{1,2}(?:\s*(?:,|et|and|\+)\s*\d{1,2}(?!\d|\s*[/.:h-]))*)(?!\s*[/.:h-]\s*\d|\d)/iu.exec(
      argument,
    );
  if (named?.[1] === undefined) return null;
  const numbers = [...named[1].matchAll(/\d+/g)].map(([digits]) => Number(digits));
  if (numbers.some(number => axes.every(axis => axis.number !== number))) return null;
  return { axes: [...new Set(numbers)].sort((a, b) => a - b), rest: argument.slice(named[0].length).trim() };
}

export type ReadInstant =
  | {
      readonly ok: true /** ISO UTC. */;
      readonly at: string /** Whether an hour was written. */;
      readonly timed: boolean;
    }
  | { readonly ok: false };

/**
 * A day, with or without an hour, in a zone. Without an hour: the day's first instant where something begins, the
 * instant after its last where something ends (`end`), so that « jusqu'au 24 mars » has all of the 24th.
 */
export function readInstant(text: string, zone: string, now: string, end: boolean): ReadInstant {
  const iso = /^(\d{4}-\d\d-\d\dT\d\d:\d\d\S*)$/.exec(text.trim())?.[1];
  const plain = fold(text).replace(/\b(?:jusqu'au|jusqu'a|jusqu'|le|du|au|until|from|on|a partir)\b/gu, ' ');
  const { rest, hour, minute } = takeTime(plain);
  if (iso !== undefined) return isoInstant(iso);
  const day = readDate(rest, dayIn(now, zone), 'fr');
  const english = day.ok ? day : readDate(rest, dayIn(now, zone), 'en');
  if (!english.ok) return { ok: false };
  const date = Temporal.PlainDate.from(english.iso);
  const timed = hour !== null;
  const wall = timed
    ? date.toPlainDateTime({ hour, minute })
    : (end ? date.add({ days: 1 }) : date).toPlainDateTime({ hour: 0, minute: 0 });
  return { ok: true, at: instantOf(wall, zone), timed };
}

/** An hour that does not exist (spring) is the one after; of an hour that comes twice (autumn) the first. */
function instantOf(wall: Temporal.PlainDateTime, zone: string): string {
  return wall
    .toZonedDateTime(zone, { disambiguation: 'compatible' })
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });
}

function isoInstant(text: string): ReadInstant {
  try {
    return { ok: true, at: Temporal.Instant.from(text).toString({ smallestUnit: 'millisecond' }), timed: true };
  } catch {
    return { ok: false };
  }
}

/** « à 18 h », « 18h30 », « 18:30 », « à minuit », « à midi ». */
function takeTime(text: string): { rest: string; hour: number | null; minute: number } {
  const said = /(?:^|\s)(?:a |at )?(midi|minuit|noon|midnight)(?=\s|$)/u.exec(text);
  const found = /(?:^|\s|,)(?:a |at )?(\d{1,2}) ?(?:h|:) ?(\d{2})?(?=\s|$)/u.exec(text);
  const match = said ?? found;
  if (match === null) return { rest: text.trim(), hour: null, minute: 0 };
  const noon = said !== null && /midi|noon/.test(said[1] ?? '');
  const hour = said === null ? Number(found?.[1]) : noon ? 12 : 0;
  const minute = said === null ? Number(found?.[2] ?? 0) : 0;
  // No day holds that hour: the whole text is then refused.
  if (hour > 23 || minute > 59) return { rest: '', hour: null, minute: 0 };
  return { rest: `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.trim(), hour, minute };
}
