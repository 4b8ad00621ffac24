/**
 * `node test/support/discord/measure.ts [PEOPLE] [REQUESTS_PER_SECOND]`: people who talk at once over the counterpart,
 * each waiting for its answer before it goes on. Prints turns a second, and how long answers took. SQLite, real time.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDiscordAdapter } from '#adapters/discord/index.ts';
import { openStores } from '#storage/index.ts';
import { readConsultation } from '#test/contract/application.ts';
import { createIds } from '#usecases/entropy.ts';
import { createApplication, systemClock, systemEntropy } from '#worker/index.ts';
import { openCounterpart } from './counterpart.ts';
import { People } from './people.ts';

const [people = 200, requestsPerSecond = 50] = process.argv.slice(2).map(Number);
const TURNS = ['bonjour', '1', '1', '1', '1', 'aide', 'où en suis-je', 'aide', 'où en suis-je', 'aide'];
const POLL_MS = 2;

const consultation = await readConsultation(join(import.meta.dirname, '../../contract/consultation'));
const counterpart = await openCounterpart(systemClock.now);
const who = new People(counterpart);
const adapter = createDiscordAdapter({
  token: counterpart.token,
  apiUrl: counterpart.apiUrl,
  guilds: [],
  requestsPerSecond,
});
const dataDir = await mkdtemp(join(tmpdir(), 'tour-de-table-'));
const newId = createIds(systemEntropy, systemClock.now);
const stores = await openStores({ url: null, dataDir, now: systemClock.now, newId });
const application = createApplication({ consultation, stores, adapters: [adapter], clock: systemClock });
await application.start();

const took: number[] = [];
const began = performance.now();
await Promise.all(Array.from({ length: people }, (_, i) => converse(`person ${i}`)));
const seconds = (performance.now() - began) / 1_000;

took.sort((a, b) => a - b);
const at = (share: number): string => `${Math.round(took[Math.floor(took.length * share)] ?? 0)} ms`;
console.log(
  `${people} people, ${took.length} turns in ${seconds.toFixed(1)} s: ${(took.length / seconds).toFixed(0)} turns/s`,
);
console.log(`answered after: median ${at(0.5)}, p99 ${at(0.99)}, longest ${at(0.9999)}`);
console.log(`requests: ${counterpart.rest.calls.length}, invalid: ${counterpart.rest.problems.length}`);
await application.stop();
await stores.close();
await rm(dataDir, { recursive: true, force: true });
await counterpart.close();

async function converse(name: string): Promise<void> {
  for (const text of TURNS) {
    const before = answers(name);
    const asked = performance.now();
    who.says(name, text);
    while (answers(name) === before) await new Promise(resolve => setTimeout(resolve, POLL_MS));
    took.push(performance.now() - asked);
  }
}

function answers(name: string): number {
  return who.sees(name).filter(({ author }) => author.bot).length;
}
