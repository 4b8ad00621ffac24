/** What one process does for all of them, until it stops saying that it is there. */
export interface LeaseStore {
  /** Takes it or keeps it until then; false where another has it. Instants are ISO UTC, of clocks that agree to a second. */
  readonly take: (name: string, owner: string, now: string, until: string) => Promise<boolean>;
  /** Lets go of it, where it is this owner's. */
  readonly release: (name: string, owner: string) => Promise<void>;
}
