/**
 * `npm run bench`: durable turns per second, alone and with 50 people at once, beside a floor written by hand in the
 * same run; the first question against the last; memory; time to ready. Prints Markdown, medians of several runs.
 */
import { deepStrictEqual } from 'node:assert/strict';
import { cpus } from 'node:os';
import { startPostgres, type Postgres } from '#test/support/postgres.ts';
import { drive, type Latencies, median, summarize } from './measure.ts';
import { measureMemory, measureReady } from './process-figures.ts';
import { NINE_MESSAGES, WHOLE_AXIS } from './script.ts';
import { openFloor, openOurs, type Provider, type Side } from './sides.ts';
import { traceOf, type TurnRows } from './trace.ts';

const RUNS = Number(process.env['TDT_BENCH_RUNS'] ?? 5);
/** Share of the people, for a machine that has little time; ratios need all of them. */
const SHARE = Number(process.env['TDT_BENCH_SHARE'] ?? 1);
const CELLS = [
  { atOnce: 1, people: Math.ceil(150 * SHARE) },
  { atOnce: 50, people: Math.max(50, Math.ceil(1500 * SHARE)) },
] as const;
const WARM_UP = { people: 60, messages: NINE_MESSAGES.length, atOnce: 20 };
const AXIS_PEOPLE = 40;

interface Cell {
  readonly ours: Latencies[];
  readonly floor: Latencies[];
  readonly ratios: number[];
}

async function measureCell(
  server: Postgres | null,
  cell: (typeof CELLS)[number],
  trace: readonly (readonly TurnRows[])[],
): Promise<Cell> {
  const workload = { people: cell.people, messages: NINE_MESSAGES.length, atOnce: cell.atOnce };
  const result: Cell = { ours: [], floor: [], ratios: [] };
  for (let run = 0; run < RUNS; run += 1) {
    // The order alternates, so that neither side always meets a warmer or a fuller machine.
    const pair = { floor: 0, ours: 0 };
    for (const side of run % 2 === 0 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const)) {
      const figures = await once(
        side === 'ours' ? await openOurs(server, NINE_MESSAGES) : await openFloor(server, trace, cell.atOnce),
        workload,
      );
      result[side].push(figures);
      pair[side] = figures.perSecond;
    }
    result.ratios.push(pair.ours / pair.floor);
  }
  return result;
}

async function once(side: Side, workload: { people: number; messages: number; atOnce: number }): Promise<Latencies> {
  try {
    const { seconds, latencies } = await drive(workload, side.turn);
    return summarize(seconds, latencies);
  } finally {
    await side.close();
  }
}

/** Both sides leave the same rows: asserted before anything is timed. */
async function assertSameRows(server: Postgres | null): Promise<void> {
  for (const script of [NINE_MESSAGES, WHOLE_AXIS]) {
    const people = 3;
    const [ours, floor] = [await openOurs(server, script), await openFloor(server, traceOf(people, script), 1)];
    const workload = { people, messages: script.length, atOnce: 1 };
    await drive(workload, ours.turn);
    await drive(workload, floor.turn);
    const [left, right] = [await ours.dump(), await floor.dump()];
    await ours.close();
    await floor.close();
    deepStrictEqual(left, right, 'the floor and ours leave different rows');
  }
}

/** Median latency of the same open answer as the first and as the last of its kind, in milliseconds. */
async function firstAgainstLast(server: Postgres | null): Promise<{ first: number; last: number }> {
  const side = await openOurs(server, WHOLE_AXIS);
  const { latencies } = await drive({ people: AXIS_PEOPLE, messages: WHOLE_AXIS.length, atOnce: 1 }, side.turn);
  await side.close();
  const text = WHOLE_AXIS[11];
  const first = WHOLE_AXIS.indexOf(text ?? '');
  const last = WHOLE_AXIS.lastIndexOf(text ?? '');
  const at = (n: number): number => median(latencies.map(person => person[n] ?? Number.NaN));
  return { first: at(first), last: at(last) };
}

function row(provider: Provider, atOnce: number, cell: Cell): string {
  const of = (all: readonly Latencies[], key: keyof Latencies): number => median(all.map(one => one[key]));
  const side = (all: readonly Latencies[]): string =>
    `${Math.round(of(all, 'perSecond'))} | ${of(all, 'p50').toFixed(2)} | ${of(all, 'p99').toFixed(2)}`;
  return `| ${provider} | ${atOnce} | ${side(cell.floor)} | ${side(cell.ours)} | ${median(cell.ratios).toFixed(2)} |`;
}

const server = await startPostgres({ durable: true });
console.log(
  `${cpus().length} processors, Node ${process.versions.node}, medians of ${RUNS} runs; PostgreSQL ${server?.version ?? 'is not installed: left out'}\n`,
);
const providers: readonly (readonly [Provider, Postgres | null])[] = [
  ['sqlite', null],
  ...(server === null ? [] : [['postgresql', server] as const]),
];
try {
  const trace = traceOf(Math.max(...CELLS.map(cell => cell.people)), NINE_MESSAGES);
  const notes: string[] = [];
  console.log(
    '| database | people at once | floor turns/s | p50 ms | p99 ms | ours turns/s | p50 ms | p99 ms | ours / floor |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|');
  for (const [provider, on] of providers) {
    await assertSameRows(on);
    await once(await openOurs(on, NINE_MESSAGES), WARM_UP);
    await once(await openFloor(on, trace, WARM_UP.atOnce), WARM_UP);
    for (const cell of CELLS) console.log(row(provider, cell.atOnce, await measureCell(on, cell, trace)));
    const { first, last } = await firstAgainstLast(on);
    notes.push(
      `- ${provider}: first open answer ${first.toFixed(2)} ms, last of the axis ${last.toFixed(2)} ms (ratio ${(last / first).toFixed(2)})`,
    );
  }
  console.log(`\n${notes.join('\n')}`);
  console.log(await measureMemory());
  console.log(await measureReady());
} finally {
  await server?.stop();
}
