/** Who erases, takes back or is hidden: what is theirs goes, what is others' stays. */
import { afterEach, describe, expect, it } from 'vitest';
import { redactedBody } from '#usecases/moderation/publication.ts';
import { exportContributions } from '#usecases/export-contributions.ts';
import { createDatabase, dropDatabase } from '../storage/world.ts';
import { trial } from '../support/consultation.ts';
import type { Place } from '../support/workshop/platform.ts';
import { openStage, SALON, type Stage, type StageOptions } from '../support/workshop/stage.ts';

const DIRECT: Place = { channel: null, thread: null };

/** On SQLite, or on that PostgreSQL server. */
export function workshopRights(provider: string, server: string | null): void {
  let stage: Stage;
  let url: string | null = null;
  afterEach(async () => {
    await stage.close();
    if (url !== null) await dropDatabase(server ?? '', url);
  });

  /** At its first question, joined by Anne and Bilal. */
  async function begun(options: Partial<StageOptions> = {}): Promise<Place> {
    url = server === null ? null : await createDatabase(server);
    stage = await openStage({ consultation: trial(), url, ...options });
    await stage.says('Zoé', SALON, 'atelier thème 1');
    const thread = { channel: 'salon', thread: stage.platform.refOf("Un atelier s'ouvre ici") };
    for (const text of ['questions 2', 'commencer']) await stage.says('Zoé', thread, text);
    for (const who of ['Anne', 'Bilal']) await stage.says(who, thread, 'je participe');
    await stage.says('Zoé', thread, 'commencer');
    return thread;
  }

  async function sent(thread: Place): Promise<void> {
    await stage.says('Zoé', thread, 'passer');
    await stage.says('Zoé', thread, 'valider');
    for (const who of ['Anne', 'Bilal']) await stage.clicks(who, thread, "Je suis d'accord");
    await stage.passTime(1_200);
  }

  async function stored(): Promise<string> {
    const [one] = await stage.contributions();
    const workshop = await stage.application().stores.workshops.read(one?.version.contributionId ?? '');
    return JSON.stringify(workshop);
  }

  /** The direct message that they got last. */
  function lastTo(who: string): string {
    return stage.platform.seen.findLast(({ to }) => to.channel === null && to.userId === who)?.text ?? '';
  }

  /** All that a public export says. */
  async function published(): Promise<string> {
    const { stores } = stage.application();
    const [network] = await stores.networks.list();
    const table = await exportContributions(stores, {
      network: network?.id ?? '',
      consultation: trial(),
      versions: 'all',
      includeWithdrawn: true,
      kinds: 'all',
      publicOnly: true,
    });
    let all = '';
    for await (const row of table.rows) all += JSON.stringify(row);
    return all;
  }

  describe(`the rights of a workshop's people, ${provider}`, () => {
    it('whoever facilitates erases their data: what they noted for others stays, without a trace of them', async () => {
      const thread = await begun();
      await stage.says('Zoé', thread, 'je participe');
      await stage.says('Zoé', thread, 'mon nom : Zoé Martin');
      await stage.says('Anne', thread, 'Ouvrir le samedi matin');
      await stage.says('Zoé', thread, 'salle : Prêter des tablettes');
      await stage.says('Zoé', thread, 'papier : Un numéro unique');
      await stage.says('Zoé', thread, 'Mon avis à moi sur les horaires');
      await sent(thread);
      expect(await stored()).toContain('Zoé Martin');
      await stage.says('Zoé', DIRECT, 'effacer mes données');
      await stage.says('Zoé', DIRECT, 'oui');
      const [one] = await stage.contributions();
      expect(one?.version.version).toBe(2);
      expect(one?.body.answers['changement']?.texts).toEqual([
        'Ouvrir le samedi matin.\nPrêter des tablettes.\nUn numéro unique.',
      ]);
      const ideas = Object.values(one?.body.workshop?.provenance ?? {}).flatMap(all => all.flatMap(of => of.ideas));
      expect(ideas.map(({ via }) => via)).toEqual(['chat', 'room', 'paper']);
      const state = await stored();
      for (const gone of ['Zoé', 'Martin', 'horaires']) expect(state).not.toContain(gone);
      // The group's other facilitators may go on: nobody else lost anything.
      await stage.says('Anne', thread, 'compte rendu');
      expect(stage.platform.files.at(-1)?.text).toContain('Prêter des tablettes');
      expect(stage.errors).toEqual([]);
    });

    it('« retirer mes idées » takes one’s own, and says what stays', async () => {
      const thread = await begun();
      await stage.says('Zoé', thread, 'je participe');
      await stage.says('Zoé', thread, 'salle : Prêter des tablettes');
      await stage.says('Zoé', thread, 'Mon avis à moi sur les horaires');
      await stage.says('Zoé', thread, 'retirer mes idées');
      const said = stage.platform.textIn(thread);
      expect(said).toContain('votre idée est retirée');
      expect(said).toContain("que vous avez notée pour quelqu'un d'autre reste");
      await stage.says('Zoé', thread, 'retirer 1');
      expect(stage.platform.textIn(thread)).toContain("L'idée 1 est retirée");
    });

    it('a contribution that is hidden is in no copy made since: minutes, exports, syntheses', async () => {
      const thread = await begun();
      await stage.says('Anne', thread, 'Ouvrir le samedi matin');
      await stage.says('Bilal', thread, 'Former les agents');
      await sent(thread);
      await stage.says('Anne', thread, 'compte rendu');
      expect(stage.platform.files.at(-1)?.text).toContain('samedi');
      const shown = await published();
      expect(shown).toContain('samedi');
      expect(JSON.parse(shown)).toMatchObject({ genre: 'collective', 'atelier.presents': 2, 'atelier.accords': 2 });
      expect(shown).not.toContain('Anne');
      const before = stage.platform.seen.length;
      await stage.says('Zoé', DIRECT, 'masquer A1-0001 illegal');
      expect(lastTo('Zoé')).toContain('A1-0001');
      await stage.says('Anne', thread, 'compte rendu');
      const withheld = stage.platform.files.at(-1)?.text ?? '';
      expect(withheld).toContain('masqué');
      expect(withheld).not.toContain('samedi');
      for (const who of ['Anne', 'Bilal', 'Zoé']) expect(lastTo(who)).toContain('contester A1-0001');
      // Neither a synthesis nor a public export has a word of it.
      await stage.says('Zoé', DIRECT, 'synthèse 1');
      await stage.passTime(60);
      for (const { to, text } of stage.platform.seen.slice(before))
        if (to.userId === 'Zoé') expect(text).not.toContain('samedi');
      expect(await published()).toBe('');
      await stage.says('Bilal', DIRECT, 'contester A1-0001');
      expect(lastTo('Bilal')).toContain('Une autre personne');
      await stage.says('Dora', DIRECT, 'contester A1-0001');
      expect(lastTo('Dora')).not.toContain('Une autre personne');
      expect(stage.errors).toEqual([]);
    });

    it('a contribution that is redacted goes without what is personal, in its record and its minutes too', async () => {
      const thread = await begun();
      await stage.says('Anne', thread, 'Rappeler Paul au 06 12 34 56 78');
      await stage.says('Bilal', thread, 'Former les agents');
      await stage.says('Zoé', thread, 'écarter 1');
      await sent(thread);
      const [before] = await stage.contributions();
      expect(JSON.stringify(before?.body.workshop)).toContain('06 12 34 56 78');
      expect(redactedBody(before?.version.body ?? '')).not.toContain('06 12 34 56 78');
      await stage.says('Zoé', DIRECT, 'expurger A1-0001 personnel');
      await stage.says('Anne', thread, 'compte rendu');
      const minutes = stage.platform.files.at(-1)?.text ?? '';
      expect(minutes).toContain('Former les agents');
      expect(minutes).not.toContain('06 12 34 56 78');
    });

    it('what a language model proposes is kept across a restart, and goes with whoever it speaks of', async () => {
      const asked: string[] = [];
      const consultation = { ...trial(), workshopDraftByModel: true };
      const reword = (_question: string, ideas: readonly { readonly id: string; readonly text: string }[]) => {
        asked.push(...ideas.map(({ text }) => text));
        const both = { text: 'Ouvrir le samedi matin et former les agents', ideas: ['i1', 'i2'] };
        return Promise.resolve([both, { text: 'Repeindre la gare', ideas: ['i3'] }]);
      };
      const thread = await begun({ consultation, drafts: { reword } });
      await stage.says('Anne', thread, 'Ouvrir le samedi matin');
      await stage.says('Bilal', thread, 'Former les agents');
      await stage.says('Zoé', thread, 'salle : Prêter des tablettes');
      await stage.says('Zoé', thread, 'passer');
      await stage.passTime(5);
      expect(asked).toEqual(['Ouvrir le samedi matin', 'Former les agents', 'Prêter des tablettes']);
      expect(stage.platform.textIn(thread)).toContain("Elle vient d'un modèle de langue");
      expect(stage.platform.textIn(thread)).not.toContain('Repeindre');
      await stage.restart();
      await stage.says('Zoé', thread, 'accepter 1');
      await stage.says('Zoé', thread, 'valider');
      for (const who of ['Anne', 'Bilal']) await stage.clicks(who, thread, "Je suis d'accord");
      await stage.passTime(1_200);
      const [before] = await stage.contributions();
      expect(before?.body.workshop?.provenance['changement']).toMatchObject([
        { kind: 'model', ideas: [{ n: 1 }, { n: 2 }] },
      ]);
      expect(stage.platform.files.at(-1)?.text).toContain('Écrit par un modèle de langue, accepté par le groupe');
      await stage.says('Bilal', DIRECT, 'effacer mes données');
      await stage.says('Bilal', DIRECT, 'oui');
      const [after] = await stage.contributions();
      expect(after?.body.answers['changement']?.texts).toEqual(['Ouvrir le samedi matin.']);
      expect(await stored()).not.toContain('ormer les agents');
      expect(stage.log.join('')).not.toContain('agents');
      expect(stage.errors).toEqual([]);
    });

    it('a model that fails, or says nothing of use: the group has its own words', async () => {
      const consultation = { ...trial(), workshopDraftByModel: true };
      const answers = [() => Promise.reject(new Error('unreachable')), () => Promise.resolve(null)];
      const thread = await begun({
        consultation,
        drafts: { reword: () => answers.shift()?.() ?? Promise.resolve(null) },
      });
      for (const text of ['Ouvrir le samedi matin', 'Former les agents', 'Prêter des tablettes'])
        await stage.says('Anne', thread, text);
      await sent(thread);
      expect(answers).toHaveLength(1);
      expect((await stage.contributions())[0]?.body.answers['changement']?.texts).toHaveLength(1);
      expect(stage.log.join('')).not.toContain('samedi');
      expect(stage.errors).toEqual([]);
    });
  });
}
