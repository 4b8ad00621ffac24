/** The engine in a thread of its own: a synthesis of thousands of answers takes seconds, and nobody's turn waits for it. */
import { Worker } from 'node:worker_threads';
import type { SynthesisEngine } from '#usecases/publication/syntheses/engine.ts';
import { SYNTHESIS_HEAP_MB, SYNTHESIS_MS } from './limits.ts';

export type ThreadInput = Parameters<SynthesisEngine['synthesize']>;
type Synthesis = Awaited<ReturnType<SynthesisEngine['synthesize']>>;

/** One thread a question, ended after it; rejects where it runs out of memory or of `SYNTHESIS_MS`. */
export function createThreadEngine(): SynthesisEngine {
  return { synthesize: (question, texts) => inThread([question, texts]) };
}

function inThread(input: ThreadInput): Promise<Synthesis> {
  const thread = new Worker(new URL('./synthesis-thread.ts', import.meta.url), {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: SYNTHESIS_HEAP_MB },
  });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error('a synthesis took too long'));
      void thread.terminate();
    }, SYNTHESIS_MS);
    thread.once('message', (synthesis: Synthesis) => resolve(synthesis));
    thread.once('error', reject);
    // After an answer this changes nothing.
    thread.once('exit', code => {
      clearTimeout(late);
      reject(new Error(`the thread of a synthesis ended with ${code}`));
    });
  });
}
