/** What an operator does for somebody who asks in writing, where no conversation stands between them. */
export interface RightsStore {
  /** Whose contribution that is; null where there is none of that reference. `group`: a workshop's, which is nobody's. */
  readonly authorOf: (
    network: string,
    consultation: string,
    reference: string,
  ) => Promise<{ readonly participantId: string; readonly group: boolean } | null>;
  /** What « effacer mes données » does, without its farewell. */
  readonly erase: (participantId: string, now: string) => Promise<void>;
  /**
   * Writes the whole database anew, so that nothing deleted stays on the disk. On PostgreSQL nobody reads or writes
   * meanwhile; on SQLite nobody writes.
   */
  readonly compact: () => Promise<void>;
}
