/** The minutes as they may be shown: what the moderation hid of the contribution is in no copy made since. */
import { redactForAll } from '../moderation/publication.ts';
import type { ModerationStore } from '../moderation/ports.ts';
import type { FileBody } from '#messaging/index.ts';
import { rewritten } from '#workshop/purge.ts';
import { type MinutesMaker, printMinutes, printWithheld } from './minutes.ts';
import type { WorkshopStore } from './ports.ts';

export interface MinutesSource {
  readonly workshops: Pick<WorkshopStore, 'read'>;
  readonly moderation: Pick<ModerationStore, 'statusesOf'>;
  /** What minutes are worded with. */
  readonly minutes: () => Promise<MinutesMaker>;
}

/** null where the workshop is gone. */
export async function minutesAsShown(source: MinutesSource, id: string, name: string): Promise<FileBody | null> {
  const workshop = await source.workshops.read(id);
  if (workshop === null) return null;
  const { network, consultation, sent } = workshop;
  const reference = sent?.reference ?? null;
  const [found] = reference === null ? [] : await source.moderation.statusesOf(network, consultation, [reference]);
  const maker = await source.minutes();
  if (found?.status === 'hidden') return printWithheld(maker, workshop, name);
  const shown = found?.status === 'redacted' ? { ...workshop, ...rewritten(workshop, redactForAll) } : workshop;
  return printMinutes(maker, shown, name);
}
