/** The clock of a replay: begins when the consultation is open, moves only when told to. */
import { addMs } from '#usecases/clock.ts';
import type { VirtualClock } from '#usecases/clock.ts';
import type { Consultation } from '../terminal-room.ts';

const DAY_MS = 86_400_000;

/** Now where the axis is open now; otherwise its opening, or a day before its end. */
export function createReplayClock(consultation: Consultation, axis: number): VirtualClock {
  const { opens, closes } = { ...consultation.opening, ...consultation.axisOpening[axis] };
  let now = new Date().toISOString();
  if (opens !== null && now < opens) now = opens;
  if (closes !== null && now >= closes) now = opens ?? addMs(closes, -DAY_MS);
  return {
    now: () => now,
    moveTo: iso => {
      if (iso > now) now = iso;
    },
    sleep: () => Promise.resolve(),
  };
}
