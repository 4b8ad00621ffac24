/** Runs in a thread of its own: a chart in, its picture out. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Chart } from '#messaging/index.ts';
import { drawPng } from './draw-png.ts';

const png = await drawPng(workerData as Chart);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window's
parentPort?.postMessage(png);
