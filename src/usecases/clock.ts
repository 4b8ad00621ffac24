/** Time, as the application is handed it: real in production, virtual in the simulator and in tests. */
export interface Clock {
  /** ISO UTC with milliseconds and `Z`. */
  readonly now: () => string;
  /** Resolves after so many milliseconds, or at once when the signal is aborted; never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A clock that only its owner moves, forward. */
export interface VirtualClock extends Clock {
  /** An earlier instant than now changes nothing. */
  readonly moveTo: (iso: string) => void;
}

/** Milliseconds from one ISO UTC instant to another. */
export function msBetween(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}

/** `iso` moved by so many milliseconds, in the same representation. */
export function addMs(iso: string, ms: number): string {
  return new Date(Date.parse(iso) + ms).toISOString();
}
