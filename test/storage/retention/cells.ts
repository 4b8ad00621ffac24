/** The retention carried out by the service itself, as time passes. */
import { rm } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { trial } from '../../support/consultation.ts';
import { openStage, SALON, type Stage } from '../../support/workshop/stage.ts';
import { bytesOf, Canaries, compact, storePlainly } from '../erasure/bytes.ts';
import { DIRECT, Person } from '../erasure/person.ts';
import { createDatabase } from '../world.ts';

const STAFF = 'Zoé';
const DAY_S = 86_400;

async function open(server: string | null, rules: string): Promise<{ stage: Stage; url: string | null }> {
  const url = server === null ? null : await createDatabase(server);
  const line = 'drafts_kept_until: "2027-06-24"\n';
  const stage = await openStage({
    consultation: trial(['consultation.yaml', line, `${line}retention: { ${rules} }\n`]),
    url,
  });
  onTestFinished(() => rm(stage.dataDir, { recursive: true, force: true }));
  if (url !== null) await storePlainly(url);
  return { stage, url };
}

const last = ({ platform }: Stage, userId: string): string =>
  (platform.seen.findLast(({ to }) => to.userId === userId)?.text ?? '').replaceAll('\u00A0', ' ');

async function days(stage: Stage, count: number): Promise<void> {
  await stage.passTime(count * DAY_S);
  // The loop looks once an hour.
  await stage.settle();
}

async function asks(stage: Stage, text: string): Promise<string> {
  await stage.says(STAFF, DIRECT, text);
  return last(stage, STAFF);
}

const draftsOf = async (stage: Stage): Promise<number> => {
  const { data, networks } = stage.application().stores;
  const [network] = await networks.list();
  let count = 0;
  for await (const _answer of data.draftAnswers(network?.id ?? '')) count += 1;
  return count;
};

export function retentionByItself(title: string, server: string | null): void {
  describe(`retention on ${title}`, () => {
    it('lets go of drafts after their days, never before the day that was promised', async () => {
      const { stage } = await open(server, 'drafts_days: 30');
      const canaries = new Canaries();
      const person = new Person(stage, canaries);
      await person.contributes();
      await person.corrects();
      expect(await draftsOf(stage)).toBeGreaterThan(0);
      await days(stage, 134);
      expect(stage.application().clock.now().slice(0, 10)).toBe('2027-06-24');
      expect(await draftsOf(stage)).toBeGreaterThan(0);
      await days(stage, 1);
      expect(await draftsOf(stage)).toBe(0);
      // What was sent stays, and its author goes on from there.
      expect(await stage.contributions()).toHaveLength(1);
      await person.says(DIRECT, 'mes contributions');
      const shown = stage.platform.seen.findLast(({ to }) => to.userId === person.account);
      expect(shown?.choices.map(({ label }) => label).join()).toContain('A2-0001');
      expect(await asks(stage, 'conservation')).toMatch(/Brouillons : 30 jours[^-]*effacés : 1/);
      expect(await asks(stage, 'journal 5')).toContain('retention.drafts, essai, 1, 1');
      expect(stage.log.some(line => line.includes('"retention"'))).toBe(true);
      await stage.stop();
    });

    it('lets go of accounts once the reply was sent and the archives have their deposit; contributions stay', async () => {
      const { stage, url } = await open(server, 'identities_days: 365, deposit: true');
      const canaries = new Canaries();
      const person = new Person(stage, canaries);
      await person.contributes();
      const thread = await workshopWith(stage, person);
      await days(stage, 200);
      expect(await asks(stage, 'conservation')).toContain('pas encore envoyée');
      expect(await asks(stage, 'conservation réponse envoyée le 30 juin 2027')).toContain('envoyée le 30 juin 2027');
      await days(stage, 400);
      const { stores } = stage.application();
      const there = () => stores.turns.participantOf('forum', 'w', person.account);
      expect(await there()).not.toBeNull();
      const [network] = await stores.networks.list();
      const deposit = { name: `deposit:${network?.id ?? ''}:essai`, at: stage.application().clock.now(), figures: {} };
      await stores.retention.record(deposit);
      await days(stage, 1);
      expect(await there()).toBeNull();
      // Whoever still works on it stays.
      expect(await asks(stage, 'conservation')).toMatch(/Comptes : 365 jours[^]*effacés : [1-9]/);
      const contributions = await stage.contributions();
      expect(contributions.map(({ version }) => version.kind)).toEqual(['individual']);
      expect(JSON.stringify(contributions)).toContain(canaries.all.get('first version'));
      await stage.stop();
      await compact(stage.dataDir, url);
      const left = canaries.in(await bytesOf(stage.dataDir, url));
      // What they asked to be shown under, and what they sent, is published; the account and its name are nowhere.
      expect(left).not.toContain('account');
      expect(left).toContain('first version');
      expect(left).toContain('idea');
      await stage.restart();
      await person.says(DIRECT, 'bonjour');
      expect(last(stage, person.account)).toContain('Je suis un robot');
      await stage.says(STAFF, thread, 'où en sommes-nous');
      expect(stage.errors).toEqual([]);
      await stage.stop();
    });

    it('purges the text of what was hidden once its days are over, not while an appeal waits', async () => {
      const { stage, url } = await open(server, 'moderated_days: 90');
      const canaries = new Canaries();
      const [hidden, appealed] = [new Person(stage, canaries), new Person(stage, canaries)];
      await hidden.contributes();
      const [first = ''] = [canaries.all.get('first version')];
      await appealed.contributes();
      const second = canaries.all.get('first version') ?? '';
      for (const reference of ['A2-0001', 'A2-0002'])
        await stage.says(STAFF, DIRECT, `masquer ${reference} hors sujet`);
      await appealed.says(DIRECT, 'contester A2-0002');
      // What a model said of a text goes with it.
      const { modelAnswers } = stage.application().stores;
      await modelAnswers.set('k1', `note sur ${first}`, ['A2-0001']);
      await modelAnswers.set('k2', `note sur ${second}`, ['A2-0002']);
      await days(stage, 89);
      const found = async (word: string): Promise<boolean> =>
        (await bytesOf(stage.dataDir, url)).some(bytes => bytes.includes(word));
      expect([await found(first), await found(second)]).toEqual([true, true]);
      await days(stage, 3);
      expect(await asks(stage, 'lire A2-0001')).not.toContain(first);
      expect(await asks(stage, 'lire A2-0002')).toContain(second);
      expect([await modelAnswers.get('k1'), await modelAnswers.get('k2')]).toEqual([null, `note sur ${second}`]);
      await stage.stop();
      await compact(stage.dataDir, url);
      expect([await found(first), await found(second)]).toEqual([false, true]);
    });

    it('purges what a group wrote with its contribution: ideas, stances, proposals, objections', async () => {
      const { stage, url } = await open(server, 'moderated_days: 90');
      const canaries = new Canaries();
      const person = new Person(stage, canaries);
      const thread = await workshopWith(stage, person);
      await stage.says('Bilal', thread, `réserve 1 : ${canaries.make('reservation')}`);
      for (const text of ['je participe', 'passer', 'valider', "d'accord"]) await stage.says(STAFF, thread, text);
      await stage.says('Bilal', thread, `proposer 1 : ${canaries.make('proposal')}`);
      await person.says(thread, "d'accord");
      await stage.says('Bilal', thread, `objection : ${canaries.make('objection')}`);
      await stage.passTime(3_600);
      const words = ['idea', 'other idea', 'reservation', 'proposal', 'objection'].map(
        what => canaries.all.get(what) ?? '',
      );
      await stage.says(STAFF, DIRECT, 'masquer A1-0001 hors sujet');
      const found = async (): Promise<number> => {
        const bytes = await bytesOf(stage.dataDir, url);
        return words.filter(word => bytes.some(one => one.includes(word))).length;
      };
      await days(stage, 89);
      expect(await found()).toBe(words.length);
      await days(stage, 3);
      await stage.says(STAFF, thread, 'compte rendu');
      expect(stage.platform.files.at(-1)?.text).toContain('masqué');
      const [workshop] = await stage.contributions();
      const state = await stage.application().stores.workshops.read(workshop?.version.contributionId ?? '');
      const written = Object.values(state?.ideas ?? {}).map(({ text }) => text);
      expect([written.length > 1, written.join('')]).toEqual([true, '']);
      expect([state?.answers, state?.stances, state?.proposals]).toEqual([{}, [], []]);
      expect(stage.errors).toEqual([]);
      await stage.stop();
      await compact(stage.dataDir, url);
      expect(await found()).toBe(0);
    });

    it('undoes a step whose note could not be written', async () => {
      const { stage } = await open(server, 'drafts_days: 30');
      const person = new Person(stage, new Canaries());
      await person.contributes();
      await person.corrects();
      const { stores, clock } = stage.application();
      const [network] = await stores.networks.list();
      const expire = (note: () => Promise<void>): Promise<number> =>
        stores.retention.expireDrafts(network?.id ?? '', 'essai', 1, clock.now(), clock.now(), note);
      await expect(expire(() => Promise.reject(new Error('no room')))).rejects.toThrow('no room');
      const noted: string[] = [];
      expect(await expire(() => Promise.resolve(void noted.push('noted')))).toBe(1);
      expect(await expire(() => Promise.resolve(void noted.push('again')))).toBe(0);
      expect(noted).toEqual(['noted']);
      await stage.stop();
    });

    it('does nothing where the consultation sets nothing', async () => {
      const { stage } = await open(server, 'deposit: false');
      const person = new Person(stage, new Canaries());
      await person.contributes();
      await person.corrects();
      const before = await draftsOf(stage);
      await days(stage, 3_000);
      expect(await draftsOf(stage)).toBe(before);
      expect(await asks(stage, 'conservation')).toContain("rien n'est effacé tout seul");
      await stage.stop();
    });
  });
}

async function workshopWith(stage: Stage, person: Person) {
  await stage.says(STAFF, SALON, 'atelier thème 1');
  const thread = { channel: 'salon', thread: stage.platform.refOf("Un atelier s'ouvre ici") };
  for (const text of ['questions 2', 'commencer']) await stage.says(STAFF, thread, text);
  await person.joins(thread);
  await stage.says('Bilal', thread, 'je participe');
  await stage.says(STAFF, thread, 'commencer');
  await person.givesIdeas(thread);
  return thread;
}
