/** The words of each command, folded (lower case, no accents), French and English. */
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
  | 'profile'
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
  | 'workshops'
  | 'workshopIdeas'
  | 'workshopName'
  | 'keep';

export interface Command {
  readonly name: CommandName;
  /** What may follow the words: the rank of a theme or a question, a language, a link's code. */
  readonly takes: 'nothing' | 'number' | 'language' | 'code';
  /** Words that we teach, and that say nothing else: they are obeyed wherever they come alone. */
  readonly taught: readonly string[];
  /** Words understood too. Alone at a question answered freely, they could be the answer: that is asked about. */
  readonly words: readonly string[];
}

const command = (
  name: CommandName,
  taught: readonly string[],
  words: readonly string[] = [],
  takes: Command['takes'] = 'nothing',
): Command => ({ name, takes, taught, words });

export const COMMANDS: readonly Command[] = [
  command(
    'contribute',
    ['contribuer', 'contribute', 'je veux contribuer', 'nouvelle contribution'],
    [
      'participer',
      'je participe',
      'je veux participer',
      'take part',
      'contribuer a',
      'contribuer au',
      'theme',
      'le theme',
      'axe',
      'topic',
    ],
    'number',
  ),
  command(
    'themes',
    ['themes', 'axes', 'topics', 'liste des themes', 'changer de theme'],
    ['theme', 'les themes', 'les axes', 'menu', 'autre theme', 'un autre theme'],
  ),
  command(
    'help',
    ['aide', 'help', 'aidez-moi', 'aidez moi', 'aide-moi', 'aide moi', 'help me'],
    ['au secours', 'je suis perdu', 'je suis perdue', 'comment faire', 'commandes', 'comment ca marche'],
  ),
  command(
    'skip',
    ['passer', 'skip', 'question suivante', 'next question'],
    ['je passe', 'passe', 'on passe', 'sauter', 'next', 'suivant', 'suivante', 'pass'],
  ),
  command(
    'back',
    ['retour', 'back', 'question precedente', 'previous question', 'go back'],
    ['precedent', 'precedente', 'revenir', 'revenir en arriere', 'previous'],
  ),
  command(
    'review',
    ['revoir', 'review', 'voir mes reponses', 'revoir mes reponses', 'relire mes reponses'],
    ['relire', 'mes reponses', 'recapitulatif', 'recap', 'my answers'],
  ),
  command(
    'modify',
    ['modifier', 'modify', 'corriger'],
    [
      'changer',
      'edit',
      'change',
      'modifier la reponse',
      'modifier ma reponse',
      'correct',
      'change answer',
      'edit answer',
      'changer la reponse',
      'question',
      'la question',
      'revenir a la question',
      'retour a la question',
    ],
    'number',
  ),
  command(
    'pause',
    ['pause', 'faire une pause', 'take a break'],
    ['plus tard', 'a plus tard', 'je reviens', 'later', 'brb', 'save', 'enregistrer', 'sauvegarder'],
  ),
  command(
    'resume',
    ['reprendre', 'resume', 'je reprends', 'on reprend'],
    ['continuer', 'continue', 'je continue', 'go on'],
  ),
  command(
    'submit',
    ['envoyer', 'submit', 'send'],
    ["j'envoie", 'terminer', "j'ai fini", "j'ai termine", 'valider', 'finish', "j'ai tout dit"],
  ),
  command('cancel', ['annuler', 'cancel', 'supprimer le brouillon'], ['abandonner', 'tout annuler']),
  command('language', ['langue', 'language', 'changer de langue', 'change language'], ['lang'], 'language'),
  command(
    'contributions',
    ['mes contributions', 'my contributions', 'mes brouillons', 'my drafts'],
    ['contributions', 'ma contribution', 'mon brouillon'],
  ),
  command(
    'myData',
    ['mes donnees', 'my data', 'mes donnees personnelles'],
    ['donnees personnelles', 'rgpd', 'gdpr', 'mes droits'],
  ),
  command('profile', ['mon profil', 'my profile', 'modifier mon profil'], ['mon territoire', 'my territory', 'profil']),
  command('erase', [
    'effacer mes donnees',
    'erase my data',
    'supprimer mes donnees',
    'delete my data',
    'effacer toutes mes donnees',
    'supprimer toutes mes donnees',
  ]),
  command('reminders', ['rappels', 'mes rappels', 'reminders', 'my reminders'], ['rappel', 'reminder']),
  command('news', ['nouvelles', 'avoir des nouvelles', 'news'], ['la suite', 'suivi']),
  command(
    'link',
    ['lier mon compte', 'link my account', 'lier un compte', 'lier mes comptes', 'link my accounts'],
    ['lier', 'link'],
    'code',
  ),
  command('unlink', ['delier mon compte', 'unlink my account', 'delier mes comptes'], ['delier', 'unlink']),
  command(
    'status',
    ['ou en suis-je', 'ou en suis je', "ou j'en suis", 'ou en etais-je', 'ou en etais je', 'where am i'],
    ['status', 'statut', 'ou en est-on', 'ou on en est'],
  ),
  command(
    'stop',
    ['stop', "ne plus m'ecrire", "ne m'ecrivez plus", 'unsubscribe'],
    ['arreter', 'arretez', "je m'arrete la", 'fin', 'quitter', 'quit', 'exit'],
  ),
  command('more', ['suite', 'more'], ['ajouter', 'add', 'completer', "j'ajoute"]),
  command(
    'done',
    ["c'est tout", "that's all"],
    ['voila', 'thats all', 'done', 'c tout', 'cest tout', 'fini', "c'est bon", "c'est fini"],
  ),
  command(
    'presentation',
    ['ma presentation', 'changer ma presentation'],
    ['presentation', 'mon nom', 'my name', 'how i appear', 'change how i appear'],
  ),
  command(
    'coAuthors',
    ['coauteurs', 'co-auteurs', 'co-authors', 'coauthors'],
    ['coauteur', 'co-auteur', 'coautrices', 'co-autrices', 'cosignataires'],
  ),
  command(
    'notice',
    ['texte complet', 'full text'],
    ['notice', 'confidentialite', 'privacy', 'vie privee', 'mentions legales'],
  ),
  command(
    'hello',
    ['bonjour', 'bonsoir', 'salut', 'hello', 'coucou'],
    ['hi', 'hey', 'start', 'demarrer', 'commencer', 'bjr', 'slt'],
  ),
  command('workshops', ['mes ateliers', 'my workshops'], ['mon atelier', 'ateliers']),
  command('workshopIdeas', ['retirer mes idees', 'remove my ideas'], ['retirer toutes mes idees']),
  command('workshopName', ['retirer mon nom', 'remove my name'], []),
  command('keep', ['garder', 'keep'], ['ne rien changer', 'laisser']),
];

/**
 * What counts where others read too: one is answered in the direct conversation. Words that people say to each other
 * (« bonjour », « suite », « stop ») are not among them.
 */
export const SAID_IN_PUBLIC: ReadonlySet<CommandName> = new Set<CommandName>([
  'contribute',
  'help',
  'resume',
  'contributions',
  'myData',
  'erase',
  'language',
  'link',
  'unlink',
  'status',
]);

/** What may follow « contribuer 4 » to say for whom; longest first. */
export const KINDS: readonly { readonly words: string; readonly kind: ContributionKind }[] = [
  { words: 'au nom de mon organisation', kind: 'organisation' },
  { words: 'au nom de mon association', kind: 'organisation' },
  { words: 'au nom de ma collectivite', kind: 'organisation' },
  { words: 'pour mon organisation', kind: 'organisation' },
  { words: 'pour mon association', kind: 'organisation' },
  { words: 'pour ma collectivite', kind: 'organisation' },
  { words: 'on behalf of my organisation', kind: 'organisation' },
  { words: 'on behalf of my organization', kind: 'organisation' },
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
    'easy french',
    'facile a lire',
    'facile a lire et a comprendre',
  ],
  fr: ['fr', 'francais', 'french'],
  en: ['en', 'anglais', 'english'],
};
