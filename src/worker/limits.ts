/** What bounds the loops, each with its unit. */

/** Milliseconds of sleep at most: what another process left behind is found within that time. */
export const LONGEST_SLEEP_MS = 30_000;
/** Milliseconds of sleep at least, where something stays due: nothing ever spins. */
export const SHORTEST_SLEEP_MS = 50;
/** Milliseconds after a first failure; doubled each time, up to the longest sleep. */
export const FAILURE_SLEEP_MS = 500;
/** Rounds of `runUntilIdle`: beyond, something asks for ever to be done at once. */
export const IDLE_ROUNDS = 1_000;
/** Mebibytes of heap and milliseconds that the synthesis of one question may take in its thread. */
export const SYNTHESIS_HEAP_MB = 1_024;
export const SYNTHESIS_MS = 5 * 60_000;
/** Milliseconds that the database has to answer `/readyz`. */
export const READY_MS = 2_000;
/** Seconds by which the times of turns are counted. */
export const TURN_BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
/**
 * Milliseconds for which a platform is taken, and between two renewals: a holder that dies is followed within their sum,
 * and what a platform needs to connect, which is under 30 seconds.
 */
export const LEASE_TAKEN_MS = 15_000;
export const LEASE_RENEWED_MS = 4_000;
