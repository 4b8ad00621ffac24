/** How the adapter reaches one Slack app. */
export interface SlackConfig {
  readonly access: /** `xoxb-…`: the app serves the workspace that gave the token. */
    | { readonly kind: 'one'; readonly botToken: string }
    /** Any workspace may install the app, by OAuth: each gives a token of its own. */
    | ManyWorkspaces;
  /** Socket Mode needs an app-level token (`xapp-…`) and nothing exposed; HTTP needs the signing secret. */
  readonly transport:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string };
  /** Where Slack's requests and the install page are heard; unused for one workspace over Socket Mode. */
  readonly port: number;
  /** Slack's API, with its trailing slash; another one in tests and behind proxies. */
  readonly apiUrl: string;
  /** Milliseconds between two messages to one conversation once its burst is spent; 0 in tests. */
  readonly paceMs?: number;
}

export interface ManyWorkspaces {
  readonly kind: 'many';
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs what goes to Slack and comes back with the installer. */
  readonly stateSecret: string;
  /** Where the install page is reached from outside, without a trailing slash. */
  readonly publicUrl: string;
}

/** Paths of the install page, and of Slack's answer to it. */
export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';
