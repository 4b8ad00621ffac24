/** What a refusal of Discord's means: for the place that was written to, and for the outbox. */
import type { SendOutcome } from '#messaging/index.ts';
import { ApiProblem, CODE, TokenRefused } from './api-problem.ts';
import { LIMITS } from './limits.ts';

/** Their direct messages are closed: by their settings, or since no server is shared any more. */
export function isClosed(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && (error.code === CODE.cannotMessageUser || error.code === CODE.noMutualServer);
}

/** The thread or channel is not there any more, or takes no message any more. */
export function isGone(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && GONE.has(error.code);
}
const GONE: ReadonlySet<number> = new Set([CODE.unknownChannel, CODE.threadLocked, CODE.archivedThread]);

/** A permission is missing, or the bot was removed from the server. */
export function isForbidden(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && FORBIDDEN.has(error.code);
}
const FORBIDDEN: ReadonlySet<number> = new Set([CODE.missingAccess, CODE.missingPermissions, CODE.unknownGuild]);

/** With files: they may be what is refused (their size, their kind, the permission to attach any), and the text taken. */
export function mayRefuseFiles(error: unknown): error is ApiProblem {
  if (!(error instanceof ApiProblem)) return false;
  return error.status === 413 || error.status === 400 || error.code === CODE.missingPermissions;
}

/** Nobody can be written to there for now: somebody must mend it first. */
export function noPlace(reason: string): SendOutcome {
  return { kind: 'retry', afterMs: LIMITS.noPlaceMs, ambiguous: false, reason };
}

/** Rethrows what is no refusal: an error of ours. */
export function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof TokenRefused) return wait(LIMITS.maxReconnectMs, 'token refused');
  if (!(error instanceof ApiProblem)) throw error;
  const { status, code, retryAfterMs, message } = error;
  const reason = `discord: ${message}`;
  if (status === 429) return wait(retryAfterMs, reason);
  if (status === 0 || status >= 500) return { kind: 'retry', afterMs: 0, ambiguous: true, reason };
  if (status === 401) return wait(LIMITS.maxReconnectMs, reason);
  if (code === CODE.openingTooFast) return wait(LIMITS.openingTooFastMs, reason);
  // All of these can be mended: by the person, by who manages the server.
  if (status === 403 || isClosed(error) || isGone(error) || isForbidden(error)) return noPlace(reason);
  return { kind: 'failed', reason };
}

function wait(afterMs: number, reason: string): SendOutcome {
  return { kind: 'retry', afterMs, ambiguous: false, reason };
}
