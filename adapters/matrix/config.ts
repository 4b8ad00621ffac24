/** What the adapter is made from; `src/config.ts` reads it from the environment. */
export interface MatrixConfig {
  /** Of the client-server API, without a path (`MATRIX_HOMESERVER_URL`). */
  readonly homeserverUrl: string;
  readonly login: MatrixLogin;
  /** `required`: only encrypted rooms; `allowed`: both; `off`: only rooms in clear (`MATRIX_ENCRYPTION`). */
  readonly encryption: Encryption;
  /** Servers whose people may invite the bot (`MATRIX_ALLOWED_SERVERS`); empty: its own; `*`: all. */
  readonly allowedServers: readonly string[];
  /** Milliseconds between two requests of ours, syncs apart (`MATRIX_PACE_MS`): Tchap asks for about 1,000. */
  readonly paceMs: number;
  /** Where the adapter keeps its place in the stream, and its keys: one folder, one process. */
  readonly stateDir: string;
  /** 32 bytes that the crypto store is sealed with, today's first (`TDT_SECRET_KEY`); needed for encryption. */
  readonly secretKeys: readonly Uint8Array[];
}

export type Encryption = 'required' | 'allowed' | 'off';

/** A token, or what one is made from, once: `tdt matrix login` keeps it. `stored`: the one that was kept. */
export type MatrixLogin =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  | { readonly kind: 'stored' };
