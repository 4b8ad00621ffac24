/** What the application says to its operator: facts by name, never a text that somebody wrote, never a token. */
export type LogLevel = 'info' | 'warn' | 'error';

export type LogFacts = Readonly<Record<string, string | number | boolean>>;

/** `code` is stable and searchable (`turn_failed`). */
export type Log = (level: LogLevel, code: string, facts?: LogFacts) => void;

/** Frames of a stack that are kept. */
const FRAMES = 4;

/**
 * What may be told of an error: its name, its code, where it was thrown. Its message is left out: drivers quote the
 * values of the statement that failed.
 */
export function errorFacts(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { error: typeof error };
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number')
      ? { errorCode: error.code }
      : {};
  const frames = stackBelow(error)
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, FRAMES)
    .map(line => line.trim())
    .join(' < ');
  const cause = error.cause instanceof Error ? { cause: error.cause.name } : {};
  return { error: error.name, ...code, ...cause, ...(frames === '' ? {} : { thrownAt: frames }) };
}

/** The stack without the message that opens it: a line of the message could pass for a frame. */
function stackBelow({ stack = '', message }: Error): string {
  const at = message === '' ? -1 : stack.indexOf(message);
  return at === -1 ? stack : stack.slice(at + message.length);
}
