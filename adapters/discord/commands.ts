/** PURE: the commands that Discord shows. */

const CHAT = 1;
const ON_MESSAGE = 3;
const SUB_COMMAND = 1;
const TEXT = 3;
/** In servers, and in direct messages with the bot. */
const EVERYWHERE = [0, 1];
const INSTALLED_IN_SERVERS = [0];

interface Names {
  readonly name: string;
  readonly en: string;
}

function named({ name, en }: Names, description: string, enDescription: string) {
  return {
    name,
    name_localizations: { 'en-GB': en, 'en-US': en, fr: name },
    description,
    description_localizations: { 'en-GB': enDescription, 'en-US': enDescription, fr: description },
  };
}

/** The words that say the same in a message: « ou-en-suis-je » → « ou en suis je ». */
const SUBS = [
  named({ name: 'aide', en: 'help' }, 'Ce que vous pouvez dire ici', 'What you can say here'),
  named({ name: 'ou-en-suis-je', en: 'where-am-i' }, 'Où vous en êtes', 'Where you stand'),
  named({ name: 'reprendre', en: 'resume' }, 'Reprend là où vous en étiez', 'Goes on where you were'),
  named({ name: 'revoir', en: 'review' }, 'Montre vos réponses', 'Shows your answers'),
  named({ name: 'pause', en: 'pause' }, 'Garde tout pour plus tard', 'Keeps everything for later'),
  named({ name: 'envoyer', en: 'submit' }, 'Envoie votre contribution', 'Sends your contribution'),
  named(
    { name: 'mes-contributions', en: 'my-contributions' },
    'Vos brouillons et contributions',
    'Your drafts and contributions',
  ),
  named(
    { name: 'mes-donnees', en: 'my-data' },
    'Voir, corriger ou effacer vos données',
    'See, correct or erase your data',
  ),
  named({ name: 'rappels', en: 'reminders' }, 'Choisir si je peux vous relancer', 'Choose whether I may remind you'),
] as const;

const WITH_TEXT = [
  {
    ...named({ name: 'langue', en: 'language' }, 'Change de langue', 'Changes the language'),
    option: named({ name: 'langue', en: 'language' }, 'fr, fr-simple, en', 'fr, fr-simple, en'),
    required: false,
  },
  {
    ...named({ name: 'lier', en: 'link' }, 'Lie un autre de vos comptes', 'Links another account of yours'),
    option: named(
      { name: 'code', en: 'code' },
      'Code donné par votre autre compte',
      'Code given by your other account',
    ),
    required: false,
  },
  {
    ...named(
      { name: 'rejoindre', en: 'join' },
      'Fait entrer ce serveur dans un réseau',
      'Makes this server join a network',
    ),
    option: named({ name: 'code', en: 'code' }, "Code d'invitation du réseau", 'Invitation code of the network'),
    required: true,
  },
] as const;

const common = { contexts: EVERYWHERE, integration_types: INSTALLED_IN_SERVERS };

export const COMMANDS = [
  {
    type: CHAT,
    ...named(
      { name: 'contribuer', en: 'contribute' },
      'Donner votre avis, en message privé',
      'Have your say, in a direct message',
    ),
    ...common,
    options: [
      {
        type: TEXT,
        ...named({ name: 'thème', en: 'topic' }, 'Le thème, par son numéro ou son nom', 'The topic, by number or name'),
        autocomplete: true,
        required: false,
      },
      {
        type: TEXT,
        ...named({ name: 'pour', en: 'for' }, 'En quel nom', 'On whose behalf'),
        required: false,
        choices: [
          {
            name: 'mon organisation',
            name_localizations: { 'en-GB': 'my organisation', 'en-US': 'my organization' },
            value: 'pour mon organisation',
          },
          {
            name: "quelqu'un d'autre",
            name_localizations: { 'en-GB': 'somebody else', 'en-US': 'somebody else' },
            value: "pour quelqu'un",
          },
        ],
      },
    ],
  },
  {
    type: CHAT,
    ...named(
      { name: 'tourdetable', en: 'roundtable' },
      'Aide, reprise, relecture, données, langue',
      'Help, resuming, review, data, language',
    ),
    ...common,
    options: [
      ...SUBS.map(sub => ({ type: SUB_COMMAND, ...sub })),
      ...WITH_TEXT.map(({ option, required, ...sub }) => ({
        type: SUB_COMMAND,
        ...sub,
        options: [{ type: TEXT, ...option, required }],
      })),
    ],
  },
  {
    type: ON_MESSAGE,
    name: 'Contribuer avec ce message',
    name_localizations: {
      'en-GB': 'Contribute with this message',
      'en-US': 'Contribute with this message',
      fr: 'Contribuer avec ce message',
    },
    ...common,
  },
];
