/** By when somebody looks at what was flagged, and answers who disagrees. */
import type { Consultation } from '#consultation/definition.ts';
import type { Param } from '#conversation/phrases.ts';
import { isoDayIn } from '#text/instants.ts';
import { addMs } from '../clock.ts';
import { DECISION_DAYS } from './limits.ts';

const DAY_MS = 86_400_000;

/** ISO UTC, of what is flagged or contested at `from`. */
export function decisionDue(from: string): string {
  return addMs(from, DECISION_DAYS * DAY_MS);
}

/** How it is said: the day, where the consultation is held. */
export function dueDay(dueAt: string, { timeZone }: Pick<Consultation, 'timeZone'>): Param {
  return { day: isoDayIn(dueAt, timeZone) };
}
