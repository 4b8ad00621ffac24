/** A workshop through the whole path: the channel, the inbox, storage, the outbox, each person's own conversation. */
import { afterEach, describe, expect, it } from 'vitest';
import { createDatabase, dropDatabase } from '../storage/world.ts';
import { trial } from '../support/consultation.ts';
import { openStage, SALON, type Stage, type StageOptions } from '../support/workshop/stage.ts';

/** On SQLite in one process; on that PostgreSQL server by two processes in turn. */
export function workshopPath(provider: string, server: string | null): void {
  let stage: Stage;
  let url: string | null = null;
  afterEach(async () => {
    await stage.close();
    if (url !== null) await dropDatabase(server ?? '', url);
  });

  async function stageOf(options: Partial<StageOptions>): Promise<Stage> {
    url = server === null ? null : await createDatabase(server);
    return openStage({ consultation: trial(), url, ...options, ...(server === null ? {} : { processes: 2 }) });
  }

  /** Announced in the channel, joined by these people, at its first question. */
  async function begun(...people: readonly string[]) {
    await stage.says('Zoé', SALON, 'atelier thème 1');
    const thread = { channel: 'salon', thread: stage.platform.refOf("Un atelier s'ouvre ici") };
    await stage.says('Zoé', thread, 'questions 2');
    await stage.says('Zoé', thread, 'commencer');
    for (const who of people) await stage.says(who, thread, 'je participe');
    await stage.says('Zoé', thread, 'commencer');
    return thread;
  }

  const lastSaid = (): string => stage.platform.seen.at(-1)?.text.replaceAll('\u00A0', ' ') ?? '';

  describe(`a workshop in a channel, ${provider}`, () => {
    it('goes from its announcement to one contribution, which each gets in their own conversation', async () => {
      stage = await stageOf({});
      const thread = await begun('Anne', 'Bilal');
      expect(stage.platform.textIn(SALON)).toContain('sur le thème 1');
      await stage.says('Anne', thread, 'Ouvrir le samedi matin');
      await stage.says('Bilal', thread, 'Former les agents');
      await stage.says('Passant', thread, 'Je passais par là');
      await stage.says('Zoé', thread, 'salle : Prêter des tablettes');
      await stage.passTime(3_600);
      await stage.says('Zoé', thread, 'valider');
      await stage.clicks('Anne', thread, "Je suis d'accord");
      await stage.says('Bilal', thread, "d'accord");
      await stage.passTime(1_200);
      const [one, ...others] = await stage.contributions();
      expect(others).toEqual([]);
      expect(one?.status).toBe('submitted');
      expect(one?.version.kind).toBe('collective');
      expect(one?.version.reference).toBe('A1-0001');
      expect(one?.body.answers['changement']?.texts).toEqual([
        'Ouvrir le samedi matin.\nFormer les agents.\nPrêter des tablettes.',
      ]);
      expect(one?.body.workshop?.provenance['changement']?.[0]?.ideas[0]).toMatchObject({ n: 1, via: 'chat' });
      expect(JSON.stringify(one?.body)).not.toContain('Anne');
      expect(JSON.stringify(one?.body)).not.toContain('passais');
      for (const who of ['Anne', 'Bilal', 'Zoé']) {
        const told = stage.platform.seen.filter(({ to }) => to.channel === null && to.userId === who);
        expect(told.map(({ text }) => text).join('\n')).toContain('A1-0001');
      }
      expect(stage.platform.seen.some(({ to }) => to.userId === 'Passant')).toBe(false);
      const minutes = stage.platform.files.filter(({ name }) => name === 'compte-rendu-theme-1.html');
      expect(minutes).toHaveLength(4);
      expect(minutes[0]?.text).toContain('Prêter des tablettes');
      expect(minutes[0]?.text).not.toContain('Anne');
      expect(stage.errors).toEqual([]);
    });

    it('only whoever has the right opens one, in a channel, on a theme that is open', async () => {
      stage = await stageOf({});
      await stage.says('Anne', SALON, 'atelier thème 1');
      expect(stage.platform.seen).toEqual([]);
      await stage.says('Zoé', { channel: null, thread: null }, 'atelier thème 1');
      expect(stage.platform.seen.at(-1)?.text).toContain('Un atelier se tient dans un salon');
      await stage.says('Zoé', SALON, 'atelier thème 3');
      expect(stage.platform.seen.at(-1)?.text).toContain("n'est pas ouvert");
      await stage.says('Zoé', SALON, 'atelier thème 99');
      expect(stage.platform.seen.at(-1)?.text).toContain('Dites le numéro du thème');
      expect(stage.platform.textIn(SALON)).toBe('');
    });

    it('several in one channel do not mix, and people go on with their own contribution meanwhile', async () => {
      stage = await stageOf({});
      const first = await begun('Anne', 'Bilal');
      const second = await begun('Anne', 'Chloé');
      expect(first.thread).not.toBe(second.thread);
      await stage.says('Anne', first, 'Pour le premier fil');
      await stage.says('Anne', second, 'Pour le second fil');
      await stage.says('Anne', { channel: null, thread: null }, 'mes ateliers');
      expect(stage.platform.seen.at(-1)?.text).toContain('Vos ateliers');
      await stage.passTime(60);
      expect(stage.platform.textIn(first)).toContain("l'idée n° 1");
      const [network] = await stage.application().stores.networks.list();
      const counts = await stage.application().stores.workshops.counts(network?.id ?? '');
      expect(counts).toEqual({ total: 2, live: 2, submitted: 0, members: 6 });
    });

    it('is held in the channel itself where there are no threads', async () => {
      stage = await stageOf({ threads: false });
      await stage.says('Zoé', SALON, 'atelier thème 1');
      await stage.says('Zoé', SALON, 'questions 2');
      await stage.says('Zoé', SALON, 'commencer');
      for (const who of ['Anne', 'Bilal']) await stage.says(who, SALON, 'je participe');
      await stage.says('Zoé', SALON, 'commencer');
      await stage.says('Anne', SALON, 'Ouvrir le samedi matin');
      await stage.says('Zoé', SALON, 'passer');
      await stage.says('Zoé', SALON, 'valider');
      for (const who of ['Anne', 'Bilal']) await stage.clicks(who, SALON, "Je suis d'accord");
      await stage.passTime(1_200);
      expect(await stage.contributions()).toHaveLength(1);
    });

    it('the thread is deleted: people are told privately, and it is opened again from the channel', async () => {
      stage = await stageOf({});
      const thread = await begun('Anne', 'Bilal');
      await stage.says('Anne', thread, 'Ouvrir le samedi matin');
      await stage.hand(stage.platform.event('Zoé', SALON, { kind: 'deletion', ref: thread.thread }));
      await stage.settle();
      expect(stage.platform.seen.filter(({ to }) => to.userId === 'Anne').at(-1)?.text).toContain("n'existe plus");
      await stage.says('Zoé', SALON, "rouvrir l'atelier");
      const again = { channel: 'salon', thread: stage.platform.refOf("Un atelier s'ouvre ici") };
      expect(again.thread).not.toBe(thread.thread);
      expect(stage.platform.textIn(again)).toContain('Ouvrir le samedi matin');
    });

    it('what is taken back or erased later leaves the contribution', async () => {
      stage = await stageOf({});
      const thread = await begun('Anne', 'Bilal');
      await stage.says('Anne', thread, 'Ouvrir le samedi matin');
      await stage.says('Bilal', thread, 'Former les agents');
      await stage.says('Anne', thread, 'mon nom');
      await stage.says('Zoé', thread, 'passer');
      await stage.says('Zoé', thread, 'valider');
      for (const who of ['Anne', 'Bilal']) await stage.clicks(who, thread, "Je suis d'accord");
      await stage.passTime(1_200);
      expect((await stage.contributions())[0]?.body.coAuthors).toEqual(['Anne']);
      const direct = { channel: null, thread: null };
      await stage.says('Anne', direct, 'retirer mon nom');
      expect((await stage.contributions())[0]?.body.coAuthors).toEqual([]);
      await stage.says('Anne', direct, 'effacer mes données');
      await stage.says('Anne', direct, 'oui');
      const [one] = await stage.contributions();
      expect(one?.version.version).toBe(3);
      expect(JSON.stringify(one?.body)).not.toContain('samedi');
      expect(one?.body.answers['changement']?.texts).toEqual(['Former les agents.']);
      const { data } = stage.application().stores;
      expect(data).toBeDefined();
    });

    it('« suivi » counts those who came, those of the room included', async () => {
      stage = await stageOf({});
      const thread = await begun('Anne', 'Bilal');
      await stage.says('Zoé', thread, 'présents 12');
      await stage.says('Anne', thread, 'Ouvrir le samedi matin');
      const direct = { channel: null, thread: null };
      await stage.says('Zoé', direct, 'suivi');
      expect(lastSaid()).toContain('Ateliers : 1. Personnes venues en atelier : 12.');
      await begun('Chloé', 'Dora');
      await stage.says('Zoé', direct, 'suivi');
      expect(lastSaid()).toContain('Ateliers : 2. Personnes venues en atelier : 14.');
    });
  });
}
