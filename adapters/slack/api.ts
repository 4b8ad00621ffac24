/** Slack's Web API as the adapter uses it, and what can go wrong with a call. */
import type { SendOutcome } from '#messaging/index.ts';
import type { Json } from './json.ts';
import { LIMITS } from './limits.ts';

export interface SlackApi {
  /** Calls a method; rejects with a `SlackFailure`. */
  readonly call: (method: string, args: Json) => Promise<Json>;
  /** The bytes at an address of Slack's, asked for with the token. */
  readonly download: (url: string) => Promise<Uint8Array>;
  /** Hands bytes to an address that `files.getUploadURLExternal` gave. */
  readonly upload: (url: string, bytes: Uint8Array) => Promise<void>;
}

export type Failure =
  /** Slack refused for now; nothing was done. */
  | { readonly kind: 'limited'; readonly afterMs: number }
  /** Slack's own code; nothing was done, but for the codes of its own failures. */
  | { readonly kind: 'refused'; readonly code: string }
  /** Nobody knows whether it was done. */
  | { readonly kind: 'unknown'; readonly reason: string };

export class SlackFailure extends Error {
  override readonly name = 'SlackFailure';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(describeFailure(failure));
    this.failure = failure;
  }
}

/** A code to log: nothing that a person wrote is in it. */
export function describeFailure(failure: Failure): string {
  if (failure.kind === 'limited') return 'rate_limited';
  return failure.kind === 'refused' ? failure.code : failure.reason;
}

/** Codes that an operator must mend (token, rights, installation): the message waits, nothing is lost. */
const OPERATOR: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
  'two_factor_setup_required',
  'access_denied',
  'ekm_access_denied',
]);

/** Slack's own failures: whether it was done is not told. */
const THEIRS: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);

/** Whether an operator must act before anything works again. */
export function needsOperator(failure: Failure): boolean {
  return failure.kind === 'refused' && OPERATOR.has(failure.code);
}

/** Whether a file is refused for good: the workspace takes none of that kind, or the app may share none. */
export function refusesFile(failure: Failure): boolean {
  if (failure.kind !== 'refused') return false;
  return outcomeOf(failure).kind === 'failed' || failure.code === 'missing_scope' || failure.code === 'no_permission';
}

/** What becomes of a send that failed so. */
export function outcomeOf(failure: Failure): SendOutcome {
  const reason = describeFailure(failure);
  if (failure.kind === 'limited') return { kind: 'retry', afterMs: failure.afterMs, ambiguous: false, reason };
  if (failure.kind === 'unknown') return { kind: 'retry', afterMs: 0, ambiguous: true, reason };
  if (needsOperator(failure)) return { kind: 'retry', afterMs: LIMITS.operatorMs, ambiguous: false, reason };
  if (failure.code === 'ratelimited' || failure.code === 'rate_limited') {
    return { kind: 'retry', afterMs: LIMITS.paceMs, ambiguous: false, reason };
  }
  if (THEIRS.has(failure.code)) return { kind: 'retry', afterMs: 0, ambiguous: true, reason };
  return { kind: 'failed', reason };
}
