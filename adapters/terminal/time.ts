/** What a terminal needs of the application's time; handed over by the command that runs it. */
export interface TerminalTime {
  /** ISO UTC now. */
  readonly now: () => string;
  /**
   * Makes the clock virtual, if it was not, and moves it to `instant` (ISO UTC, not before `now()` once events were
   * handled): what comes due on the way happens first, each at its own time.
   */
  readonly advanceTo: (instant: string) => Promise<void>;
  /** Resolves when all that is due now was turned and handed to the screen. */
  readonly settle: () => Promise<void>;
  /** Resolves when the quiet windows that are open have closed: waited for, or gone to where the clock is virtual. */
  readonly closeQuietWindows: () => Promise<void>;
}
