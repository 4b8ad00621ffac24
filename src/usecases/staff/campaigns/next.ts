/** When a campaign comes round next, from its rule and the live dates. Pure. */
import { Temporal } from 'temporal-polyfill';
import { nextAfter } from '#calendar/schedule.ts';
import type { Consultation } from '#consultation/definition.ts';
import { axisStatus, openingOf } from '#consultation/inspect.ts';
import type { CampaignRule } from './ports.ts';

/** The first instant after `after` (ISO UTC, excluded); null for never again. */
export function nextRound(rule: CampaignRule, consultation: Consultation, after: string): string | null {
  const { schedule, axes, zone } = rule;
  if (schedule.kind !== 'before') return nextAfter(schedule, after);
  const { days, hour } = schedule;
  const rounds = axes.flatMap(axis => {
    const { closes } = openingOf(consultation, axis);
    return closes === null ? [] : [daysBefore(closes, days, hour, zone)];
  });
  return rounds.filter(at => at > after).sort()[0] ?? null;
}

/** « 3 jours avant la fin »: the day of the last minute that still counts, less so many. */
function daysBefore(closes: string, days: number, hour: number, zone: string): string {
  const last = Temporal.Instant.from(closes).subtract({ milliseconds: 1 }).toZonedDateTimeISO(zone).toPlainDate();
  return last
    .subtract({ days })
    .toZonedDateTime({ timeZone: zone, plainTime: { hour } })
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });
}

/** Axes of the rule that take answers at that instant. */
export function openAxes(rule: CampaignRule, consultation: Consultation, at: string): readonly number[] {
  return rule.axes.filter(axis => axisStatus(consultation, axis, at) === 'open');
}
