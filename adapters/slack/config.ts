/** How the adapter reaches one Slack app. */
export interface SlackConfig {
  /** `xoxb-…`. */
  readonly botToken: string;
  /** Socket Mode needs an app-level token (`xapp-…`) and nothing exposed; HTTP needs the signing secret. */
  readonly transport:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };
  /** Slack's API, with its trailing slash; another one in tests and behind proxies. */
  readonly apiUrl: string;
  /** Milliseconds between two messages to one conversation once its burst is spent; 0 in tests. */
  readonly paceMs?: number;
}
