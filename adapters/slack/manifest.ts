/** PURE: the description of the app that Slack's pages take (« From a manifest »), with the least rights. */
import { REDIRECT_PATH } from './config.ts';

export interface ManifestOptions {
  /** Where Slack posts to (`https://consultation.example.fr`); null for Socket Mode. */
  readonly url: string | null;
  /** Where the install page is, for an app that many workspaces install; null for one that serves its own workspace. */
  readonly install: string | null;
}

/** Bot scopes, each with what would not work without it. */
export const BOT_SCOPES: Readonly<Record<string, string>> = {
  'app_mentions:read': 'être appelé par son nom dans un salon',
  'channels:history': "lire le fil d'un atelier dans un salon ; rien d'autre n'y est gardé",
  'groups:history': 'le même, dans un salon privé',
  'reactions:read': 'rejoindre un atelier et voter par une réaction',
  'chat:write': 'répondre',
  commands: '/contribuer, /tourdetable et les raccourcis',
  'files:read': 'recevoir un fichier en réponse',
  'files:write': 'envoyer « mes données »',
  'im:history': "lire les messages directs, et retrouver un message dont l'envoi est incertain",
  'im:write': 'écrire le premier un message direct',
  'usergroups:read': "donner un rôle de l'équipe à un groupe d'utilisateurs",
  'users:read': 'connaître le nom affiché et la langue',
};

/** The events that the app subscribes to. */
export const BOT_EVENTS: readonly string[] = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'message.channels',
  'message.groups',
  'message.im',
  'reaction_added',
  'reaction_removed',
  'tokens_revoked',
];

/** The path on which every request of Slack comes in. */
export const REQUEST_PATH = '/slack/events';

/** The manifest, in the second version of its format. */
export function slackManifest({ url, install }: ManifestOptions): Readonly<Record<string, unknown>> {
  const requestUrl = url === null ? {} : { request_url: new URL(REQUEST_PATH, url).href };
  const at = url === null ? {} : { url: new URL(REQUEST_PATH, url).href };
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Tour de table',
      description: 'Répondre à une consultation publique là où vous parlez déjà.',
      long_description: `${LONG}\n\n${LONG_2}`,
      background_color: '#1b4965',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'tour-de-table', always_online: true },
      shortcuts: [
        { type: 'global', name: 'Contribuer', callback_id: 'contribuer', description: 'Répondre à la consultation' },
        {
          type: 'message',
          // Slack takes 24 characters.
          name: 'Contribuer avec ceci',
          callback_id: 'contribuer',
          description: 'Répondre à la consultation à partir de ce message',
        },
      ],
      slash_commands: [
        {
          command: '/contribuer',
          description: 'Répondre à la consultation',
          usage_hint: '[thème]',
          should_escape: true,
          ...at,
        },
        { command: '/tourdetable', description: 'Tout le reste', usage_hint: 'aide', should_escape: true, ...at },
      ],
    },
    oauth_config: {
      ...(install === null ? {} : { redirect_urls: [new URL(REDIRECT_PATH, install).href] }),
      scopes: { bot: Object.keys(BOT_SCOPES) },
    },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: [...BOT_EVENTS] },
      interactivity: { is_enabled: true, ...requestUrl },
      // A whole organisation (Enterprise Grid) installs it by the same page.
      org_deploy_enabled: install !== null,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
  };
}

const LONG =
  'Tour de table apporte une consultation publique dans la messagerie où un réseau se parle déjà. Le robot pose les questions une à une, en message direct ; on répond avec ses mots, par des boutons ou dans un formulaire, en plusieurs fois si on veut.';
const LONG_2 =
  "Avant la première question, une notice dit qui consulte, pourquoi, qui lira les réponses et combien de temps elles sont gardées. Chacun peut relire, corriger, retirer et effacer ce qu'il a écrit.";
