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
  readonly notInstalled: (address: string) => string;
  readonly form: string;
  readonly save: string;
  readonly close: string;
  readonly formHelp: string;
  readonly formGone: string;
  readonly tooLong: string;
  readonly atMost: (max: number) => string;
  readonly home: Readonly<
    Record<
      | 'open'
      | 'nothingOpen'
      | 'contribute'
      | 'yours'
      | 'private'
      | 'resume'
      | 'contributions'
      | 'data'
      | 'erase'
      | 'language'
      | 'help',
      string
    >
  >;
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
  notInstalled: address =>
    `Tour de table n'est plus installé dans cet espace : vos réponses sont gardées. Pour continuer, une personne qui administre l'espace peut le réinstaller : ${address}`,
  form: 'Répondre en formulaire',
  save: 'Enregistrer',
  close: 'Fermer',
  formHelp: "Tout est facultatif. Enregistrer garde un brouillon : rien n'est envoyé avant votre accord.",
  formGone: "Ce formulaire n'est plus ouvert. Écrivez « où en suis-je » pour voir où vous en êtes.",
  tooLong:
    'Votre réponse est trop longue pour ce formulaire : elle reste telle quelle. Pour la changer, écrivez « revoir ».',
  atMost: max => `${max} réponses au plus.`,
  home: {
    open: 'Thèmes ouverts',
    nothingOpen: "Aucun thème n'est ouvert en ce moment.",
    contribute: 'Contribuer',
    yours: 'Vos contributions et vos droits',
    private: "Je réponds dans l'onglet Messages, que vous seul pouvez lire. Effacer demande une confirmation.",
    resume: 'Reprendre mon brouillon',
    contributions: 'Mes contributions',
    data: 'Mes données',
    erase: 'Effacer mes données',
    language: 'Langue',
    help: 'Aide',
  },
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
  notInstalled: address =>
    `Tour de table is not installed in this workspace any more: your answers are kept. To go on, somebody who manages the workspace can install it again: ${address}`,
  form: 'Answer in a form',
  save: 'Save',
  close: 'Close',
  formHelp: 'Nothing is mandatory. Saving keeps a draft: nothing is sent before you agree.',
  formGone: 'This form is not open any more. Write “where am I” to see where you are.',
  tooLong: 'Your answer is too long for this form: it stays as it is. To change it, write “review”.',
  atMost: max => `At most ${max} answers.`,
  home: {
    open: 'Open themes',
    nothingOpen: 'No theme is open at the moment.',
    contribute: 'Contribute',
    yours: 'Your contributions and your rights',
    private: 'I answer in the Messages tab, which only you can read. Erasing asks for confirmation.',
    resume: 'Resume my draft',
    contributions: 'My contributions',
    data: 'My data',
    erase: 'Erase my data',
    language: 'Language',
    help: 'Help',
  },
};

/** French for any language but English. */
export function wordsIn(lang: string): Words {
  return lang.toLowerCase().startsWith('en') ? EN : FR;
}

/** What the buttons beside a question say for the person, as the conversation understands it in any language. */
export const SAID = { skip: 'passer', back: 'retour', review: 'revoir' } as const;
