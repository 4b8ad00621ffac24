/** Drives people through a script and reads the latencies. */

export interface Latencies {
  /** Turns per second of wall time. */
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export interface Workload {
  readonly people: number;
  readonly messages: number;
  /** People who talk at the same time; each waits for its own turn before the next message. */
  readonly atOnce: number;
}

export type Turn = (person: number, n: number) => Promise<void> | void;

/** Runs the workload; the latency of each turn stands in `[person][n]`, in milliseconds. */
export async function drive(
  workload: Workload,
  turn: Turn,
): Promise<{ readonly seconds: number; readonly latencies: readonly (readonly number[])[] }> {
  const latencies: number[][] = Array.from({ length: workload.people }, () => []);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let person = next++; person < workload.people; person = next++) {
      for (let n = 0; n < workload.messages; n += 1) {
        const before = performance.now();
        await turn(person, n);
        latencies[person]?.push(performance.now() - before);
      }
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: workload.atOnce }, worker));
  return { seconds: (performance.now() - start) / 1000, latencies };
}

export function summarize(seconds: number, latencies: readonly (readonly number[])[]): Latencies {
  const all = latencies.flat().toSorted((a, b) => a - b);
  return { perSecond: all.length / seconds, p50: quantile(all, 0.5), p99: quantile(all, 0.99) };
}

/** Of sorted values. */
export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
