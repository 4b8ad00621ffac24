/** The day on which an instant falls. */
import { Temporal } from 'temporal-polyfill';

/** `instant`: ISO UTC; `zone`: an IANA name. Returns `2027-03-24`. Throws a RangeError for another text. */
export function dayIn(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}
