/** The workshops of the golden transcripts: three people round a table, eight of them, and thirty with a room. */
import type { Consultation } from '#consultation/definition.ts';
import { Play } from '../../support/workshop.ts';

export const SCRIPTS: Readonly<Record<string, (consultation: Consultation) => Play>> = {
  'trois-personnes': three,
  'huit-personnes': eight,
  'trente-personnes': thirty,
};

function three(consultation: Consultation): Play {
  const play = new Play(consultation);
  play.says('Zoé', 'questions');
  play.says('Zoé', 'questions 2');
  play.says('Zoé', 'durée 1 h');
  play.says('Zoé', 'lieu : la maison de quartier');
  play.says('Zoé', 'territoire : Haute-Savoie');
  play.says('Zoé', 'invitation');
  play.says('Zoé', 'liste');
  play.clicks('Zoé', 'begin');
  play.says('Zoé', 'commencer');
  play.says('Anne', 'je participe');
  play.reacts('Bilal', 'welcome', '👍');
  play.clicks('Chloé', 'join');
  play.says('Bilal', 'commencer');
  play.says('Zoé', 'commencer');
  play.waits(61);
  play.says('Anne', 'Une permanence au marché le samedi matin, avec un café');
  const twin = play.says('Bilal', 'une permanence le samedi matin au marché, avec un café');
  play.says('Passant', 'et moi ?');
  play.waits(10);
  play.says('Bilal', 'où en sommes-nous ?');
  play.says('Bilal', 'réserve 1 : qui tiendra la permanence en hiver ?');
  play.says('Zoé', 'papier : Du matériel prêté aux familles');
  play.says('Zoé', 'prolonger 3');
  play.says('Zoé', 'pause');
  play.waits(600);
  play.says('Zoé', 'reprendre');
  play.says('Zoé', 'tour de table');
  play.says('Chloé', 'Des mots simples, et quelqu’un qui reste à côté');
  play.says('Anne', '1, 3');
  play.says('Bilal', '3');
  play.clicks('Chloé', 'v1.3');
  play.says('Chloé', '12');
  play.says('Zoé', 'suite');
  play.deletes('Bilal', twin);
  play.says(
    'Chloé',
    'proposer 1 : Des mots simples, et quelqu’un qui reste à côté. Une permanence au marché le samedi matin, avec un café.',
  );
  play.says('Zoé', 'accepter 1');
  play.says('Zoé', 'valider');
  play.says('Anne', 'd’accord');
  play.says('Bilal', 'objection : le matériel prêté a disparu du texte');
  play.says('Chloé', 'je valide');
  play.says('Anne', 'mon nom : Anne D.');
  play.says('Chloé', 'retirer mes idées');
  play.says('Anne', '3');
  play.says('Anne', 'où en sommes-nous');
  return play;
}

function eight(consultation: Consultation): Play {
  const people = ['Anne', 'Bilal', 'Chloé', 'David', 'Emma', 'Farid', 'Gaëlle', 'Hugo'];
  const play = new Play(consultation);
  play.says('Zoé', 'questions 1, 2');
  play.says('Zoé', 'quorum 5');
  play.says('Zoé', 'validation 20 minutes');
  play.says('Zoé', 'commencer');
  for (const name of people.slice(0, 7)) play.says(name, 'je participe');
  play.says('Zoé', 'commencer');
  // A question with choices is a vote at once.
  play.clicks('Anne', 'v1.1', 'v1.3');
  play.says('Bilal', '1, 2');
  play.says('Chloé', '1 et 2 et 3 et 4');
  play.says('David', '99');
  play.waits(130);
  play.waits(61);
  play.says('Anne', 'Ouvrir la médiathèque plus tard, une fois par semaine');
  play.says('Bilal', 'Former les agents d’accueil');
  play.waits(9);
  play.says('Hugo', 'je participe');
  play.says('Hugo', 'hors sujet : on m’entend ?');
  play.says('Hugo', 'Un camion qui passe dans les villages');
  play.says('Chloé', 'Former les agents de l’accueil des mairies');
  play.says('Zoé', 'regrouper 2 et 4');
  play.says('Emma', 'La machine à café est en panne');
  play.says('Zoé', 'écarter 5');
  play.says('Zoé', 'suite');
  play.says('David', 'je passe');
  play.says('Emma', 'Des aides pour le matériel');
  play.waits(70);
  play.says('Gaëlle', 'Rien ne remplace un guichet');
  play.waits(70);
  play.says('Zoé', 'au vote');
  play.reacts('Anne', 'vote:changement', '1️⃣');
  play.says('Bilal', '2, 3');
  play.says('Chloé', 'je vote 2');
  play.says('Hugo', '3');
  play.waits(60);
  play.says('Zoé', 'passer la main à Anne');
  play.waits(70);
  play.says(
    'Anne',
    'modifier 2 : Former les agents d’accueil. Un camion qui passe dans les villages, deux fois par mois.',
  );
  play.says('Anne', 'valider');
  play.says('Bilal', 'd’accord');
  play.says('Chloé', 'd’accord');
  play.says('David', 'd’accord');
  play.waits(1210);
  play.says('Anne', 'valider');
  for (const name of people.slice(0, 5)) play.clicks(name, 'approve');
  play.says('Farid', 'objection : et les guichets ?');
  play.waits(1210);
  play.says('Zoé', 'merci à toutes et à tous');
  return play;
}

const PLACES = ['la médiathèque', 'la mairie', 'le marché', 'le café', 'l’école', 'la gare'];

function thirty(consultation: Consultation): Play {
  const play = new Play(consultation);
  const people = Array.from({ length: 30 }, (_, i) => `Personne ${String(i + 1).padStart(2, '0')}`);
  play.says('Zoé', 'questions 2, 5');
  play.says('Zoé', 'durée 2 heures');
  play.says('Zoé', 'présents 45');
  play.says('Zoé', 'commencer');
  for (const name of people) play.says(name, 'je participe');
  play.says('Zoé', 'commencer');
  play.waits(61);
  for (const [i, name] of people.slice(0, 22).entries())
    play.says(
      name,
      `Un point d’aide ouvert à ${PLACES[i % PLACES.length] ?? ''}, idée numéro ${'abcdefghijklmnopqrstuvwxyz'.charAt(i)}`,
    );
  play.says('Zoé', 'salle : Prêter des tablettes avec un abonnement');
  play.waits(30);
  play.says('Zoé', 'suite');
  play.says('Personne 23', 'Un numéro de téléphone unique, avec une vraie personne');
  play.says('Personne 24', 'je passe');
  play.waits(400);
  for (const [i, name] of people.slice(0, 24).entries())
    play.says(name, i % 3 === 0 ? '1, 2' : i % 3 === 1 ? '2' : '23');
  play.waits(130);
  play.says('Zoé', 'passer');
  play.says('Zoé', 'valider');
  for (const name of people.slice(0, 14)) play.clicks(name, 'approve');
  play.says('Zoé', 'mains levées 12');
  play.waits(700);
  return play;
}
