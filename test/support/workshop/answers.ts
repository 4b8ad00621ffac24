/** What people say in a workshop that is replayed: real answers where they lie beside the repository, made-up ones elsewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOrder } from '#workshop/orders.ts';

const FILE = join(import.meta.dirname, '../../../../shared/data/granddebat/reponses_organisation_16.jsonl');

/** Real answers of citizens, read beside the repository; null where they are not there. */
function realAnswers(count: number): readonly string[] | null {
  if (!existsSync(FILE)) return null;
  const rows = readFileSync(FILE, 'utf8')
    .split('\n')
    .filter(line => line !== '');
  const answers = rows.map(row => textOf(JSON.parse(row)));
  // One idea a message, as one writes in a thread: what reads as a vote or an order is none.
  const usable = answers.filter(text => text.length > 25 && text.length < 600 && readOrder(text) === null);
  return usable.slice(0, count);
}

/** The longest text of a row. */
function textOf(row: unknown): string {
  const texts = Object.values(row as Record<string, unknown>).filter(value => typeof value === 'string');
  return texts.toSorted((one, other) => other.length - one.length)[0] ?? '';
}

/** As many answers as asked for. */
export function answersToReplay(count: number): readonly string[] {
  return realAnswers(count) ?? madeUp(count);
}

/** Sentences of our own, each of its own kind, a few of them said twice as people do. */
function madeUp(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => {
    const n = i % 11 === 10 ? i - 10 : i;
    const [what = '', who = '', why = ''] = [WHAT[n % 8], WHO[(n * 3) % 7], WHY[(n * 5) % 9]];
    return `${what} ${who} ${why}, comme chez nous dans la commune numéro ${n + 1}.`;
  });
}

const WHAT = [
  'Il faudrait un guichet ouvert le samedi',
  'On aimerait un camion qui passe dans les villages',
  'Je voudrais que les agents soient mieux formés',
  'Prêter des tablettes et des ordinateurs',
  'Un seul numéro de téléphone qui répond vraiment',
  'Traduire les formulaires et les lettres de la mairie',
  "Ne pas fermer l'accueil sans rendez-vous",
  'Des ateliers courts, en petit groupe',
];
const WHO = [
  'pour les personnes âgées',
  'pour les jeunes sans diplôme',
  "pour qui n'a pas internet",
  'pour les familles qui arrivent',
  'pour les aidants',
  'pour les personnes malvoyantes',
  'pour tout le monde',
];
const WHY = [
  'parce que le site est compliqué',
  'car le bus ne passe plus',
  "parce qu'on attend des semaines",
  'faute de place au secrétariat',
  'sinon on abandonne',
  "parce que personne n'explique",
  'car les lettres font peur',
  "parce que l'ordinateur est trop vieux",
  'et pas seulement en ville',
];
