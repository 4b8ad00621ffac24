/** What an adapter says of its platform to `tdt doctor`. */

/** One thing looked at, in French: what was found and, where it is wrong, what to do. */
export interface Finding {
  readonly ok: boolean;
  readonly said: string;
}
