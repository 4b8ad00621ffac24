/** Runs in a thread of its own: one question's texts in, their synthesis out. */
import { parentPort, workerData } from 'node:worker_threads';
import { offlineEngine } from '#usecases/publication/syntheses/engine.ts';
import type { ThreadInput } from './thread-engine.ts';

const [question, texts] = workerData as ThreadInput;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window's
parentPort?.postMessage(await offlineEngine.synthesize(question, texts));
