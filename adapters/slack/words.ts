/** PURE: the few words that this platform shows by itself: what can be pressed, and what was answered. */

interface Words {
  readonly skip: string;
  readonly back: string;
  readonly review: string;
  readonly validate: string;
  readonly choose: string;
  readonly chooseSeveral: string;
  readonly date: string;
  readonly answered: string;
  readonly axis: string;
  readonly inDirect: string;
}

const FR: Words = {
  skip: 'Passer',
  back: 'Retour',
  review: 'Revoir',
  validate: 'Valider',
  choose: 'Choisir',
  chooseSeveral: 'Choisir une ou plusieurs réponses',
  date: 'Choisir une date',
  answered: 'Votre réponse :',
  axis: 'Thème',
  inDirect: 'Je vous réponds en message direct, que vous seul pouvez lire.',
};

const EN: Words = {
  skip: 'Skip',
  back: 'Back',
  review: 'Review',
  validate: 'Confirm',
  choose: 'Choose',
  chooseSeveral: 'Choose one or more answers',
  date: 'Choose a date',
  answered: 'Your answer:',
  axis: 'Theme',
  inDirect: 'I am answering you in a direct message, which only you can read.',
};

/** French for any language but English. */
export function wordsIn(lang: string): Words {
  return lang.toLowerCase().startsWith('en') ? EN : FR;
}

/** What the buttons beside a question say for the person, as the conversation understands it in any language. */
export const SAID = { skip: 'passer', back: 'retour', review: 'revoir' } as const;
