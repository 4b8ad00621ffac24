/** What part of the contributions a synthesis reads, as somebody types it. */
import { EVERYTHING, type SynthesisFilter } from '#synthesis/review/body.ts';
import { placeByCode } from '#text/index.ts';
import { Temporal } from 'temporal-polyfill';

export interface TypedFilter {
  readonly question?: readonly string[] | undefined;
  readonly place?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly kind?: string | undefined;
}

/** The filter, or a sentence in French on what is wrong. Days begin at midnight in `zone` (an IANA name). */
export function readFilter(typed: TypedFilter, zone: string): SynthesisFilter | string {
  const unknown = typed.place?.find(code => placeByCode(code) === undefined);
  if (unknown !== undefined)
    return `Ce territoire n'existe pas : ${unknown}. Un code s'écrit « dep:74 » ou « reg:84 ».`;
  const from = startOf(typed.from, zone);
  const until = startOf(typed.until, zone);
  if (from === undefined || until === undefined) return "Un jour s'écrit « 2027-03-01 ».";
  const { kind = null } = typed;
  if (kind !== null && kind !== 'individual' && kind !== 'collective')
    return 'Le type est « individual » ou « collective ».';
  return {
    ...EVERYTHING,
    questions: typed.question ?? null,
    places: typed.place ?? null,
    from,
    until,
    kind,
  };
}

/** The first instant of a day; null where none is given, undefined for what is no day. */
function startOf(day: string | undefined, zone: string): string | null | undefined {
  if (day === undefined) return null;
  try {
    const start = Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant();
    return start.toString({ fractionalSecondDigits: 3 });
  } catch {
    return undefined;
  }
}
