/** What goes wrong in a workshop: each time a clear sentence, and nothing lost. */
import { describe, expect, it } from 'vitest';
import { trial } from '#test/support/consultation.ts';
import { Play } from '#test/support/workshop.ts';
import { MAX_IDEA_CHARACTERS, MAX_UNDELIVERED } from './limits.ts';

/** A workshop on the one written question of the trial, begun by these people. */
function begun(...people: readonly string[]): Play {
  const play = new Play(trial(), { axis: 1 });
  play.says('Zoé', 'questions 2');
  play.says('Zoé', 'commencer');
  for (const who of people) play.says(who, 'je participe');
  play.says('Zoé', 'commencer');
  return play;
}

/** What the bot said since the last thing that somebody did. */
function answer(play: Play, act: () => void): string {
  const from = play.lines.length;
  act();
  return play.saidSince(from);
}

const texts = (play: Play): string[] => Object.values(play.workshop.ideas).map(idea => idea.text);

describe('bad input', () => {
  it('somebody without the right', () => {
    const play = begun('Anne', 'Bilal');
    expect(answer(play, () => play.says('Anne', 'passer'))).toContain("C'est à la personne qui anime");
    expect(answer(play, () => play.says('Anne', "reprendre l'animation"))).toContain('il faut y être autorisé');
    expect(answer(play, () => play.says('Inconnu', 'passer'))).not.toContain('Robot');
    expect(play.where()).toBe('question/silence');
  });

  it('a voice message, of who takes part alone', () => {
    const play = begun('Anne', 'Bilal');
    expect(answer(play, () => play.speaks('Anne'))).toContain('pas les messages vocaux');
    expect(answer(play, () => play.speaks('Inconnu'))).not.toContain('Robot');
    expect(texts(play)).toEqual([]);
  });

  it('an empty workshop', () => {
    const play = begun();
    expect(play.where()).toBe('welcome');
    expect(play.text()).toContain("Personne n'a encore dit « je participe »");
    play.says('Zoé', 'présents 12');
    play.says('Zoé', 'commencer');
    play.waits(3_600 * 2);
    expect(play.where()).toBe('drafting');
    expect(answer(play, () => play.says('Zoé', 'valider'))).toContain("il n'y a rien à envoyer");
    play.says('Zoé', 'revenir');
    expect(play.where()).toBe('question/ideas');
  });

  it('one person alone', () => {
    const play = begun('Zoé');
    expect(play.text()).toContain("Vous n'êtes qu'une personne");
    play.says('Zoé', 'Un guichet ouvert le samedi');
    play.says('Zoé', 'passer');
    expect(answer(play, () => play.says('Zoé', 'valider'))).toContain('au moins deux personnes');
    play.says('Zoé', 'présents 3');
    play.says('Zoé', 'valider');
    play.says('Zoé', "d'accord");
    play.says('Zoé', 'mains levées 2');
    expect(play.where()).toBe('submitted');
  });

  it('an idea of 4,000 characters is kept whole; a longer one is told how to be sent', () => {
    const play = begun('Anne', 'Bilal');
    const long = 'Une phrase de l’idée. '.repeat(400).slice(0, MAX_IDEA_CHARACTERS).replace(/\s$/, '.');
    play.says('Anne', long);
    expect(texts(play)).toEqual([long]);
    expect(answer(play, () => play.says('Anne', `${long}x`))).toContain('envoyez-le en plusieurs idées');
    expect(texts(play)).toEqual([long]);
  });

  it('500 messages in a minute', () => {
    const people = Array.from({ length: 25 }, (_, i) => `P${i}`);
    const play = begun(...people);
    play.inMemory = true;
    const from = play.effects.length;
    const start = play.now;
    for (let i = 0; i < 500; i += 1) {
      play.says(
        people[i % 25] ?? '',
        `${['Ouvrir', 'Former', 'Prêter', 'Aller', 'Payer'][i % 5]} lieu${i} endroit${i * 7} heure${i * 3}`,
      );
      play.now = start + Math.round(((i + 1) * 60_000) / 500);
    }
    play.waits(10);
    expect(texts(play)).toHaveLength(500);
    // They are told together, not one by one.
    const said = play.effects.slice(from).filter(({ type }) => type === 'say');
    expect(said.length).toBeLessThan(8);
  });

  it('votes after the end', () => {
    const play = begun('Anne', 'Bilal');
    play.says('Anne', 'Ouvrir le samedi');
    play.says('Bilal', 'Former les agents');
    play.says('Zoé', 'au vote');
    play.says('Anne', '2');
    play.says('Zoé', 'suite');
    expect(play.where()).toBe('drafting');
    expect(answer(play, () => play.clicks('Bilal', 'v1.1'))).toContain('le vote de la question 1 est clos');
    expect(answer(play, () => play.says('Bilal', '1'))).toContain("aucun vote n'est ouvert");
    expect(Object.values(play.workshop.ballots)).toEqual([{ m2: ['i2'] }]);
    expect(texts(play)).toHaveLength(2);
  });

  it('a message removed once it was merged: whoever said the same keeps it', () => {
    const play = begun('Anne', 'Bilal', 'Chloé');
    const first = play.says('Anne', 'Ouvrir le guichet de la mairie le samedi matin');
    play.says('Bilal', 'ouvrir le guichet de la mairie le samedi matin');
    play.says('Chloé', 'Former les agents');
    play.says('Zoé', 'au vote');
    play.says('Chloé', '1');
    expect(answer(play, () => play.deletes('Anne', first))).toContain("L'idée 2, qui dit la même chose, reste");
    play.says('Zoé', 'suite');
    expect(play.workshop.answers['changement']?.sentences[0]).toEqual({
      text: 'Ouvrir le guichet de la mairie le samedi matin.',
      ideas: ['i2'],
      kind: 'idea',
      by: null,
    });
  });

  it('the thread is deleted: those who take part are told elsewhere, and it opens again with all that was noted', () => {
    const play = begun('Anne', 'Bilal');
    play.says('Anne', 'Ouvrir le samedi');
    play.deletes('Zoé', play.workshop.place.thread ?? '');
    expect(play.workshop.phase).toEqual({ name: 'closed', why: 'gone' });
    expect(play.effects.at(-1)).toEqual({ type: 'tellMembers', news: 'gone', members: ['m1', 'm2', 'm3'] });
    play.says('Zoé', "rouvrir l'atelier");
    expect(play.where()).toBe('drafting');
    expect(play.workshop.answers['changement']?.sentences).toHaveLength(1);
  });

  it('messages that never arrive: the place is taken for gone', () => {
    const play = begun('Anne');
    for (let i = 0; i < MAX_UNDELIVERED; i += 1) play.event({ kind: 'undelivered', mark: null });
    expect(play.workshop.phase).toEqual({ name: 'closed', why: 'gone' });
  });

  it('a member erases their data: nothing of them stays', () => {
    const play = begun('Anne', 'Bilal');
    play.says('Anne', 'Un secret de Anne');
    play.says('Anne', 'au nom de : la société Lune');
    play.says('Zoé', 'passer');
    play.event({ kind: 'erased', member: 'm2' });
    const state = JSON.stringify(play.workshop);
    for (const gone of ['secret', 'Anne', 'Lune']) expect(state).not.toContain(gone);
    expect(play.effects.at(-1)).toEqual({ type: 'dismiss', member: 'm2' });
  });

  it('a name, an idea taken back later make new versions; the last idea withdraws all', () => {
    const play = begun('Anne', 'Bilal');
    play.says('Anne', 'Ouvrir le samedi');
    play.says('Bilal', 'Former les agents');
    play.says('Zoé', 'passer');
    play.says('Zoé', 'valider');
    play.clicks('Anne', 'approve');
    play.clicks('Bilal', 'approve');
    play.waits(60 * 60);
    expect(play.workshop.sent?.version).toBe(1);
    play.says('Anne', 'mon nom');
    expect(play.workshop.sent?.version).toBe(2);
    play.event({ kind: 'takeBack', member: 'm2', what: 'ideas' });
    expect(play.workshop.sent?.version).toBe(3);
    play.event({ kind: 'takeBack', member: 'm3', what: 'ideas' });
    expect(play.workshop.sent?.withdrawn).toBe(true);
  });
});

describe('what is told', () => {
  it('an idea of the room is the room’s, not of whoever typed it', () => {
    const play = begun('Anne', 'Bilal');
    play.says('Zoé', 'salle : Prêter des tablettes');
    play.says('Anne', 'Ouvrir le samedi');
    const said = answer(play, () => play.waits(60));
    expect(said).toContain('(Anne et la salle)');
    expect(said).not.toContain('Zoé');
  });

  it('a round that has nobody to call says so', () => {
    const play = begun('Anne', 'Bilal');
    play.says('Anne', 'Ouvrir le samedi');
    play.says('Bilal', 'Former les agents');
    expect(answer(play, () => play.says('Zoé', 'tour de table'))).toContain("Tout le monde s'est exprimé");
    expect(play.where()).toBe('question/votes');
  });
});
