/** What the adapter's parts ask of the homeserver, whatever the library underneath. */

export interface MatrixRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** From `/_matrix` on, its parts encoded: see `path`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
  readonly timeoutMs?: number;
}

export interface MatrixApi {
  /** Rejects with a `MatrixProblem`. Short rate limits are waited for; nothing else is tried again here. */
  readonly request: (request: MatrixRequest) => Promise<unknown>;
  /** Returns the content's `mxc:` address. */
  readonly upload: (bytes: Uint8Array, mediaType: string, name: string) => Promise<string>;
  readonly download: (mxc: string) => Promise<Uint8Array>;
}

/** Who a token belongs to. */
export interface WhoAmI {
  readonly userId: string;
  readonly deviceId: string;
}

/** `path` with each `{}` replaced by the next value, encoded. */
export function path(pattern: string, ...values: readonly string[]): string {
  let next = 0;
  return `/_matrix/${pattern.replace(/\{\}/g, () => encodeURIComponent(values[next++] ?? ''))}`;
}
