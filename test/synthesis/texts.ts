/** Texts written for the tests, on the theme of digital services: four subjects, told in several ways. */
import type { SourceText } from '#synthesis/index.ts';

const SUBJECTS: readonly (readonly string[])[] = [
  [
    'Il faudrait un conseiller numérique dans chaque mairie, au moins deux jours par semaine.',
    'Les conseillers numériques devraient avoir des contrats plus longs : le nôtre est parti au bout de six mois.',
    "Je propose de former les agents d'accueil et de garder le conseiller numérique de la commune.",
    'Notre conseiller numérique a aidé 340 personnes en 2023, sans rendez-vous.',
    'Un conseiller numérique itinérant irait de mairie en mairie avec un fourgon équipé.',
    'Supprimer les conseillers numériques serait absurde : ils aident tout le monde.',
  ],
  [
    "La fibre est arrivée dans le bourg, mais les hameaux n'ont toujours rien.",
    'Dans ma commune, le réseau mobile ne passe pas et la fibre se fait attendre.',
    'Sans fibre dans les hameaux, inutile de parler de démarches en ligne.',
    'Il faut supprimer les zones blanches et amener la fibre partout.',
    "Le débit est trop lent dans les hameaux : impossible d'envoyer un dossier.",
    'Chez nous la fibre fonctionne très bien depuis deux ans.',
  ],
  [
    "Il faut garder un guichet ouvert, avec quelqu'un à qui parler.",
    'Nous ne voulons plus de formulaires uniquement en ligne : il faut garder un guichet.',
    'Supprimer le guichet éloigne les personnes âgées des services publics.',
    'Ma mère, 82 ans, a renoncé à ses droits parce que le guichet a fermé.',
    'Le guichet de la préfecture est fermé et le téléphone ne répond pas.',
    'Un guichet unique par canton suffirait pour toutes les démarches.',
  ],
  [
    'Les logiciels libres devraient être la règle dans les écoles.',
    'Il faudrait mutualiser le matériel informatique entre les communes.',
    "Réparer les vieux ordinateurs des écoles coûterait moins cher que d'en acheter.",
    "Trop d'ordinateurs dorment dans les placards des écoles, faute de maintenance.",
    'Acheter des tablettes pour les écoles ne sert à rien sans maintenance.',
    'Mutualiser la maintenance des ordinateurs des écoles entre communes voisines.',
  ],
];
const ENDINGS = ['', ' Merci de nous lire.', ' Cela changerait la vie des habitants.', ' Il y a urgence, vraiment.'];

/** `n` texts with ids A2-0001…, a subject after the other. */
export function texts(n: number): SourceText[] {
  return Array.from({ length: n }, (_, i) => {
    const subject = SUBJECTS[i % SUBJECTS.length] ?? [];
    const said = subject[Math.floor(i / SUBJECTS.length) % subject.length] ?? '';
    const ending = ENDINGS[Math.floor(i / 24) % ENDINGS.length] ?? '';
    return { id: `A2-${String(i + 1).padStart(4, '0')}`, text: `${said}${ending}` };
  });
}

/** Which subject a text of `texts` is on. */
export const subjectOf = (id: string): number => (Number(id.slice(3)) - 1) % SUBJECTS.length;
