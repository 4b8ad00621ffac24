/** A progress bar on a TTY; nothing elsewhere. */
import type { CliOutput } from './world.ts';

export interface ProgressBar {
  readonly update: (done: number) => void;
  /** Clears the bar. */
  readonly end: () => void;
}

const CELLS = 30;
/** Milliseconds between two drawings. */
const REDRAW_MS = 100;

export function createProgressBar(output: CliOutput, total: number, label: string): ProgressBar {
  if (output.isTTY !== true || total === 0) return { update: () => undefined, end: () => undefined };
  let drawn = Number.NEGATIVE_INFINITY;
  return {
    update: done => {
      const now = performance.now();
      if (now - drawn < REDRAW_MS && done < total) return;
      drawn = now;
      const cells = Math.round((done / total) * CELLS);
      output.write(`\r\u001b[2K${label} [${'#'.repeat(cells)}${'.'.repeat(CELLS - cells)}] ${done}/${total}`);
    },
    end: () => void output.write('\r\u001b[2K'),
  };
}
