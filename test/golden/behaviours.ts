/** Every behaviour that the conversation promises. A transcript shows one by naming it on its « # montre: » line. */

/** By family; each behaviour has a name that never changes and a sentence. */
export const BEHAVIOURS = {
  Arrivée: {
    accueil: "dit que c'est un robot, qui demande, pourquoi, combien de temps",
    'en-savoir-plus': "dit de quoi il s'agit avant de commencer",
    notice:
      'montre la notice avant la première réponse : qui, quoi, publié, lu par qui, combien de temps, droits, limites',
    'notice-complete': 'donne le texte complet de la notice à la demande',
    'notice-refus': "laisse s'arrêter là, sans rien garder de plus, et revenir plus tard",
    'notice-une-fois': 'ne remontre pas la notice à la contribution suivante',
    'sans-nom': 'présente sans le nom, par défaut',
    'mon-organisation': "demande l'organisation à qui veut la montrer",
    'mon-nom': 'montre le nom à qui le veut',
    'contribuer-direct': "« contribuer 4 » va droit à la question 1 du thème 4 : rien d'autre que la notice avant",
    themes: 'propose les thèmes',
    'etat-des-themes': "dit l'état de chaque thème : pas commencé, brouillon, envoyé, fermé",
    'nouveau-bonjour': 'salue à nouveau sans faire perdre le fil',
  },
  Profil: {
    'profil-apres': 'deux questions de profil juste après la première réponse, une seule fois',
    'profil-passe': 'les deux se passent',
    'profil-autre': 'demande des mots à qui répond « Autre »',
    'territoire-nom': 'trouve un territoire par son nom, sans accents et avec une faute',
    'territoire-code': 'trouve un département par son numéro, plutôt que la région de même code',
    'territoire-homonymes': 'distingue les homonymes',
    'territoire-inconnu': 'dit comment faire quand un territoire ne se trouve pas',
    'territoire-plusieurs': 'accepte plusieurs territoires, ou tout le pays',
  },
  Questions: {
    progression: '« question 3 sur 7 » en toutes lettres, une question par message',
    'choix-numero': 'choisit par un numéro',
    'choix-lettre': 'choisit par une lettre',
    'choix-mot': "choisit par un mot ou le début d'un libellé",
    'choix-clic': 'choisit par un bouton',
    'choix-plusieurs': '« 1, 3 et 5 » en choisit plusieurs',
    'choix-trop': 'refuse plus de choix que permis, avec une phrase',
    'choix-exclusif': 'ne mêle pas un choix exclusif aux autres',
    'choix-autre': '« Autre (précisez) » demande quelques mots',
    'choix-repris': 'propose à une question les choix faits à une autre',
    'choix-incompris': "aide qui écrit autre chose qu'un choix",
    nombre: 'comprend « une dizaine », « environ 12 », « 1 250,5 »',
    'nombre-refuse': "refuse poliment ce qui n'est pas un nombre, avec un exemple",
    echelle: 'une échelle se répond par un nombre',
    date: 'comprend une date en français',
    'lien-ou-fichier': 'prend un lien ou un fichier',
    'message-vocal': 'garde un message vocal comme réponse, dit aussitôt qui le transcrira, et continue',
    'message-vocal-question-fermee': 'à une question à choix, demande de choisir plutôt que de parler',
    'plusieurs-champs': 'demande champ par champ une réponse à plusieurs champs',
    condition: 'ne pose pas une question sans objet après les réponses données',
    'territoire-dans-question': 'dit le territoire de la personne dans une question',
    'ne-sait-pas': '« je ne sais pas » vaut partout et se garde à part',
    passer: '« passer » vaut partout et se garde à part',
    relance: 'relance une fois une réponse courte',
    'relance-tiree': 'pose une question de précision tirée de la réponse par un programme, qui le dit et se passe',
    'partie-offerte': 'offre la partie facultative, qui se refuse',
    'partie-acceptee': 'mène la partie facultative à son terme',
  },
  Rafales: {
    rafale: 'plusieurs messages font une seule réponse, et il le dit',
    'rafale-c-est-tout': "« c'est tout » ferme la réponse aussitôt",
    'rafale-commande': 'une commande ferme la réponse aussitôt',
    'rafale-frappe': 'laisse ouvert tant que la personne écrit',
    'rafale-bornee': "finit par se fermer, quoi qu'il arrive",
    suite: '« suite » rouvre la dernière réponse',
    'message-tardif': 'un message arrivé en retard va à la réponse de son moment',
    'rafale-supprimee': 'un message supprimé parmi trois retire sa part',
    'rafale-modifiee': 'un message modifié avant la fermeture change ce qui est réuni',
  },
  Corrections: {
    'message-modifie': 'modifier un message corrige la réponse, dit dans un nouveau message',
    'message-supprime': 'supprimer un message retire la réponse, dit dans un nouveau message',
    'message-cite': 'citer une question passée corrige sa réponse',
    retour: '« retour » revient à la question précédente',
    'modifier-n': '« modifier 3 » revient à la question 3',
    'modifie-apres-envoi': "un ancien message modifié après l'envoi est demandé d'abord",
    'ancien-bouton': 'un bouton ancien est compris comme tel',
  },
  Navigation: {
    aide: "dit ce que l'on peut écrire",
    'ou-en-suis-je': 'dit où en est la personne',
    fautes: 'comprend une commande avec une faute',
    'mot-ambigu': 'un mot seul qui pourrait être une réponse est demandé, pas obéi',
    'mot-dans-reponse': 'un mot de commande dans une longue réponse est une réponse',
    pause: '« pause » garde tout',
    reprendre: '« reprendre » revient où on en était, avec un rappel',
    'pause-silence': 'se met en pause de lui-même après un long silence, sans un mot, et revient où on en était',
    annuler: '« annuler » demande confirmation',
    'annuler-non': 'et se refuse',
    langue: 'change de langue à tout moment',
    incompris: "n'est jamais une impasse",
    stop: '« stop » arrête les messages',
  },
  Envoi: {
    revoir: "relit tout avant l'envoi, et dit ce qui a été passé",
    'revoir-corriger': 'corrige depuis la relecture',
    'revoir-presentation': 'change de présentation depuis la relecture',
    'garder-brouillon': 'garde en brouillon',
    licence: "dit la licence et la présentation au moment d'envoyer",
    recu: 'donne une référence publique et dit la suite',
    nouvelles: "demande si l'on veut des nouvelles ; oui",
    'nouvelles-non': 'ou non',
    'mes-contributions': 'liste brouillons et contributions',
    'nouvelle-version': "corrige après l'envoi : une nouvelle version, la même référence",
    retirer: 'retire une contribution, après confirmation',
    'plusieurs-brouillons': 'plusieurs brouillons de thèmes différents côte à côte',
    'theme-ferme': "dit qu'un thème est fermé, ce que devient le brouillon, ce qui reste ouvert",
    'rafale-a-la-fermeture': 'une réponse commencée avant la fermeture compte',
  },
  'Au nom de plusieurs': {
    organisation: 'contribue pour une organisation, avec son mandat',
    'pas-encore-valide': 'ou « pas encore validé »',
    recueillie: "recueille la parole d'une personne sans compte, la notice ayant été dite",
    coauteurs: 'nomme des coauteurs',
  },
  'Données personnelles': {
    'mes-donnees': 'dit ce qui est gardé et en donne une copie',
    effacer: "efface tout après confirmation, en disant d'abord ce que cela n'atteint pas",
    'effacer-non': 'et se refuse',
    rappels: 'les rappels se choisissent et se reprennent',
    'changer-presentation': 'la présentation se change',
    lier: 'deux comptes deviennent une personne, par un code confirmé des deux côtés',
    'lier-refus': 'une liaison se refuse, un code inconnu se dit',
    delier: 'un compte se délie',
  },
  Limites: {
    'trop-long': "refuse un message trop long d'une phrase ; le brouillon reste",
    'trop-vite': 'dit une fois à qui écrit trop vite',
    redite: 'un événement remis deux fois compte une fois',
    'texte-hostile': "ce que les gens écrivent n'est jamais du balisage",
    'message-vocal-trop-long': 'refuse un message vocal trop long, et dit quoi faire',
    'fichier-refuse': "refuse un fichier qui n'en est pas un de permis, d'une phrase",
  },
  Équipe: {
    'equipe-roles': "donne, retire et liste les rôles, chacun avec l'aide de ce qu'il permet",
    'equipe-refus': "refuse poliment à qui n'a pas le rôle, et rien ne change",
    'equipe-reponse': "demande si un mot d'équipe écrit à une question est la réponse",
    calendrier: 'dit quels thèmes sont ouverts, en ouvre, en ferme et en prolonge',
    papiers: "refuse d'ouvrir tant que des papiers manquent, et dit lesquels",
    annonces: 'annonce un thème dans les salons choisis, puis à son heure, une fois',
    'theme-ferme-equipe': "garde le brouillon de qui répond quand l'équipe ferme le thème, et le rouvre",
    'relance-apercu': 'montre une relance avant de la lancer : combien de personnes, quand, avec quels mots',
    'relance-recue': 'rappelle un brouillon, sans interrompre ; reprendre, plus tard, ne plus recevoir',
    'relance-resultats': 'dit ce que la relance a donné',
    suivi: "donne les chiffres : personnes, contributions, textes, où l'on s'arrête, ce qui n'est pas couvert",
    'suivi-cache': "cache les petits nombres à qui n'est pas de l'équipe",
    'equipe-journal': "montre ce qui a été fait, par qui, quand, d'où",
    'transcription-corrigee': "montre à son auteur ce qui a été transcrit ; ses propres mots l'emportent",
    transcription:
      "montre à l'équipe les messages vocaux à transcrire, sans nom, et garde ce qu'elle en écrit ; qui arrive second est prévenu",
    'equipe-syntheses':
      "fait une synthèse, la donne, la corrige, y répond, l'approuve et la publie ; n'approuve rien qui reste à vérifier",
    'equipe-fiches': "fait une fiche action de contributions, la corrige ligne à ligne, l'approuve et la publie",
    'nouvelles-de-la-suite': 'dit à qui veut des nouvelles si sa contribution est citée dans la synthèse publiée',
  },
  Langues: {
    anglais: 'parle anglais',
    'francais-simple': 'parle français simple',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Every name. */
export const BEHAVIOUR_NAMES: readonly string[] = Object.values(BEHAVIOURS).flatMap(family => Object.keys(family));

/** The table: each behaviour and the transcripts that show it. */
export function writeTable(shown: ReadonlyMap<string, readonly string[]>): string {
  const parts = Object.entries(BEHAVIOURS).map(([family, behaviours]) => {
    const rows = Object.entries(behaviours).map(([name, sentence]) => {
      const files = (shown.get(name) ?? []).map(file => `[${file.replace(/\.txt$/u, '')}](${file})`).join(', ');
      return `| \`${name}\` | ${sentence} | ${files} |`;
    });
    return `## ${family}\n\n| | il | où le voir |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return [
    '# Ce que fait le robot, et où le voir',
    '',
    'Chaque ligne est une promesse de la conversation ; la dernière colonne mène aux transcriptions qui la montrent.',
    'Cette page est écrite par `UPDATE_GOLDEN=1 npx vitest run --project golden`, à partir de `behaviours.ts` et des',
    "lignes `# montre:` des transcriptions. Un essai échoue si une promesse n'est montrée nulle part.",
    '',
    parts.join('\n'),
  ].join('\n');
}
