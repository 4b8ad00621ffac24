/** The page by which anybody lets the app into a workspace of theirs, and what is said once it is. */
import type { ServerResponse } from 'node:http';
import type { AdapterHost } from '#messaging/index.ts';
import type { CodedError, InstallPage, SlackInstallation } from './client.ts';
import { INSTALL_PATH, type ManyWorkspaces, REDIRECT_PATH } from './config.ts';
import { installationOf } from './installation.ts';
import { LIMITS } from './limits.ts';
import { BOT_SCOPES } from './manifest.ts';

/** `onInstalled`: after it is kept. */
export function createInstallPage(
  access: ManyWorkspaces,
  host: Pick<AdapterHost, 'installations' | 'log' | 'now'>,
  onInstalled: (workspace: string) => void,
): InstallPage {
  async function keep(given: SlackInstallation): Promise<void> {
    const installation = installationOf(given, host.now());
    if (installation === null) throw new Error('no bot in this installation');
    await host.installations.save('slack', installation);
    const { workspace, organisation } = installation;
    host.log('info', 'slack_installed', { workspace, ...(organisation === null ? {} : { organisation }) });
    onInstalled(workspace);
  }

  return {
    options: {
      clientId: access.clientId,
      clientSecret: access.clientSecret,
      stateSecret: access.stateSecret,
      redirectUri: `${access.publicUrl}${REDIRECT_PATH}`,
      scopes: Object.keys(BOT_SCOPES),
      // What is read of it goes through our own store.
      installationStore: { storeInstallation: keep, fetchInstallation: () => Promise.reject(new Error('unused')) },
    },
    installerOptions: {
      installPath: INSTALL_PATH,
      redirectUriPath: REDIRECT_PATH,
      stateCookieExpirationSeconds: LIMITS.installSeconds,
      renderHtmlForInstallPath: address => page('Installer Tour de table dans votre espace Slack', INVITATION, address),
      callbackOptions: {
        success: ({ team, enterprise }, _options, _request, response) => {
          const where = team?.name ?? enterprise?.name ?? '';
          answer(response, 200, page(`C'est installé${where === '' ? '' : ` dans ${where}`}`, DONE, null));
        },
        failure: (error, _options, _request, response) => {
          const { status, code, said } = explain(error);
          host.log(status === 500 ? 'error' : 'info', 'slack_not_installed', { reason: code });
          answer(response, status, page("L'installation n'a pas abouti", said, INSTALL_PATH));
        },
      },
    },
  };
}

const INVITATION = [
  'Tour de table apporte une consultation publique dans votre espace. Le robot répond en message direct, à qui lui écrit ; dans les salons, il ne lit que ce qui lui est adressé.',
  "Il faut pouvoir installer des applications dans l'espace ; sinon, Slack transmettra la demande aux personnes qui l'administrent.",
];

const DONE = [
  'Dans Slack : Applications, Tour de table, onglet Messages, et écrivez « bonjour ». Depuis un salon : /contribuer.',
  "Pour retirer l'application : administration de l'espace, Applications, Tour de table, Supprimer.",
];

/** What went wrong, whose problem it is, what to do; `code` for the log. */
function explain(error: CodedError): { status: number; code: string; said: readonly string[] } {
  const { code } = error;
  if (code === 'slack_oauth_invalid_state' || code === 'slack_oauth_missing_state') {
    const said = [
      `Cette page ne vient pas d'une installation commencée ici, ou elle date de plus de ${LIMITS.installSeconds / 60} minutes. Rien n'a été installé.`,
      'Recommencez depuis cette même adresse, dans le même navigateur.',
    ];
    return { status: 400, code, said };
  }
  if (code === 'slack_oauth_installer_authorization_error' || code === 'slack_oauth_missing_code') {
    const said = ["L'installation a été annulée dans Slack. Rien n'a été installé. Vous pouvez recommencer."];
    return { status: 400, code, said };
  }
  // An expired or used code, a wrong secret, a database that is down: Slack's word for it, or ours.
  const reason = slackReason(error) ?? error.name;
  if (reason === 'invalid_code' || reason === 'code_already_used') {
    return { status: 400, code: reason, said: ['Cette page a déjà servi. Recommencez.'] };
  }
  const said = [
    "C'est de notre côté, pas du vôtre : l'installation n'a pas pu être enregistrée. Recommencez dans quelques minutes.",
    "Si cela continue, écrivez à l'équipe qui vous a donné cette adresse.",
  ];
  return { status: 500, code: reason, said };
}

function slackReason(error: CodedError): string | null {
  const data = 'data' in error ? (error as { readonly data?: { readonly error?: unknown } }).data : undefined;
  return typeof data?.error === 'string' ? data.error : null;
}

function answer(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  response.end(html);
}

/** `next`: where the button leads. */
function page(title: string, paragraphs: readonly string[], next: string | null): string {
  const button = next === null ? '' : `<p><a class="button" href="${escape(next)}">${NEXT(next)}</a></p>`;
  const text = paragraphs.map(one => `<p>${escape(one)}</p>`).join('');
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><style>${STYLE}</style></head><body><main><h1>${escape(title)}</h1>${text}${button}</main></body></html>`;
}

const NEXT = (next: string): string => (next === INSTALL_PATH ? 'Recommencer' : 'Continuer vers Slack');

const STYLE =
  'body{font:1.1rem/1.6 system-ui,sans-serif;color:#161616;background:#fff;margin:2rem auto;max-width:40rem;padding:0 1rem}' +
  '.button{display:inline-block;background:#1b4965;color:#fff;padding:.75rem 1.25rem;border-radius:.25rem}' +
  '.button:focus{outline:3px solid #0a76f6;outline-offset:2px}';

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
