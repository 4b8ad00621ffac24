/** PURE: the few words that this platform shows by itself: what can be pressed, and what was answered. */

interface Words {
  readonly skip: string;
  readonly back: string;
  readonly review: string;
  readonly validate: string;
  readonly choose: string;
  readonly chooseSeveral: string;
  readonly date: string;
  readonly place: string;
  readonly answered: string;
  readonly axis: string;
  readonly inDirect: string;
  readonly notInstalled: (address: string) => string;
  readonly form: string;
  readonly save: string;
  readonly next: string;
  readonly page: (n: number, of: number) => string;
  readonly quoted: (said: string) => string;
  readonly close: string;
  readonly formHelp: string;
  readonly formGone: string;
  readonly tooLong: string;
  readonly atMost: (max: number) => string;
  readonly fileRefused: (name: string) => string;
  readonly home: HomeWords;
}

interface HomeWords {
  readonly drafts: string;
  readonly progress: (given: number, of: number) => string;
  readonly closedDraft: string;
  readonly open: string;
  readonly until: (deadline: string) => string;
  readonly nothingOpen: string;
  readonly contribute: string;
  readonly sent: string;
  readonly changed: string;
  readonly yours: string;
  readonly private: string;
  readonly resume: string;
  readonly contributions: string;
  readonly data: string;
  readonly erase: string;
  readonly reminders: string;
  readonly language: (lang: string) => string;
  readonly help: string;
}

/** Each said in itself, as its readers look for it. */
const LANGUAGES: Readonly<Record<string, string>> = {
  fr: 'français',
  'fr-simple': 'français facile',
  en: 'English',
};

const FR: Words = {
  skip: 'Passer',
  back: 'Retour',
  review: 'Revoir',
  validate: 'Valider',
  choose: 'Choisir',
  chooseSeveral: 'Choisir une ou plusieurs réponses',
  date: 'Choisir une date',
  place: 'Chercher un territoire',
  answered: 'Votre choix :',
  axis: 'Thème',
  inDirect: 'Je vous réponds en message direct, que vous seul pouvez lire.',
  notInstalled: address =>
    `Tour de table n'est plus installé dans cet espace : vos réponses sont gardées. Pour continuer, une personne qui administre l'espace peut le réinstaller : ${address}`,
  form: 'Répondre en formulaire',
  save: 'Enregistrer',
  next: 'Suite',
  page: (n, of) => `Page ${n} sur ${of}.`,
  quoted: said =>
    `Vous partez de ce message : « ${said} ». Je n'en garde rien de moi-même : recopiez ce qui répond à une question, sans nommer personne.`,
  close: 'Fermer',
  formHelp: "Tout est facultatif. Enregistrer garde un brouillon : rien n'est envoyé avant votre accord.",
  formGone: "Ce formulaire n'est plus ouvert. Écrivez « où en suis-je » pour voir où vous en êtes.",
  tooLong:
    'Votre réponse est trop longue pour ce formulaire : elle reste telle quelle. Pour la changer, écrivez « revoir ».',
  atMost: max => `${max} réponses au plus.`,
  fileRefused: name =>
    `Slack a refusé le fichier « ${name} » : il n'a pas été joint. Le texte ci-dessus reste valable.`,
  home: {
    drafts: 'Vos brouillons',
    progress: (given, of) => `${given} ${given > 1 ? 'réponses' : 'réponse'} sur ${of}. Rien n'est encore envoyé.`,
    closedDraft: "Ce thème est fermé : ce brouillon n'a pas été envoyé. « Mes contributions » le montre.",
    open: 'Thèmes ouverts',
    until: deadline => `Jusqu'au ${deadline}.`,
    nothingOpen: "Aucun thème n'est ouvert en ce moment.",
    contribute: 'Contribuer',
    sent: 'Vos contributions envoyées',
    changed: 'modifiée depuis : ces changements ne sont pas envoyés',
    yours: 'Vos contributions et vos droits',
    private: "Je réponds dans l'onglet Messages, que vous seul pouvez lire. Effacer demande une confirmation.",
    resume: 'Reprendre',
    contributions: 'Mes contributions',
    data: 'Mes données',
    erase: 'Effacer mes données',
    reminders: 'Rappels',
    language: lang => `Langue : ${LANGUAGES[lang] ?? lang}`,
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
  place: 'Search for a place',
  answered: 'Your choice:',
  axis: 'Theme',
  inDirect: 'I am answering you in a direct message, which only you can read.',
  notInstalled: address =>
    `Tour de table is not installed in this workspace any more: your answers are kept. To go on, somebody who manages the workspace can install it again: ${address}`,
  form: 'Answer in a form',
  save: 'Save',
  next: 'Next',
  page: (n, of) => `Page ${n} of ${of}.`,
  quoted: said =>
    `You start from this message: “${said}”. I keep none of it by myself: copy what answers a question, without naming anybody.`,
  close: 'Close',
  formHelp: 'Nothing is mandatory. Saving keeps a draft: nothing is sent before you agree.',
  formGone: 'This form is not open any more. Write “where am I” to see where you are.',
  tooLong: 'Your answer is too long for this form: it stays as it is. To change it, write “review”.',
  atMost: max => `At most ${max} answers.`,
  fileRefused: name => `Slack refused the file “${name}”: it is not attached. The text above still holds.`,
  home: {
    drafts: 'Your drafts',
    progress: (given, of) => `${given} ${given > 1 ? 'answers' : 'answer'} out of ${of}. Nothing is sent yet.`,
    closedDraft: 'This theme is closed: this draft was not sent. “My contributions” shows it.',
    open: 'Open themes',
    until: deadline => `Until ${deadline}.`,
    nothingOpen: 'No theme is open at the moment.',
    contribute: 'Contribute',
    sent: 'The contributions you sent',
    changed: 'changed since: the changes are not sent',
    yours: 'Your contributions and your rights',
    private: 'I answer in the Messages tab, which only you can read. Erasing asks for confirmation.',
    resume: 'Resume',
    contributions: 'My contributions',
    data: 'My data',
    erase: 'Erase my data',
    reminders: 'Reminders',
    language: lang => `Language: ${LANGUAGES[lang] ?? lang}`,
    help: 'Help',
  },
};

/** French for any language but English. */
export function wordsIn(lang: string): Words {
  return lang.toLowerCase().startsWith('en') ? EN : FR;
}

/** What the buttons beside a question say for the person, as the conversation understands it in any language. */
export const SAID = { skip: 'passer', back: 'retour', review: 'revoir' } as const;
