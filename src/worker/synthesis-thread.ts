/** Runs in a thread of its own: one question's texts in, their synthesis out. */
import { parentPort, workerData } from 'node:worker_threads';
import { offlineEngine } from '#usecases/publication/syntheses/engine.ts';
import type { ThreadInput } from './thread-engine.ts';

const [question, texts] = workerData as ThreadInput;
parentPort?.postMessage(await offlineEngine.synthesize(question, texts));
