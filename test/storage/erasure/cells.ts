/** « Effacer mes données », proved on the bytes: of one person's every word, none stays. */
import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStores } from '#storage/index.ts';
import { readBody } from '#usecases/contribution-body.ts';
import { trial } from '../../support/consultation.ts';
import { openStage, SALON, type Stage } from '../../support/workshop/stage.ts';
import { createDatabase } from '../world.ts';
import { bytesOf, Canaries, compact, sample, storePlainly } from './bytes.ts';
import type { Place } from '../../support/workshop/platform.ts';
import { DIRECT, Person } from './person.ts';

const STAFF = 'Zoé';
/**
 * The words of a file, and a voice, are in the file, of which the copy has the name. A name changed since stands only in a former version of
 * the group's contribution, which holds what others took back too.
 */
const NOT_IN_THE_COPY: ReadonlySet<string> = new Set(['file text', 'voice', 'name in the workshop']);

/** Bytes, which a backup holds in another writing. */
const IN_FILES: ReadonlySet<string> = new Set(['file text', 'voice']);

interface Ground {
  readonly stage: Stage;
  readonly url: string | null;
  readonly canaries: Canaries;
  readonly person: Person;
}

async function open(server: string | null): Promise<Ground> {
  const url = server === null ? null : await createDatabase(server);
  const stage = await openStage({ consultation: trial(), url });
  onTestFinished(() => rm(stage.dataDir, { recursive: true, force: true }));
  if (url !== null) await storePlainly(url);
  const canaries = new Canaries();
  return { stage, url, canaries, person: new Person(stage, canaries) };
}

/** A model's notes on all that was sent, the group's included: what they say in other words counts as theirs. */
async function modelReads({ stage, canaries }: Pick<Ground, 'stage' | 'canaries'>): Promise<void> {
  // A file, or a voice, is never sent to a model.
  const notes = [...canaries.all].flatMap(([what, word]) => (IN_FILES.has(what) ? [] : [word])).join(' ');
  const { modelAnswers } = stage.application().stores;
  for (const { version } of await stage.contributions())
    await modelAnswers.set(`note ${version.reference}`, notes, [version.reference]);
}

/** The person everywhere, then staff and others who have their words in hand. */
async function everywhere({ stage, person, canaries }: Ground): Promise<void> {
  await person.contributes();
  await stage.says(STAFF, DIRECT, `transcrire A2-0001#1 Il faudrait ${canaries.make('transcription')} au marché`);
  await person.corrects();
  const thread = await workshop(stage, person);
  for (const text of ['synthèse 2', 'synthèse 1', 'synthèse S2-1']) await stage.says(STAFF, DIRECT, text);
  await modelReads({ stage, canaries });
  // One answer that could not be sent, and one that still waits, both with the person's text in them.
  stage.platform.fault = ({ to }) => (to.userId === STAFF ? { kind: 'failed', reason: 'no such user' } : null);
  await stage.says(STAFF, DIRECT, 'lire A2-0001');
  const down = { kind: 'retry', afterMs: 3_600_000, ambiguous: false, reason: 'down' } as const;
  stage.platform.fault = ({ to }) => (to.userId === STAFF ? down : null);
  await stage.says(STAFF, DIRECT, 'lire A2-0001');
  await stage.says(STAFF, DIRECT, 'écouter A2-0001#2');
  // Somebody who was asked whether that person is they, and does not see it yet.
  await stage.says('Quentin', DIRECT, 'lier mon compte');
  const code = /«\slier ([\w-]+)\s»/.exec(stage.platform.seen.at(-1)?.text ?? '')?.[1] ?? '';
  if (code === '') throw new Error('Quentin has no code');
  const away = new Set<string | null>([STAFF, 'Quentin']);
  stage.platform.fault = ({ to }) => (to.channel !== null || away.has(to.userId) ? down : null);
  await person.renames(thread);
  await person.asksToBe(code);
}

async function workshop(stage: Stage, person: Person): Promise<Place> {
  await stage.says(STAFF, SALON, 'atelier thème 1');
  const thread = { channel: 'salon', thread: stage.platform.refOf("Un atelier s'ouvre ici") };
  for (const text of ['questions 2', 'commencer']) await stage.says(STAFF, thread, text);
  await person.joins(thread);
  for (const who of ['Bilal', 'Chloé']) await stage.says(who, thread, 'je participe');
  await stage.says(STAFF, thread, 'commencer');
  await person.givesIdeas(thread);
  await stage.says('Bilal', thread, 'Former les agents');
  await person.hasDoubts(thread);
  await stage.says(STAFF, thread, 'passer');
  await stage.says(STAFF, thread, 'valider');
  await person.objects(thread);
  for (const who of ['Bilal', 'Chloé']) await stage.says(who, thread, "d'accord");
  await stage.passTime(1_200);
  return thread;
}

/** What stands in the database, its folder and the log. */
async function standing({ stage, url, canaries }: Ground, folder = stage.dataDir): Promise<string[]> {
  return canaries.in([...(await bytesOf(folder, url)), Buffer.from(stage.log.join('\n'))]);
}

export function erasureOnTheBytes(title: string, server: string | null): void {
  describe(`erasure on ${title}`, () => {
    it('leaves no word of the person in the files, and theirs to nobody else', async () => {
      const ground = await open(server);
      const { stage, url, canaries, person } = ground;
      await everywhere(ground);
      await stage.stop();
      await sample(url);
      expect(canaries.all.size).toBeGreaterThan(15);
      expect(await standing(ground)).toEqual([...canaries.all.keys()]);
      await stage.restart();
      await person.erases();
      expect(stage.errors.filter(line => !line.startsWith('message_dead'))).toEqual([]);
      const [kept] = await stage.contributions();
      expect(readBody(kept?.version.body ?? '').answers['changement']?.texts).toEqual(['Former les agents.']);
      await stage.stop();
      await compact(stage.dataDir, url);
      expect(await standing(ground)).toEqual([]);
      // Those who had their words in hand go on: what they ask now says nothing of them.
      stage.platform.fault = () => null;
      await stage.restart();
      await stage.passTime(7_200);
      await stage.says(STAFF, DIRECT, 'synthèse S2-1');
      await stage.says('Quentin', DIRECT, 'mes données');
      expect(
        canaries.in([Buffer.from(JSON.stringify(lastTo(stage, STAFF)) + JSON.stringify(lastTo(stage, 'Quentin')))]),
      ).toEqual([]);
      expect(stage.errors.filter(line => !line.startsWith('message_dead'))).toEqual([]);
      await stage.stop();
    });

    it("takes nothing that the copy of one's data does not list", async () => {
      const ground = await open(server);
      await everywhere(ground);
      const copy = await ground.person.copy();
      const listed = ground.canaries.in([Buffer.from(copy)]);
      expect(listed).toEqual([...ground.canaries.all.keys()].filter(what => !NOT_IN_THE_COPY.has(what)));
      await ground.stage.stop();
    });

    it('is done again after a backup of before is restored', async () => {
      const ground = await open(server);
      const { stage, canaries, person } = ground;
      await everywhere(ground);
      const lines: string[] = [];
      const before = stage.application().stores.backups;
      await before.dump({ version: 'test', at: '2027-02-10T15:00:00.000Z' }, text => {
        lines.push(text);
        return Promise.resolve();
      });
      expect(canaries.in([Buffer.from(lines.join(''))])).toEqual(
        [...canaries.all.keys()].filter(what => !IN_FILES.has(what)),
      );
      await person.erases();
      const erasures = await stage.application().stores.backups.erasures();
      await stage.stop();
      const dataDir = mkdtempSync(join(tmpdir(), 'tdt-restored-'));
      onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
      const url = server === null ? null : await createDatabase(server);
      const stores = await openStores({ url, dataDir, now: () => '2027-02-11T10:00:00.000Z', newId: () => 'unused' });
      const restored = await stores.backups.restore(toLines(lines), erasures, '2027-02-11T10:00:00.000Z');
      expect(restored.erasedAgain).toBe(1);
      await stores.close();
      // What the workshops hold goes with the first turn of the service that comes back.
      const again = await openStage({ consultation: trial(), url, dataDir });
      await again.settle();
      await again.stop();
      await compact(dataDir, url);
      expect(canaries.in(await bytesOf(dataDir, url))).toEqual([]);
    });
  });
}

function lastTo({ platform }: Stage, userId: string): unknown {
  return platform.seen.findLast(({ to }) => to.userId === userId);
}

async function* toLines(texts: readonly string[]): AsyncGenerator<string> {
  for (const line of texts.join('').split('\n')) if (line !== '') yield await Promise.resolve(line);
}
