/** Aborts a group's transaction: these inputs cannot be turned; the others are run again without them. */
export class BadTurns extends Error {
  override readonly name = 'BadTurns';
  /** By index of the input: why. */
  readonly failures: ReadonlyMap<number, unknown>;
  constructor(failures: ReadonlyMap<number, unknown>) {
    super('some inputs of the group cannot be turned');
    this.failures = failures;
  }
}
