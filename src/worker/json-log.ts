/** Logs as one JSON object a line: `{"at","level","code",…}`. Facts only: no text that somebody wrote, no token. */
import type { Log, LogLevel } from '#usecases/log.ts';

const WEIGHT: Readonly<Record<LogLevel | 'silent', number>> = { info: 0, warn: 1, error: 2, silent: 3 };

/** Writes what is at least as grave as `least`. Never throws: a log that can't be written stops nobody. */
export function createJsonLog(write: (line: string) => void, least: LogLevel | 'silent', now: () => string): Log {
  return (level, code, facts = {}) => {
    if (WEIGHT[level] < WEIGHT[least]) return;
    try {
      const own = { at: now(), level, code };
      // A fact never takes the place of the entry's own time, level or code.
      write(`${JSON.stringify({ ...own, ...facts, ...own })}\n`);
    } catch {
      // A closed pipe: there is nobody to tell.
    }
  };
}
