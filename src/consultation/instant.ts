/** Instants and days as they are written in a consultation: `2027-03-25T00:00:00+01:00`, `2027-04-15`. */
import { Temporal } from 'temporal-polyfill';

export interface Instant {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly epochMs: number;
  /** `2027-03-24T23:00:00.000Z`: always of this length, so that two compare as texts. */
  readonly iso: string;
  /** Minutes ahead of UTC as written; null where it was written `Z`. */
  readonly offsetMinutes: number | null;
}

// Stricter than ISO 8601: what a person can check at a glance, with seconds and their fraction for machines.
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** Null for anything that is not a date, a time and an offset (or `Z`). */
export function parseInstant(text: string): Instant | null {
  const found = INSTANT.exec(text);
  if (!found) return null;
  const instant = attempt(() => Temporal.Instant.from(text));
  if (!instant) return null;
  const [, sign, hours, minutes] = found;
  const offset = Number(hours) * 60 + Number(minutes);
  return {
    epochMs: instant.epochMilliseconds,
    iso: instant.toString({ smallestUnit: 'millisecond' }),
    offsetMinutes: sign === undefined ? null : sign === '-' ? -offset : offset,
  };
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && attempt(() => Temporal.PlainDate.from(text)) !== null;
}

/** Whether a name is a time zone of the IANA database (`Europe/Paris`). */
export function isTimeZone(name: string): boolean {
  // An offset (« +01:00 ») would be taken too, but knows nothing of summer time.
  return /^[A-Za-z]/.test(name) && attempt(() => offsetIn(name, 0)) !== null;
}

/** Minutes ahead of UTC in a zone at an instant (60 in Paris in winter). Throws where the zone is not one. */
export function offsetIn(timeZone: string, epochMs: number): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone);
  return zoned.offsetNanoseconds / 60_000_000_000;
}

/** `+01:00`. */
export function printOffset(minutes: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
