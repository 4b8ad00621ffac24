/** What went wrong with a request to the homeserver, without its SDK's classes: never holds a text that somebody wrote. */
export class MatrixProblem extends Error {
  override readonly name = 'MatrixProblem';
  /** HTTP status; 0 where no answer came: the request may have been done all the same. */
  readonly status: number;
  /** The specification's code, as `M_FORBIDDEN`; empty for none. */
  readonly errcode: string;
  /** Milliseconds to wait, of a rate limit. */
  readonly retryAfterMs: number;
  /** What the server asks for before it does it (user-interactive authentication); null for nothing. */
  readonly authSession: string | null;

  constructor(
    status: number,
    errcode: string,
    extra: { readonly retryAfterMs?: number; readonly authSession?: string | null } = {},
    options?: ErrorOptions,
  ) {
    super(status === 0 ? 'no answer' : `HTTP ${status}${errcode === '' ? '' : `, ${errcode}`}`, options);
    this.status = status;
    this.errcode = errcode;
    this.retryAfterMs = extra.retryAfterMs ?? 0;
    this.authSession = extra.authSession ?? null;
  }
}

/** An error meant for the operator: its message says, in French, what to do. */
export class MatrixSetupError extends Error {
  override readonly name = 'ConfigurationError';
}

/** The token is refused: nothing will work before it is changed. */
export function tokenRefused(): MatrixSetupError {
  return new MatrixSetupError(
    'Matrix refuse le jeton : il a été révoqué, ou n’est pas celui de ce serveur. Refaites « tdt matrix login », ou remplacez MATRIX_ACCESS_TOKEN.',
  );
}

/** Whether the server does not hold what was asked for. */
export function isNotFound(error: unknown): boolean {
  return error instanceof MatrixProblem && error.status === 404 && error.errcode === 'M_NOT_FOUND';
}
