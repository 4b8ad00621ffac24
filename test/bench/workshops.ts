/**
 * `node test/bench/workshops.ts [WORKSHOPS]`: so many workshops at once (50), each of 30 people who give 60 ideas, on SQLite
 * and on PostgreSQL where it is installed. An event counts from its arrival to its commit. Each workshop ends in its own
 * contribution with its own ideas, or the program fails.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InboundEvent } from '#messaging/index.ts';
import { openStores } from '#storage/index.ts';
import { advanceTo } from '#usecases/application.ts';
import { addMs } from '#usecases/clock.ts';
import { readBody } from '#usecases/contribution-body.ts';
import { createIds } from '#usecases/entropy.ts';
import { createApplication, createVirtualClock, systemEntropy } from '#worker/index.ts';
import { startPostgres } from '#test/support/postgres.ts';
import { trial } from '../support/consultation.ts';
import { type Place, Platform } from '../support/workshop/platform.ts';
import { summarize } from './measure.ts';

const WORKSHOPS = Number(process.argv[2] ?? 50);
const PEOPLE = 30;
const IDEAS = 60;
const START = '2027-02-10T14:00:00.000Z';

async function measure(url: string | null): Promise<void> {
  const clock = createVirtualClock(START);
  const platform = new Platform({ now: clock.now });
  const { adapter, hand } = platform.connect();
  const dataDir = mkdtempSync(join(tmpdir(), 'tdt-workshops-'));
  const stores = await openStores({ url, dataDir, now: clock.now, newId: createIds(systemEntropy, clock.now) });
  const consultation = trial();
  const facilitators = Array.from({ length: WORKSHOPS }, (_, w) => `Z${w}`);
  const application = createApplication({
    consultation,
    stores,
    adapters: [adapter],
    clock,
    firstStaff: facilitators.map(userId => ({ platform: platform.name, workspace: 'w', userId })),
  });
  await adapter.start(application.host(adapter));

  const threads: Place[] = [];
  const latencies: number[][] = facilitators.map(() => []);
  let seconds = 0;

  /** One act of each workshop after the other of the same, all workshops side by side; what they lead to is sent meanwhile. */
  async function together(acts: (workshop: number) => readonly InboundEvent[]): Promise<void> {
    const from = performance.now();
    let running = true;
    const pump = (async () => {
      while (running) await application.runUntilIdle();
    })();
    const work = facilitators.map(async (_name, workshop) => {
      for (const event of acts(workshop)) {
        const before = performance.now();
        await hand(event);
        latencies[workshop]?.push(performance.now() - before);
      }
    });
    await Promise.all(work);
    running = false;
    await pump;
    await application.runUntilIdle();
    seconds += (performance.now() - from) / 1_000;
  }

  const pass = (given: number): Promise<void> => advanceTo(application, clock, addMs(clock.now(), given * 1_000));
  const place = (workshop: number): Place => threads[workshop] ?? { channel: `salon${workshop}`, thread: null };
  const orders = (text: string) => (workshop: number) => [platform.says(`Z${workshop}`, place(workshop), text)];
  const person = (workshop: number, i: number): string => `P${workshop}-${i % PEOPLE}`;
  const idea = (workshop: number, i: number): string =>
    `Atelier ${workshop} : il faudrait ${['un bus', 'un guichet', 'une formation', 'un prêt'][i % 4]} numéro ${i} dans la commune`;

  await together(orders('atelier thème 1'));
  for (const [workshop] of facilitators.entries()) {
    const channel = `salon${workshop}`;
    const opening = platform.seen.findLast(
      one => one.to.channel === channel && one.text.includes("Un atelier s'ouvre ici"),
    );
    if (opening === undefined) throw new Error(`workshop ${workshop} was not opened`);
    threads.push({ channel, thread: platform.refOfMessage(opening.id) });
  }
  await together(orders('questions 2'));
  await together(orders('commencer'));
  await together(w => Array.from({ length: PEOPLE }, (_, i) => platform.says(person(w, i), place(w), 'je participe')));
  await together(orders('commencer'));
  await pass(61);
  await together(w => Array.from({ length: IDEAS }, (_, i) => platform.says(person(w, i), place(w), idea(w, i))));
  await pass(3_600);
  await together(orders('valider'));
  await together(w => Array.from({ length: 20 }, (_, i) => platform.says(person(w, i), place(w), "d'accord")));
  await pass(1_200);

  const [network] = await stores.networks.list();
  const found = new Map<number, number>();
  const options = { versions: 'latest', includeWithdrawn: false } as const;
  for await (const { version } of stores.data.contributions(network?.id ?? '', consultation.name, options)) {
    const { workshop } = readBody(version.body);
    const said = [
      ...Object.values(workshop?.provenance ?? {}).flatMap(each => each.flatMap(({ ideas }) => ideas)),
      ...Object.values(workshop?.otherIdeas ?? {}).flat(),
    ];
    const whose = new Set(said.map(({ text }) => Number(/^Atelier (\d+)/.exec(text)?.[1])));
    const [only = -1] = whose;
    if (whose.size !== 1 || workshop?.members !== PEOPLE)
      throw new Error(`${version.reference}: ideas of ${[...whose].join(', ')}`);
    found.set(only, said.length);
  }
  const complete = [...found.values()].every(count => count === IDEAS);
  if (found.size !== WORKSHOPS || !complete)
    throw new Error(
      `${found.size} contributions of ${WORKSHOPS}; ideas ${[...new Set(found.values())].join(', ')} of ${IDEAS}`,
    );
  const { perSecond, p50, p99 } = summarize(seconds, latencies);
  console.log(
    `${url === null ? 'SQLite' : 'PostgreSQL'}: ${WORKSHOPS} workshops of ${PEOPLE} people at once, ${latencies.flat().length} events: ` +
      `${perSecond.toFixed(0)} a second, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; ${platform.seen.length} messages out; ` +
      `every idea in its own workshop's contribution`,
  );
  await application.stop();
  await stores.close();
  rmSync(dataDir, { recursive: true, force: true });
}

await measure(null);
const server = await startPostgres({ durable: true });
if (server !== null) {
  await measure(await server.createDatabase('workshops'));
  await server.stop();
}
