/** When each step of the retention may be carried out. Pure. */
import type { Consultation } from '#consultation/definition.ts';
import { openingOf } from '#consultation/inspect.ts';
import { dayIn } from '#text/instants.ts';
import { addMs } from '../clock.ts';

export const DAY_MS = 86_400_000;
/** Where the consultation says nothing of its retention. */
export const AUDIO_DAYS = 30;

/** A draft untouched since then goes; null: not now. Never before the day that its author was told, nor while its axis is open. */
export function draftsBefore(consultation: Consultation, axis: number, now: string): string | null {
  const { retention, draftsKeptUntilDay, timeZone } = consultation;
  if (retention === undefined || retention.draftsDays === null) return null;
  const { closes } = openingOf(consultation, axis);
  if (closes === null || closes > now) return null;
  if (draftsKeptUntilDay !== null && dayOf(now, timeZone) <= draftsKeptUntilDay) return null;
  return addMs(now, -retention.draftsDays * DAY_MS);
}

/** Recordings transcribed before then go, whoever did not say that they are right: days after, also where nothing else is set. */
export function audioBefore({ retention }: Consultation, now: string): string {
  return addMs(now, -(retention?.audioDays ?? AUDIO_DAYS) * DAY_MS);
}

/** Decisions taken before then; null: never. */
export function moderatedBefore({ retention }: Consultation, now: string): string | null {
  return retention === undefined || retention.moderatedDays === null
    ? null
    : addMs(now, -retention.moderatedDays * DAY_MS);
}

/** When identities go, once the reply was sent; null: not decided. */
export function identitiesAt({ retention }: Consultation, repliedAt: string | null): string | null {
  if (retention === undefined || retention.identitiesDays === null || repliedAt === null) return null;
  return addMs(repliedAt, retention.identitiesDays * DAY_MS);
}

function dayOf(now: string, zone: string): string {
  const { year, month, day } = dayIn(now, zone);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
}
