/** Announcements that are made by themselves: an axis opens or closes at its hour, said once in the chosen channels. */
import type { Consultation } from '#consultation/definition.ts';
import { openingOf } from '#consultation/inspect.ts';
import type { Wording } from '#wording/wording.ts';
import { addMs } from '../../clock.ts';
import { LATE_ANNOUNCEMENT_MS } from '../limits.ts';
import type { StaffStore } from '../ports.ts';
import { announcement, post } from './announce.ts';
import type { LiveDates } from './live-dates.ts';

export interface AnnounceParts {
  readonly staff: StaffStore;
  readonly networks: () => Promise<readonly string[]>;
  readonly dates: LiveDates;
  readonly wording: Wording;
  readonly newId: () => string;
  readonly now: () => string;
}

interface Moment {
  readonly axis: number;
  readonly kind: 'opens' | 'closes';
  readonly at: string;
}

/**
 * Makes what is due, once whatever the number of processes; returns how many. What was missed by more than
 * `LATE_ANNOUNCEMENT_MS` is left: an old announcement would only mislead.
 */
export async function announceDue(parts: AnnounceParts): Promise<number> {
  await parts.dates.fresh();
  const now = parts.now();
  let made = 0;
  for (const network of await parts.networks()) {
    const consultation = parts.dates.of(network);
    const due = momentsOf(consultation).filter(({ at }) => at <= now && at > addMs(now, -LATE_ANNOUNCEMENT_MS));
    for (const moment of due) if (await announceOnce(parts, network, consultation, moment, now)) made += 1;
  }
  return made;
}

function announceOnce(
  { staff, wording, newId }: AnnounceParts,
  network: string,
  consultation: Consultation,
  { axis, kind, at }: Moment,
  now: string,
): Promise<boolean> {
  return staff.transaction(async tx => {
    if (!(await tx.announcements.once(network, consultation.name, axis, kind, at, now))) return false;
    const channels = await tx.channels.list(network);
    const said = announcement(consultation, axis, kind, now);
    for (const channel of channels) await post({ wording, consultation, newId, now }, tx, channel, [said]);
    if (channels.length > 0)
      await tx.audit.add({
        network,
        at: now,
        who: 'robot',
        act: kind === 'opens' ? 'axis.announce.opens' : 'axis.announce.closes',
        on: `${axis} ${at}`,
        where: `${channels.length}`,
        outcome: 'done',
      });
    return channels.length > 0;
  });
}

/** When an announcement is next due; null for never. */
export async function nextAnnouncement({ networks, dates, now }: AnnounceParts): Promise<string | null> {
  await dates.fresh();
  const at = now();
  const coming: string[] = [];
  for (const network of await networks())
    coming.push(...momentsOf(dates.of(network)).flatMap(moment => (moment.at > at ? [moment.at] : [])));
  return coming.sort()[0] ?? null;
}

function momentsOf(consultation: Consultation): readonly Moment[] {
  return consultation.axes.flatMap(({ number: axis }): Moment[] => {
    const { opens, closes } = openingOf(consultation, axis);
    return [
      ...(opens === null ? [] : [{ axis, kind: 'opens', at: opens } as const]),
      ...(closes === null ? [] : [{ axis, kind: 'closes', at: closes } as const]),
    ];
  });
}
