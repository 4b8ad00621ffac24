/** What both sides of the benchmark share: one instant, numbered ids, the real consultation and wording. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConsultation } from '#consultation/parse.ts';
import type { Adapter } from '#messaging/index.ts';
import type { Clock } from '#usecases/clock.ts';
import type { TurnMaker } from '#usecases/turn-maker.ts';
import { describePlace, placeByCode } from '#text/index.ts';
import { CATALOGS, DEFAULT_LANGUAGE } from '#wording/catalogs.ts';
import { createWording } from '#wording/wording.ts';

export const BENCH_NOW = '2027-02-01T10:00:00.000Z';
/** The network that exists from the start. */
export const NETWORK = 'reseau';

export const fixedClock: Clock = { now: () => BENCH_NOW, sleep: () => Promise.resolve() };

/** `p000001`, `p000002`… */
export function numberedIds(prefix: string): () => string {
  let made = 0;
  return () => `${prefix}${String((made += 1)).padStart(8, '0')}`;
}

export const silentAdapter: Adapter = {
  platform: 'terminal',
  capabilities: {
    buttons: false,
    menus: false,
    modals: false,
    ephemeral: false,
    edits: false,
    deletions: false,
    threads: false,
    reactions: false,
    polls: false,
    typing: false,
    directMessages: true,
    files: false,
    maxCharacters: 4000,
  },
  start: () => Promise.resolve(),
  send: message => Promise.resolve({ kind: 'sent', ref: message.id }),
  sendTransient: () => Promise.resolve(),
  fetchFile: () => Promise.reject(new Error('nobody sends files here')),
  stop: () => Promise.resolve(),
};

export function makeMaker(): TurnMaker {
  const folder = join(import.meta.dirname, '../../consultations/article69');
  const files = Object.fromEntries(readdirSync(folder).map(name => [name, readFileSync(join(folder, name), 'utf8')]));
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const read = parseConsultation(files, sha256);
  if (!read.ok) throw new Error('consultations/article69 does not read: run `npm run -s tdt -- consultation check`');
  const { consultation } = read;
  return {
    consultation,
    revisions: Object.fromEntries(consultation.axes.map(axis => [axis.revision, axis])),
    now: () => BENCH_NOW,
    newId: numberedIds('m'),
    entropy: { fraction: () => 0.5, letters: count => 'A'.repeat(count), sha256 },
    firstStaff: [],
    wording: createWording({
      catalogs: CATALOGS,
      defaultLanguage: DEFAULT_LANGUAGE,
      describePlace: (code, lang) => {
        const place = placeByCode(code);
        return place === undefined ? code : describePlace(place, lang);
      },
    }),
  };
}
