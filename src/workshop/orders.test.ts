/** Whole messages read as something to do; whatever else people write is left alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { type Order, readOrder } from './orders.ts';

describe('orders of whoever takes part', () => {
  test.each<[string, Order]>([
    ['Je participe !', { do: 'join' }],
    ["J'en suis", { do: 'join' }],
    ['je quitte', { do: 'leave' }],
    ['OÙ EN SOMMES-NOUS ?', { do: 'status' }],
    ['?', { do: 'help' }],
    ['je passe', { do: 'passTurn' }],
    ['D’accord.', { do: 'approve' }],
    ['compte-rendu', { do: 'minutes' }],
    ['mon nom', { do: 'named', name: null }],
    ['Mon nom : Élodie Ménard', { do: 'named', name: 'Élodie Ménard' }],
    [
      'mon organisation : Les Petits Débrouillards',
      { do: 'organisation', name: 'Les Petits Débrouillards', mandated: false },
    ],
    ['Au nom de la mairie de Vire', { do: 'organisation', name: 'la mairie de Vire', mandated: true }],
    ['sans mon nom', { do: 'unnamed' }],
    ['3', { do: 'vote', numbers: [3] }],
    ['3, 5 et 8', { do: 'vote', numbers: [3, 5, 8] }],
    ['je vote 3 et 5', { do: 'vote', numbers: [3, 5] }],
    ['3️⃣', { do: 'vote', numbers: [3] }],
    ["d'accord avec 3", { do: 'stance', kind: 'agreement', n: 3, text: '' }],
    ['réserve 3 : pas en hiver', { do: 'stance', kind: 'reservation', n: 3, text: 'pas en hiver' }],
    ["pas d'accord avec l'idée 12 : trop cher", { do: 'stance', kind: 'disagreement', n: 12, text: 'trop cher' }],
    ['retirer', { do: 'takeBack', question: null, n: null }],
    ['retirer 2.3', { do: 'takeBack', question: 2, n: 3 }],
    ['retirer mes idées', { do: 'takeBackAll' }],
    ['objection : le texte oublie les jeunes', { do: 'object', text: 'le texte oublie les jeunes' }],
    ["pas d'accord", { do: 'object', text: '' }],
    ['proposer 1 : Ouvrir le lundi.', { do: 'propose', question: 1, text: 'Ouvrir le lundi.' }],
    ['hors sujet : on mange à midi ?', { do: 'offTopic' }],
  ])('« %s »', (text, order) => {
    expect(readOrder(text)).toEqual(order);
  });
});

describe('orders of whoever facilitates', () => {
  test.each<[string, Order]>([
    ['Commencer', { do: 'begin' }],
    ['suite', { do: 'next' }],
    ['passer', { do: 'skip' }],
    ['prolonger', { do: 'extend', minutes: null }],
    ['prolonger de 5 minutes', { do: 'extend', minutes: 5 }],
    ['présents 15', { do: 'present', count: 15 }],
    ['15 personnes', { do: 'present', count: 15 }],
    ['mains levées : 12', { do: 'hands', count: 12 }],
    ['quorum 8', { do: 'quorum', count: 8 }],
    ['quorum la moitié', { do: 'halfQuorum' }],
    ['12 minutes par question', { do: 'perQuestion', count: 12 }],
    ['validation 20 minutes', { do: 'validation', count: 20 }],
    ['validation 2 jours', { do: 'validation', count: 2_880 }],
    ['durée 1 h 30', { do: 'duration', minutes: 90 }],
    ['durée 2 heures', { do: 'duration', minutes: 120 }],
    ['questions 2, 4 et 5', { do: 'questions', numbers: [2, 4, 5] }],
    ['questions 2 à 4', { do: 'questions', numbers: [2, 3, 4] }],
    ['toutes les questions', { do: 'questions', numbers: 'all' }],
    ['date : jeudi 11 mars, 14 h', { do: 'when', text: 'jeudi 11 mars, 14 h' }],
    ['lieu : la médiathèque', { do: 'venue', text: 'la médiathèque' }],
    ['passer la main à Anne', { do: 'handOver', text: 'Anne' }],
    ['salle : Prêter\ndes tablettes', { do: 'idea', via: 'room', text: 'Prêter\ndes tablettes' }],
    ['papier : Un numéro', { do: 'idea', via: 'paper', text: 'Un numéro' }],
    ['regrouper 3 et 5', { do: 'merge', numbers: [3, 5] }],
    ['séparer 5', { do: 'split', n: 5 }],
    ['écarter 4', { do: 'aside', n: 4 }],
    ['remettre 4', { do: 'bringBack', n: 4 }],
    ['modifier 1 : Un texte.', { do: 'amend', question: 1, text: 'Un texte.' }],
    ['accepter 1', { do: 'accept', n: 1 }],
    ['Refuser la proposition 2', { do: 'refuse', n: 2 }],
  ])('« %s »', (text, order) => {
    expect(readOrder(text)).toEqual(order);
  });

  test.each(['/commencer', '!commencer', 'begin', 'start'])('« %s » begins', text => {
    expect(readOrder(text)).toEqual({ do: 'begin' });
  });
});

describe('what people say is no order', () => {
  test.each([
    'Passer le permis en ligne est trop long',
    'La suite des démarches se perd dans les services',
    'Retour au guichet : on ne sait jamais qui répond',
    'Le temps d’attente est trop long',
    "Je suis d'accord avec ce que dit Anne sur le marché",
    'Il faudrait 3 permanences par semaine',
    '3 fois par semaine',
    'Questions trop compliquées pour mes parents',
    'Liste des services à afficher en mairie',
    'Voter en ligne',
    'constructor',
    'toString',
    '',
  ])('« %s »', text => {
    expect(readOrder(text)).toBeNull();
  });
});

it('all that the guide tells to write is understood', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/atelier.md'), 'utf8');
  const told = [...guide.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text.replaceAll('…', 'un mot'));
  // Said in a channel, or in private, of a theme: an act of the team, or of the conversation.
  const elsewhere = /^(?:\/tourdetable|!?atelier thème|contribuer) /;
  const orders = told.filter(text => !elsewhere.test(text));
  expect(orders.length).toBeGreaterThan(30);
  expect(orders.filter(text => readOrder(text) === null)).toEqual([]);
});
