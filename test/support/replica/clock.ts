/** Virtual time that several processes share, and that goes on while one of them is dead. */
import { sleep } from '#cli/hybrid-clock.ts';
import { addMs, type Clock } from '#usecases/clock.ts';
import type { SharedTime } from './protocol.ts';

/** ISO UTC now. */
export function timeNow({ at, from, speed }: SharedTime): string {
  return addMs(at, Math.max(0, Math.floor((Date.now() - from) * speed)));
}

/** The clock of a process that lives in that time, which must move. */
export function runningClock(time: SharedTime): Clock {
  return { now: () => timeNow(time), sleep: (ms, signal) => sleep(ms / time.speed, signal) };
}

/** The same time, after an outage of so many virtual milliseconds. */
export function later(time: SharedTime, ms: number): SharedTime {
  return { ...time, at: addMs(timeNow(time), ms), from: Date.now() };
}
