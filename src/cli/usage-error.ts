/** A command that was typed wrongly: the message (French) is all that is shown, the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command that could not do its work: the message (French) is all that is shown, the exit code is 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
