/** The retention, carried out by itself: any number of processes may, each thing is done once. */
import type { Consultation } from '#consultation/definition.ts';
import { addMs, msBetween } from '../clock.ts';
import { type BodyAnswer, readBody } from '../contribution-body.ts';
import type { Log } from '../log.ts';
import { redactedBody } from '../moderation/publication.ts';
import type { Stores } from '../ports.ts';
import { audioBefore, DAY_MS, draftsBefore, identitiesAt, moderatedBefore } from './due.ts';
import { carriedOutName, type Note, type RetentionStep } from './ports.ts';

/** Milliseconds between two looks, and days that a message given up on is shown to the operator. */
const EVERY_MS = 3_600_000;
const DEAD_LETTER_DAYS = 30;

export interface RetentionParts {
  readonly stores: Pick<Stores, 'retention' | 'networks'>;
  /** Brings the dates that the staff set up to now. */
  readonly refresh: () => Promise<void>;
  readonly consultationOf: (network: string) => Consultation;
  /** ISO UTC. */
  readonly now: () => string;
  readonly log: Log;
}

/** Makes the function that the loop calls: how many things it did. It looks once an hour. */
export function createRetention(parts: RetentionParts): () => Promise<number> {
  let lookedAt: string | null = null;
  return async () => {
    const now = parts.now();
    if (lookedAt !== null && Math.abs(msBetween(lookedAt, now)) < EVERY_MS) return 0;
    await parts.refresh();
    let done = await parts.stores.retention.forgetDeadLetters(addMs(now, -DEAD_LETTER_DAYS * DAY_MS));
    for (const { id } of await parts.stores.networks.list()) done += await inNetwork(parts, id, now);
    // What was done in pages goes on at once.
    if (done === 0) lookedAt = now;
    return done;
  };
}

async function inNetwork(parts: RetentionParts, network: string, now: string): Promise<number> {
  const consultation = parts.consultationOf(network);
  const { retention } = parts.stores;
  const { name, axes } = consultation;
  const noting = (step: RetentionStep, what = name): Note => note({ network, name, step, what, now });
  const tell = (step: RetentionStep, count: number): void => {
    if (count > 0) parts.log('info', 'retention', { step, count });
  };
  const audio = await retention.forgetAudio(network, name, audioBefore(consultation, now), noting('audio'));
  tell('audio', audio);
  if (consultation.retention === undefined) return audio;
  let drafts = 0;
  for (const { number } of axes) {
    const before = draftsBefore(consultation, number, now);
    const noted = noting('drafts', `${name}, ${number}`);
    if (before !== null) drafts += await retention.expireDrafts(network, name, number, before, now, noted);
  }
  tell('drafts', drafts);
  if (!(await mayGo(parts, network, consultation))) return audio + drafts;
  const decided = moderatedBefore(consultation, now);
  const moderated =
    decided === null ? 0 : await retention.purgeModerated(network, name, decided, now, purgedBody, noting('moderated'));
  tell('moderated', moderated);
  const reply = await retention.carriedOut(carriedOutName('reply', network, name));
  const due = identitiesAt(consultation, reply?.at ?? null);
  const identities =
    due === null || due > now ? 0 : await retention.forgetIdentities(network, due, now, noting('identities'));
  tell('identities', identities);
  return audio + drafts + moderated + identities;
}

/** Where the archives must have their deposit, nothing that it is made of goes before. */
async function mayGo({ stores }: RetentionParts, network: string, { name, retention }: Consultation): Promise<boolean> {
  if (retention?.deposit !== true) return true;
  return (await stores.retention.carriedOut(carriedOutName('deposit', network, name))) !== null;
}

interface Step {
  readonly network: string;
  readonly name: string;
  readonly step: RetentionStep;
  readonly what: string;
  readonly now: string;
}

/** In the audit, and in what `tdt conservation` shows. */
function note({ network, name, step, what, now }: Step): Note {
  return async ({ retention, audit }, count) => {
    await retention.add(carriedOutName(step, network, name), now, count);
    await audit.add({
      network,
      at: now,
      who: 'tdt',
      act: `retention.${step}`,
      on: `${what}, ${count}`,
      where: 'tdt',
      outcome: 'done',
    });
  };
}

/** Of what was hidden stays that there was an answer, and nothing of it; of what was redacted, what was published. */
export function purgedBody(status: 'hidden' | 'redacted', body: string): string {
  if (status === 'redacted') return redactedBody(body);
  const { schema, lang, actor, places, answers } = readBody(body);
  const emptied = Object.fromEntries(
    Object.keys(answers).map(name => [name, { value: { kind: 'skipped' }, texts: [] } satisfies BodyAnswer]),
  );
  const nobody = { presentation: 'unnamed', name: null, organisation: null, mandate: null, coAuthors: [] } as const;
  const known = actor ? { name: actor.name } : null;
  return JSON.stringify({ schema, lang, ...nobody, actor: known, places, answers: emptied });
}
