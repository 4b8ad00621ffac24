/** The words of each command, folded (lower case, no accents), French and English. The first French word is the one we teach. */
import type { ContributionKind } from './session.ts';

export type CommandName =
  | 'contribute'
  | 'themes'
  | 'help'
  | 'skip'
  | 'back'
  | 'review'
  | 'modify'
  | 'pause'
  | 'resume'
  | 'submit'
  | 'cancel'
  | 'language'
  | 'contributions'
  | 'myData'
  | 'erase'
  | 'reminders'
  | 'news'
  | 'link'
  | 'unlink'
  | 'status'
  | 'stop'
  | 'more'
  | 'done'
  | 'presentation'
  | 'coAuthors'
  | 'notice'
  | 'hello'
  | 'keep';

interface Command {
  readonly name: CommandName;
  readonly argument: 'none' | 'number' | 'text';
  readonly words: readonly string[];
}

export const COMMANDS: readonly Command[] = [
  {
    name: 'contribute',
    argument: 'number',
    words: [
      'contribuer',
      'participer',
      'contribuer a',
      'je veux contribuer',
      'contribute',
      'take part',
      'contribuer au',
      'nouvelle contribution',
    ],
  },
  {
    name: 'themes',
    argument: 'none',
    words: ['themes', 'axes', 'les themes', 'liste des themes', 'topics', 'changer de theme', 'menu', 'theme'],
  },
  {
    name: 'help',
    argument: 'none',
    words: [
      'aide',
      'help',
      'aidez moi',
      'aidez-moi',
      'aide moi',
      'au secours',
      'je suis perdu',
      'je suis perdue',
      'comment faire',
      'commandes',
      'comment ca marche',
      '?',
    ],
  },
  {
    name: 'skip',
    argument: 'none',
    words: ['passer', 'skip', 'je passe', 'passe', 'question suivante', 'sauter', 'next'],
  },
  {
    name: 'back',
    argument: 'none',
    words: ['retour', 'back', 'precedent', 'question precedente', 'revenir', 'revenir en arriere', 'previous'],
  },
  {
    name: 'review',
    argument: 'none',
    words: ['revoir', 'relire', 'review', 'voir mes reponses', 'mes reponses', 'recapitulatif'],
  },
  {
    name: 'modify',
    argument: 'number',
    words: [
      'modifier',
      'corriger',
      'changer',
      'modify',
      'edit',
      'change',
      'modifier la reponse',
      'modifier ma reponse',
    ],
  },
  {
    name: 'pause',
    argument: 'none',
    words: ['pause', 'plus tard', 'je reviens', 'later', 'a plus tard', 'faire une pause', 'brb'],
  },
  {
    name: 'resume',
    argument: 'none',
    words: ['reprendre', 'resume', 'continuer', 'continue', 'je reprends', 'on reprend'],
  },
  {
    name: 'submit',
    argument: 'none',
    words: ['envoyer', 'submit', 'send', "j'envoie", 'terminer', "j'ai fini", 'valider'],
  },
  {
    name: 'cancel',
    argument: 'none',
    words: ['annuler', 'cancel', 'abandonner', 'tout annuler', 'supprimer le brouillon'],
  },
  { name: 'language', argument: 'text', words: ['langue', 'language', 'changer de langue', 'lang'] },
  {
    name: 'contributions',
    argument: 'none',
    words: ['mes contributions', 'my contributions', 'contributions', 'mes brouillons'],
  },
  {
    name: 'myData',
    argument: 'none',
    words: ['mes donnees', 'my data', 'donnees personnelles', 'rgpd', 'gdpr', 'mes droits'],
  },
  {
    name: 'erase',
    argument: 'none',
    words: [
      'effacer mes donnees',
      'erase my data',
      'supprimer mes donnees',
      'delete my data',
      'tout effacer',
      'effacer tout',
    ],
  },
  { name: 'reminders', argument: 'none', words: ['rappels', 'rappel', 'reminders', 'relances'] },
  { name: 'news', argument: 'none', words: ['nouvelles', 'news', 'la suite', 'suivi'] },
  {
    name: 'link',
    argument: 'text',
    words: ['lier mon compte', 'lier', 'link my account', 'link', 'lier un compte', 'lier mes comptes'],
  },
  { name: 'unlink', argument: 'none', words: ['delier mon compte', 'delier', 'unlink my account', 'unlink'] },
  {
    name: 'status',
    argument: 'none',
    words: [
      'ou en suis-je',
      'ou en suis je',
      "ou j'en suis",
      'ou en etais-je',
      'where am i',
      'status',
      'statut',
      'ou en est-on',
    ],
  },
  {
    name: 'stop',
    argument: 'none',
    words: [
      'stop',
      "ne plus m'ecrire",
      'arreter',
      'arretez',
      "je m'arrete la",
      'fin',
      'quitter',
      'quit',
      'exit',
      'unsubscribe',
    ],
  },
  { name: 'more', argument: 'none', words: ['suite', 'ajouter', 'more', 'add', 'completer', "j'ajoute"] },
  {
    name: 'done',
    argument: 'none',
    words: ["c'est tout", 'voila', "that's all", 'thats all', 'done', 'c tout', 'cest tout', 'fini', "c'est bon"],
  },
  {
    name: 'presentation',
    argument: 'none',
    words: ['ma presentation', 'presentation', 'changer ma presentation', 'mon nom', 'my name'],
  },
  {
    name: 'coAuthors',
    argument: 'none',
    words: ['coauteurs', 'co-auteurs', 'coauteur', 'co-auteur', 'co-authors', 'coauthors', 'cosignataires'],
  },
  {
    name: 'notice',
    argument: 'none',
    words: ['notice', 'confidentialite', 'privacy', 'texte complet', 'vie privee', 'mentions legales'],
  },
  {
    name: 'hello',
    argument: 'none',
    words: ['bonjour', 'bonsoir', 'salut', 'hello', 'hi', 'coucou', 'start', 'demarrer', 'commencer', 'bonjour !'],
  },
  { name: 'keep', argument: 'none', words: ['garder', 'keep', 'ne rien changer', 'laisser'] },
];

/** What may follow « contribuer 4 » to say for whom; longest first. */
export const KINDS: readonly { readonly words: string; readonly kind: ContributionKind }[] = [
  { words: 'au nom de mon organisation', kind: 'organisation' },
  { words: 'pour mon organisation', kind: 'organisation' },
  { words: 'for my organisation', kind: 'organisation' },
  { words: 'for my organization', kind: 'organisation' },
  { words: 'organisation', kind: 'organisation' },
  { words: 'pour une autre personne', kind: 'collected' },
  { words: "pour quelqu'un d'autre", kind: 'collected' },
  { words: "pour quelqu'un", kind: 'collected' },
  { words: 'pour quelqu un', kind: 'collected' },
  { words: 'for somebody else', kind: 'collected' },
  { words: 'for someone else', kind: 'collected' },
  { words: 'for someone', kind: 'collected' },
];

/** Names of the languages that people write. */
export const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  'fr-simple': [
    'fr-simple',
    'francais simple',
    'facile',
    'falc',
    'francais facile',
    'simple',
    'plain french',
    'facile a lire',
  ],
  fr: ['fr', 'francais', 'french'],
  en: ['en', 'anglais', 'english'],
};
