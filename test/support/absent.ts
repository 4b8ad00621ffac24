/** What stands for a suite whose counterpart is not on this machine: one skipped test that says so, never silence. */
import { it } from 'vitest';

/** `suite`: its name; `what`: « PostgreSQL, which is not installed here ». `test/allowed-skips.txt` lists it, with its reason. */
export function standsFor(suite: string, what: string): void {
  // oxlint-disable-next-line vitest/expect-expect -- it only says what is missing
  it(`${suite} needs ${what}`, ({ skip }) => skip(`SKIPPED: ${suite} needs ${what}`));
}
