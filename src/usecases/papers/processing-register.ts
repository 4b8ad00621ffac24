/**
 * The register of processing (RGPD, article 30) as the consultation says it, and a template of the impact assessment (AIPD,
 * article 35; the CNIL's four parts). What only the organiser knows is « À COMPLÉTER »: it is theirs to answer for.
 */
import type { Consultation } from '#consultation/definition.ts';
import type { Block, Document } from '#documents/document.ts';
import { AUDIO_DAYS } from '../retention/due.ts';

const TO_FILL = 'À COMPLÉTER';

/** What the installation adds to what the consultation says. */
export interface Installation {
  /** Names of the platforms served. */
  readonly platforms: readonly string[];
  /** « SQLite, sur cette machine », « PostgreSQL ». */
  readonly storage: string;
  /** The model that texts are sent to; null for none. */
  readonly model: string | null;
  /** The service that voice messages may be sent to; null for none. */
  readonly transcription: string | null;
  /** ISO day. */
  readonly day: string;
}

function say(text: Readonly<Record<string, string>>, { defaultLanguage: lang }: Consultation): string {
  return text[lang] ?? Object.values(text)[0] ?? TO_FILL;
}

const heading = (text: string, id: string): Block => ({ kind: 'heading', level: 2, text, id });
const paragraph = (line: string): Block => ({ kind: 'paragraph', line });

const KEPT: readonly (readonly [string, string, string])[] = [
  [
    'Compte',
    'plateforme, espace, identifiant, nom affiché',
    'pour répondre, et relier les réponses d’une même personne',
  ],
  ['Profil', 'type d’acteur, territoire, organisation', 'pour savoir qui s’exprime ; facultatif'],
  ['Réponses', 'textes écrits et valeurs codées, fichiers joints', 'l’objet de la consultation'],
  [
    'Messages vocaux',
    'le son, sans lieu, date ni appareil ; puis le texte, et qui l’a transcrit (l’équipe, ou un service)',
    'pour répondre en parlant ; l’auteur relit, valide ou corrige',
  ],
  ['Choix', 'présentation, rappels, nouvelles, notice montrée et lue', 'pour prouver et respecter les choix'],
  ['Messages à envoyer', 'jusqu’à leur envoi', 'pour qu’aucun ne se perde'],
  ['Modération', 'ce que les règles ont vu, la décision, son motif', 'pour publier sans nuire'],
  ['Journal de l’équipe', 'qui a fait quoi, sur quelle référence', 'pour rendre compte ; aucun texte de contribution'],
];

export function processingRegister(consultation: Consultation, installation: Installation): Document {
  const { notice, opening } = consultation;
  const { platforms, storage, model, day } = installation;
  const transcription = consultation.transcriptionByService ? installation.transcription : null;
  const audioDays = consultation.retention?.audioDays ?? AUDIO_DAYS;
  const facts: readonly (readonly [string, string])[] = [
    ['Nom du traitement', say(consultation.title, consultation)],
    ['Responsable du traitement', say(notice.controller, consultation)],
    ['Contact et délégué à la protection des données', notice.contact],
    ['Base légale', say(notice.legalBasis, consultation)],
    ['Finalités', say(notice.purposes, consultation)],
    ['Personnes concernées', `Personnes qui répondent (${notice.minimumAge} ans et plus), personnes citées, équipe`],
    ['Destinataires', say(notice.recipients, consultation)],
    ['Messageries', platforms.length === 0 ? `aucune configurée (${TO_FILL})` : platforms.join(', ')],
    ['Modèle d’intelligence artificielle', model ?? 'aucun'],
    ['Service de transcription', transcription ?? 'aucun : l’équipe transcrit'],
    [
      'Transferts hors de l’Union européenne',
      `${TO_FILL} : selon la messagerie${model === null ? '' : ', le modèle'}${transcription === null ? '' : ', le service de transcription'}`,
    ],
    ['Durées', say(notice.retention, consultation)],
    [
      'Enregistrements des messages vocaux',
      `effacés quand l’auteur valide le texte, sinon ${audioDays} jours après la transcription ; aussitôt s’ils sont retirés`,
    ],
    ['Brouillons gardés jusqu’au', consultation.draftsKeptUntilDay ?? TO_FILL],
    ['Ouverture et fermeture', `${opening.opens ?? 'dès maintenant'} – ${opening.closes ?? TO_FILL}`],
    ['Licence des données publiées', `${say(consultation.licence.name, consultation)}, ${consultation.licence.url}`],
    ['Stockage', storage],
  ];
  return {
    lang: 'fr',
    title: 'Registre des activités de traitement',
    subtitle: `Fait le ${day} à partir de la configuration. À relire par la personne chargée de la protection des données.`,
    contents: false,
    blocks: [
      { kind: 'table', caption: 'Le traitement', columns: ['Rubrique', 'Contenu'], rows: facts.map(row => [...row]) },
      heading('Données', 'donnees'),
      {
        kind: 'table',
        caption: 'Ce qui est gardé, et pourquoi',
        columns: ['Données', 'Détail', 'Pourquoi'],
        rows: KEPT.map(row => [...row]),
      },
      heading('Droits', 'droits'),
      { kind: 'list', ordered: false, items: RIGHTS },
      heading('Ce qu’un effacement ne peut pas atteindre', 'limites'),
      { kind: 'list', ordered: false, items: NOT_REACHED },
      heading('Sécurité', 'securite'),
      { kind: 'list', ordered: false, items: SECURITY },
    ],
  };
}

const RIGHTS = [
  'Accès et portabilité : « mes données » donne tout ce qui est gardé, en JSON.',
  'Rectification : modifier un message, « modifier 3 », ou une nouvelle version après l’envoi.',
  'Effacement : « effacer mes données » ; effectif aussitôt, et refait après toute restauration.',
  'Opposition : « ne plus m’écrire », retrait d’une contribution, choix de présentation.',
  'Réclamation : auprès de la CNIL.',
];

const NOT_REACHED = [
  'les messages dans la messagerie elle-même, vocaux compris, et ce que l’équipe en a reçu pour l’écouter ;',
  'les copies déjà publiées ou téléchargées par d’autres ;',
  'les sauvegardes, jusqu’à la fin de leur durée (elles ne servent à rien d’autre) ;',
  'un numéro interne, sans nom ni texte, qui empêche que la personne revienne par erreur.',
];

const SECURITY = [
  'Base et fichiers lisibles du seul compte de service ; jetons chiffrés (AES-256-GCM).',
  'Journaux sans texte ni jeton ; actes de l’équipe dans un journal que rien n’efface.',
  'Textes affichés sans pouvoir notifier, ni sortir de la mise en forme, ni être calculés par un tableur.',
  'Sauvegardes vérifiées ; effacements rejoués.',
];

/** The impact assessment's skeleton, filled with what is known. */
export function impactAssessment(consultation: Consultation, installation: Installation): Document {
  const risk = (name: string, source: string, measure: string): readonly string[] => [
    name,
    source,
    measure,
    TO_FILL,
    TO_FILL,
  ];
  return {
    lang: 'fr',
    title: 'Analyse d’impact relative à la protection des données (modèle)',
    subtitle: `${say(consultation.title, consultation)}, ${installation.day}`,
    contents: true,
    blocks: [
      {
        kind: 'note',
        lines: [
          'Modèle selon les quatre parties de la CNIL. Ce qui est marqué « À COMPLÉTER » ne peut l’être que par l’organisateur.',
        ],
      },
      heading('1. Contexte', 'contexte'),
      paragraph(
        `Responsable : ${say(consultation.notice.controller, consultation)}. Finalités : ${say(consultation.notice.purposes, consultation)}.`,
      ),
      paragraph(
        `Le registre (« tdt rgpd registre ») décrit les données, les destinataires et les durées. Nombre de personnes attendues : ${TO_FILL}.`,
      ),
      heading('2. Principes fondamentaux', 'principes'),
      {
        kind: 'table',
        caption: 'Proportionnalité et nécessité',
        columns: ['Principe', 'Ce qui est fait', 'Avis'],
        rows: [
          ['Base légale', say(consultation.notice.legalBasis, consultation), TO_FILL],
          ['Minimisation', 'Deux questions de profil, facultatives ; « ne nommez personne d’autre »', TO_FILL],
          ['Exactitude', 'Correction à tout moment, versions gardées', TO_FILL],
          ['Durées', say(consultation.notice.retention, consultation), TO_FILL],
          ['Information', 'Notice montrée avant la première réponse, fait enregistré', TO_FILL],
          ['Droits', 'Par la conversation, sans délai', TO_FILL],
        ],
      },
      heading('3. Risques', 'risques'),
      {
        kind: 'table',
        caption: 'Risques, mesures, et ce qu’il en reste',
        columns: ['Risque', 'D’où il vient', 'Mesures', 'Gravité', 'Vraisemblance'],
        rows: [
          risk(
            'Accès illégitime',
            'disque volé, administrateur d’un espace, machine compromise',
            'droits du fichier, jetons chiffrés, journaux sans texte ; chiffrement du disque à la charge de l’exploitant',
          ),
          risk(
            'Modification non désirée',
            'faux messages, compte usurpé',
            'signatures des messageries, versions gardées, liaison de comptes confirmée des deux côtés',
          ),
          risk('Disparition', 'panne, disque plein', 'enregistrement avant accusé, sauvegardes vérifiées'),
          risk(
            'Personne reconnue dans un texte publié',
            'informations personnelles écrites par l’auteur ou par un tiers',
            'règles de détection, modération, expurgation, droit de contester',
          ),
          risk(
            'Personne reconnue à sa voix',
            'message vocal écouté par l’équipe, ou confié à un service de transcription',
            'écouté en privé par la modération, file sans nom, chaque écoute au journal, son effacé après validation ; service seulement si la consultation le permet',
          ),
          risk(
            'Données sensibles non demandées',
            'santé, opinions, détresse',
            'modération, numéros d’urgence, consigne dans la notice',
          ),
        ],
      },
      heading('4. Validation', 'validation'),
      paragraph(
        `Avis de la personne chargée de la protection des données : ${TO_FILL}. Avis des personnes concernées : ${TO_FILL}. Décision : ${TO_FILL}.`,
      ),
    ],
  };
}
