/** A language model's wording of the draft: checked, proposed, never waited for, and gone with the ideas it was made of. */
import { describe, expect, it } from 'vitest';
import { trial } from '#test/support/consultation.ts';
import { Play } from '#test/support/workshop.ts';
import { MAX_SENTENCES } from './limits.ts';

const IDEAS = {
  Anne: 'Ouvrir la médiathèque le samedi matin',
  Bilal: "Former les agents d'accueil de la mairie",
  Chloé: 'Ne pas fermer le guichet du village',
} as const;

/** Three people, an idea each, at the draft. */
function drafted(rewords = true, workshopDraftByModel = true): Play {
  const play = new Play({ ...trial(), workshopDraftByModel }, { axis: 1, rewords });
  for (const text of ['questions 2', 'commencer']) play.says('Zoé', text);
  for (const who of Object.keys(IDEAS)) play.says(who, 'je participe');
  play.says('Zoé', 'commencer');
  for (const [who, text] of Object.entries(IDEAS)) play.says(who, text);
  for (const text of ['au vote', 'suite']) play.says('Zoé', text);
  return play;
}

const asked = (play: Play) => play.effects.filter(effect => effect.type === 'reword');
const token = (play: Play): string => asked(play).at(-1)?.token ?? '';

function answers(play: Play, ...sentences: readonly (readonly [string, readonly string[]])[]): string {
  const from = play.lines.length;
  const said = sentences.map(([text, ideas]) => ({ text, ideas }));
  play.event({ kind: 'reworded', token: token(play), answers: [{ question: 'changement', sentences: said }] });
  return play.saidSince(from);
}

const GOOD = [
  "Ouvrir la médiathèque le samedi matin et former les agents d'accueil de la mairie",
  ['i1', 'i2'],
] as const;

describe('a draft that a language model rewords', () => {
  it('is asked once the draft is read out, of the ideas alone', () => {
    const play = drafted();
    expect(play.where()).toBe('drafting');
    expect(asked(play)).toHaveLength(1);
    expect(asked(play)[0]?.questions[0]?.ideas.map(({ text }) => text)).toEqual(Object.values(IDEAS));
    expect(JSON.stringify(asked(play))).not.toContain('Anne');
    expect(play.text()).toContain('un modèle de langue pourra proposer');
  });

  it.each([
    ['no model is there', () => drafted(false)],
    ['the consultation does not let it', () => drafted(true, false)],
  ])('is not asked where %s', (_why, made) => {
    const play = made();
    expect(asked(play)).toEqual([]);
    expect(play.text()).not.toContain('modèle de langue');
  });

  it('is a proposal: the group’s answer stands until whoever facilitates takes it', () => {
    const play = drafted();
    const before = play.workshop.answers;
    const said = answers(play, GOOD);
    expect(said).toContain("Elle vient d'un modèle de langue");
    expect(said).toContain('(idées 1 et 2)');
    expect(said).toContain("Elle laisse de côté l'idée 3");
    expect(play.workshop.answers).toEqual(before);
    play.says('Zoé', 'accepter 1');
    expect(play.workshop.answers['changement']?.sentences).toMatchObject([{ kind: 'model', ideas: ['i1', 'i2'] }]);
  });

  it('what no idea supports is dropped, what says more than they do is marked', () => {
    const play = drafted();
    const said = answers(
      play,
      GOOD,
      ['Fermer le guichet du village', ['i3']],
      ['Baisser les impôts des entreprises', ['i1']],
      ['Une phrase sans aucune source', []],
      ['Ouvrir la médiathèque le dimanche à 6 heures', ['i9']],
      ['Tous les habitants veulent ouvrir la médiathèque le samedi matin', ['i1']],
    );
    for (const gone of ['impôts', 'sans aucune source', 'dimanche']) expect(said).not.toContain(gone);
    expect(said).toMatch(/Tous les habitants.*À vérifier/);
    const sentences = play.workshop.proposals[0]?.sentences ?? [];
    for (const one of sentences) if (one.text.startsWith('Fermer le guichet')) expect(one.doubts).not.toEqual([]);
    expect(sentences[0]?.doubts).toBeUndefined();
  });

  it('late, twice, or once the group is asked whether it agrees: nothing is said', () => {
    const play = drafted();
    expect(answers(play, GOOD)).not.toBe('');
    expect(answers(play, GOOD)).toBe('');
    const other = drafted();
    other.says('Zoé', 'valider');
    expect(answers(other, GOOD)).toBe('');
    expect(other.where()).toBe('validating');
    const rewritten = drafted();
    rewritten.says('Zoé', 'modifier 1 : Ouvrir la médiathèque.');
    expect(answers(rewritten, GOOD)).toBe('');
  });

  it('an idea taken back, corrected or erased takes what the model said of it', () => {
    const play = drafted();
    answers(play, GOOD, ['Ne pas fermer le guichet du village', ['i3']]);
    play.says('Bilal', 'retirer 2');
    expect(play.workshop.proposals[0]?.text).toBe('Ne pas fermer le guichet du village.');
    play.event({ kind: 'erased', member: 'm4' });
    expect(play.workshop.proposals[0]?.text).toBe('');
    expect(JSON.stringify(play.workshop)).not.toContain('guichet');
    const from = play.lines.length;
    play.says('Zoé', 'accepter 1');
    expect(play.saidSince(from)).toContain('Je ne trouve pas');
  });

  it('once accepted too: whoever said the rest speaks in their own words again', () => {
    const play = drafted();
    answers(play, GOOD);
    play.says('Zoé', 'accepter 1');
    play.event({ kind: 'erased', member: 'm3' });
    expect(JSON.stringify(play.workshop)).not.toContain('accueil');
    expect(play.workshop.answers['changement']?.sentences).toEqual([
      { text: 'Ouvrir la médiathèque le samedi matin.', ideas: ['i1'], kind: 'idea', by: null },
    ]);
  });

  it('a message corrected afterwards: the idea speaks for itself', () => {
    const play = drafted();
    answers(play, GOOD);
    play.says('Zoé', 'accepter 1');
    const ref = play.workshop.ideas['i1']?.ref ?? '';
    play.edits('Anne', ref, 'Ouvrir la médiathèque le lundi');
    const texts = play.workshop.answers['changement']?.sentences.map(({ text }) => text);
    expect(texts).toEqual(['Ouvrir la médiathèque le lundi.', "Former les agents d'accueil de la mairie."]);
    expect(play.workshop.proposals[0]?.text).toBe('');
  });
});

describe('a draft without a model', () => {
  it('of many ideas takes those that the group chose, then those that say most of the rest', () => {
    const play = new Play(trial(), { axis: 1 });
    for (const text of ['questions 2', 'commencer']) play.says('Zoé', text);
    for (const who of ['Anne', 'Bilal']) play.says(who, 'je participe');
    play.says('Zoé', 'commencer');
    const said = (n: number, what: string) => play.says('Anne', `${what} lieu${n} nom${n} fois${n} jour${n}`);
    for (let n = 1; n <= 24; n += 1) said(n, 'Ouvrir le guichet du village le samedi matin');
    for (let n = 25; n <= 28; n += 1) said(n, 'Former des bénévoles pour les démarches en ligne');
    play.says('Zoé', 'au vote');
    play.says('Bilal', '24');
    play.says('Zoé', 'suite');
    const sentences = play.workshop.answers['changement']?.sentences ?? [];
    expect(sentences.length).toBeLessThanOrEqual(MAX_SENTENCES);
    expect(sentences[0]?.ideas[0]).toBe('i24');
    // Said last: first come would have left it out, and given twenty times the same.
    expect(sentences.some(({ text }) => text.includes('bénévoles'))).toBe(true);
  });

  it('a sentence written by hand says which ideas bear it, and where they do not', () => {
    const play = drafted(false);
    const from = play.lines.length;
    play.says(
      'Zoé',
      'modifier 1 : Ouvrir la médiathèque le samedi matin. Repeindre la mairie en bleu. Fermer le guichet.',
    );
    const said = play.saidSince(from);
    expect(said).toContain('samedi matin. (idée 1)');
    expect(said).toContain('Repeindre la mairie en bleu. (écrit à la relecture)');
    expect(said).not.toMatch(/Fermer le guichet\. \(idée 3\)(?! À vérifier)/);
  });
});
