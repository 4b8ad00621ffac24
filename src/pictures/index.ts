/** Pictures of figures, each drawn in a thread of its own: nobody's turn waits for it, and its memory goes with it. */
import { Worker } from 'node:worker_threads';
import type { Chart } from '#messaging/index.ts';
import { DRAW_HEAP_MB, DRAW_MS } from './limits.ts';

/** A PNG. Rejects where it can't be drawn within `DRAW_MS`. */
export function drawChart(chart: Chart): Promise<Uint8Array> {
  const thread = new Worker(new URL('./draw-thread.ts', import.meta.url), {
    workerData: chart,
    resourceLimits: { maxOldGenerationSizeMb: DRAW_HEAP_MB },
  });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error('a picture took too long'));
      void thread.terminate();
    }, DRAW_MS);
    thread.once('message', (png: Uint8Array) => resolve(png));
    thread.once('error', reject);
    // After an answer this changes nothing.
    thread.once('exit', code => {
      clearTimeout(late);
      reject(new Error(`the thread of a picture ended with ${code}`));
    });
  });
}
