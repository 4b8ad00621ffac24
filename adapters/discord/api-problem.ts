/** What went wrong with a request to Discord, without its SDK's classes: never holds a text that somebody wrote. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  /** HTTP status; 0 where no answer came: the request may have been done all the same. */
  readonly status: number;
  /** Discord's own code (https://discord.com/developers/docs/topics/opcodes-and-status-codes#json); 0 for none. */
  readonly code: number;
  /** Milliseconds to wait, of a rate limit. */
  readonly retryAfterMs: number;

  constructor(status: number, code: number, retryAfterMs = 0, options?: ErrorOptions) {
    super(status === 0 ? 'no answer' : `HTTP ${status}, code ${code}`, options);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

export const CODE = {
  unknownChannel: 10_003,
  unknownGuild: 10_004,
  unknownInteraction: 10_062,
  openingTooFast: 40_003,
  alreadyAcknowledged: 40_060,
  missingAccess: 50_001,
  cannotMessageUser: 50_007,
  missingPermissions: 50_013,
  archivedThread: 50_083,
  noMutualServer: 50_278,
  threadExists: 160_004,
  threadLocked: 160_005,
} as const;

/** The token is refused: nothing will work before it is changed. */
export class TokenRefused extends Error {
  override readonly name = 'ConfigurationError';

  constructor() {
    super(
      'Discord refuse le jeton : vérifiez DISCORD_TOKEN (portail des développeurs, page « Bot », « Reset Token »).',
    );
  }
}
