import { expect, test } from 'vitest';
import { trial } from '#test/support/consultation.ts';
import { Play } from '#test/support/workshop.ts';
import { printMinutes, printWithheld } from './minutes.ts';

/** Three people; an idea said twice, one set aside, one from the room, a reservation, an objection, a rewritten answer. */
function held(): Play {
  const play = new Play(trial(), { axis: 1 });
  const says = (who: string, ...texts: readonly string[]) => texts.forEach(text => play.says(who, text));
  says('Zoé', 'lieu : la médiathèque', 'public : les aidants', 'territoire : Haute-Savoie', 'questions 2', 'commencer');
  for (const who of ['Anne', 'Bilal', 'Chloé']) says(who, 'je participe');
  says('Zoé', 'présents 12', 'commencer');
  says(
    'Anne',
    'Ouvrir le guichet de la mairie le samedi matin',
    'mon nom : Anne Duval',
    'au nom de : la mairie de Vire',
  );
  says('Bilal', 'ouvrir le guichet de la mairie le samedi matin', 'Il fait beau');
  says('Zoé', 'salle : Former les agents <b>d’accueil</b>', 'écarter 3');
  says('Chloé', 'réserve 1 : pas en hiver');
  says('Zoé', 'au vote');
  says('Chloé', '1');
  says('Zoé', 'suite');
  return play;
}

function printed(play: Play): string {
  const { context, workshop } = play;
  const { name, mediaType, bytes } = printMinutes(context, workshop, 'compte-rendu.html');
  expect([name, mediaType]).toEqual(['compte-rendu.html', 'text/html']);
  return new TextDecoder().decode(bytes).replaceAll('\u00A0', ' ');
}

test('says what was decided, each answer with its ideas, all the ideas with what they became, who was there', () => {
  const play = held();
  const draft = printed(play);
  expect(draft).toContain('Ce compte rendu est provisoire');
  for (const fact of ['la médiathèque', 'les aidants', 'Haute-Savoie', 'Personnes présentes : 12'])
    expect(draft).toContain(fact);
  expect(draft).toContain('Date : 10 février 2027');
  expect(draft).toContain('Vient de l’idée n° 1, 2');
  expect(draft).toContain('Redit l’idée n° 1');
  expect(draft).toContain('Mise de côté');
  expect(draft).toContain('Dite dans la salle');
  expect(draft).toContain('pas en hiver');
  expect(draft).toContain('Aucun modèle d’intelligence artificielle');
  // Only whoever asked to be named is.
  expect(draft).toContain('Anne Duval, au nom de la mairie de Vire');
  expect(draft).toContain('Autres personnes, sans leur nom : 2');
  for (const hidden of ['Bilal', 'Chloé', 'Zoé']) expect(draft).not.toContain(hidden);
  // What people wrote is text, never markup.
  expect(draft).not.toContain('<b>d');
});

test('says what was proposed, agreed and objected to, once it is sent', () => {
  const play = held();
  play.says('Bilal', 'proposer 1 : Ouvrir partout.');
  play.says('Zoé', 'refuser 1');
  play.says('Zoé', 'valider');
  for (const who of ['Anne', 'Bilal']) play.says(who, "d'accord");
  play.says('Chloé', 'objection : trop vague');
  play.says('Zoé', 'mains levées 9');
  const sent = printed(play);
  expect(sent).toContain('La contribution du groupe est envoyée');
  expect(sent).toContain('Non retenu : Ouvrir partout.');
  expect(sent).toContain('Personnes d’accord : 11');
  expect(sent).toContain('trop vague');
});

test('an idea taken back is in none printed since', () => {
  const play = held();
  play.says('Bilal', 'retirer mes idées');
  expect(printed(play)).not.toContain('beau');
});

test('of a contribution that is hidden, they say that, and nothing of what was written', () => {
  const { context, workshop } = held();
  const text = new TextDecoder().decode(printWithheld(context, workshop, 'x.html').bytes);
  expect(text).toContain('masqué');
  for (const hidden of ['guichet', 'Anne', 'hiver']) expect(text).not.toContain(hidden);
});
