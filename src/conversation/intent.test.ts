import { describe, expect, test } from 'vitest';
import { isSaidInPublic, readIntent, readLanguage } from './intent.ts';

/** The command, its number or argument, and for whom. */
function read(text: string): string | null {
  const intent = readIntent(text);
  if (intent === null) return null;
  const { command, number, argument, kind } = intent;
  return [command, number ?? argument, kind === 'individual' ? '' : kind].filter(part => part !== '').join(' ');
}

test.each([
  ['contribuer', 'contribute'],
  ['Contribuer 4', 'contribute 4'],
  ['contribuer au thème 2', 'contribute 2'],
  ['participer', 'contribute'],
  ['contribute 3', 'contribute 3'],
  ['/contribuer 4', 'contribute 4'],
  ['!aide', 'help'],
  ['contibuer', 'contribute'],
  ['contribuer pour mon organisation', 'contribute organisation'],
  ['contribuer 4 au nom de mon association', 'contribute 4 organisation'],
  ['contribute for someone', 'contribute collected'],
  ['Contribuer pour quelqu’un', 'contribute collected'],
  ['nouvelle contribution', 'contribute'],
  ['axes', 'themes'],
  ['thèmes', 'themes'],
  ['changer de thème', 'themes'],
  ['AIDE', 'help'],
  ['aide !', 'help'],
  ['?', 'help'],
  ['???', 'help'],
  ['Help', 'help'],
  ['aidez-moi', 'help'],
  ['passer', 'skip'],
  ['je passe', 'skip'],
  ['pasesr', 'skip'],
  ['skip', 'skip'],
  ['retour', 'back'],
  ['retoru', 'back'],
  ['question précédente', 'back'],
  ['revoir', 'review'],
  ['mes réponses', 'review'],
  ['modifier 3', 'modify 3'],
  ['modifier la question 3', 'modify 3'],
  ['modifer 3', 'modify 3'],
  ['corriger', 'modify'],
  ['edit 12', 'modify 12'],
  ['pause', 'pause'],
  ['pausse', 'pause'],
  ['à plus tard', 'pause'],
  ['Reprendre', 'resume'],
  ['continuer', 'resume'],
  ['envoyer', 'submit'],
  ['evnoyer', 'submit'],
  ["j'ai fini", 'submit'],
  ['annuler', 'cancel'],
  ['langue', 'language'],
  ['langue anglais', 'language en'],
  ['langue en anglais', 'language en'],
  ['language english', 'language en'],
  ['langue français facile', 'language fr-simple'],
  ['mes contributions', 'contributions'],
  ['mes contribution', 'contributions'],
  ['mes donées', 'myData'],
  ['MES DONNÉES', 'myData'],
  ['effacer mes données', 'erase'],
  ['efacer mes donnees', 'erase'],
  ['delete my data', 'erase'],
  ['rappels', 'reminders'],
  ['nouvelles', 'news'],
  ['lier mon compte', 'link'],
  ['lier 7K3F-9QD2', 'link 7K3F9QD2'],
  ['lier 7k3f 9qd2', 'link 7K3F9QD2'],
  ['link my account abcd-efgh', 'link ABCDEFGH'],
  ['délier mon compte', 'unlink'],
  ['où en suis-je ?', 'status'],
  ['ou en suis je', 'status'],
  ['stop', 'stop'],
  ["ne plus m'écrire", 'stop'],
  ['suite', 'more'],
  ["c'est tout", 'done'],
  ['c’est tout.', 'done'],
  ['voilà', 'done'],
  ['ma présentation', 'presentation'],
  ['coauteurs', 'coAuthors'],
  ['texte complet', 'notice'],
  ['bonjour !', 'hello'],
  ['Hello', 'hello'],
  ['garder', 'keep'],
  ['mon profil', 'profile'],
])('« %s » is %s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  "une aide aux démarches, le soir, près de l'école",
  'aider',
  'aides',
  'retour à domicile',
  'il faut revoir les horaires',
  'passer plus de temps avec chacun',
  'modifier les horaires',
  'modifier 3 choses au moins',
  'changer les mentalités',
  'envoyer des courriers plutôt que des mails',
  'aide pour quelqu’un d’autre',
  'suite à un déménagement',
  'la pause déjeuner',
  'lier les générations',
  'lier les habitants entre eux',
  'langue des signes',
  'langue des signes française',
  'contribuer à la vie du village',
  'participer aux réunions',
  'stop à la fermeture des guichets',
  'mes données sont perdues',
  'continuer les permanences',
  'seniors',
  'une dizaine',
  '12',
  'oui',
  'non',
  'je ne sais pas',
  'Haute-Savoie',
  'menus à midi',
  'fin 2027',
  'axer sur les jeunes',
  'help desk in every town',
  'more places, fewer forms',
  'send letters',
  'back office',
  'bonjour madame, je voudrais de l’aide',
  'garder les guichets ouverts',
  'annuler la fermeture',
  'nouvelles technologies',
  'thème du handicap',
  'rappeler les gens',
  'rester simple',
  '👍',
  '',
  '   ',
  '!',
])('« %s » is an answer', text => {
  expect(readIntent(text)).toBeNull();
});

describe('what we teach, and what is only understood', () => {
  test.each(['aide', 'passer', 'mes données', 'modifier 3', 'langue anglais'])('« %s » is clear', text => {
    expect(readIntent(text)).toMatchObject({ taught: true, fuzzy: false });
  });

  test.each(['menu', 'vie privée', 'je suis perdue', 'plus tard', 'fin', 'suivi', 'comment faire', 'rappel'])(
    '« %s » could be an answer',
    text => {
      expect(readIntent(text)).toMatchObject({ taught: false });
    },
  );

  test.each(['/menu', '! aide', '?'])('« %s » is called as a command', text => {
    expect(readIntent(text)).toMatchObject({ called: true });
  });

  test('a typo is never clear', () => {
    expect(readIntent('retoru')).toMatchObject({ taught: false, fuzzy: true });
    expect(readIntent('langue bretonne')).toMatchObject({ command: 'language', argument: '', fuzzy: true });
    expect(readIntent('lier ensemble')).toMatchObject({ command: 'link', taught: false });
  });
});

describe('where others read', () => {
  test.each(['contribuer 4', 'aide', 'mes données', 'langue anglais', 'où en suis-je'])('« %s » counts', text => {
    expect(isSaidInPublic(text)).toBe(true);
  });

  test.each(['bonjour', 'suite', 'stop', 'pause', 'merci', 'contibuer', 'menu', 'voilà', 'retour'])(
    '« %s » does not',
    text => {
      expect(isSaidInPublic(text)).toBe(false);
    },
  );
});

test('languages by their names', () => {
  expect(['Anglais', 'english', 'FALC', 'français', 'breton'].map(readLanguage)).toEqual([
    'en',
    'en',
    'fr-simple',
    'fr',
    null,
  ]);
});
