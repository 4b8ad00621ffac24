/** The minutes as they may be shown: what the moderation hid of the contribution is in no copy made since. */
import { redactForAll } from '../moderation/publication.ts';
import type { ModerationStore } from '../moderation/ports.ts';
import type { FileBody } from '#messaging/index.ts';
import type { Workshop } from '#workshop/index.ts';
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
  return printMinutes(maker, found?.status === 'redacted' ? redacted(workshop) : workshop, name);
}

/** Without what is personal or insulting in what the group wrote. */
function redacted(workshop: Workshop): Workshop {
  const clean = <T extends { readonly text: string }>(one: T): T => ({ ...one, text: redactForAll(one.text) });
  const { ideas, answers, stances, proposals, validation } = workshop;
  return {
    ...workshop,
    ideas: Object.fromEntries(Object.entries(ideas).map(([id, idea]) => [id, clean(idea)])),
    answers: Object.fromEntries(
      Object.entries(answers).map(([question, answer]) => [
        question,
        { ...answer, sentences: answer.sentences.map(clean) },
      ]),
    ),
    stances: stances.map(clean),
    proposals: proposals.map(clean),
    validation: validation && { ...validation, objections: validation.objections.map(clean) },
  };
}
