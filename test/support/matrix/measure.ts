/**
 * `node test/support/matrix/measure.ts [PEOPLE] [floor|clear|encrypted]`: people who talk at once over a real Synapse that limits nobody,
 * each waiting for its answer before it goes on; in clear with a bot that only answers (the floor: what the server can do), in clear with
 * ours, then encrypted. Prints turns a second, and how long answers took.
 * SQLite, real time, everything on this machine: the bot, the server and, encrypted, each person's own machine of keys.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMatrixAdapter } from '#adapters/matrix/index.ts';
import { openStores } from '#storage/index.ts';
import { readConsultation } from '#test/contract/application.ts';
import { createIds } from '#usecases/entropy.ts';
import { createApplication, systemClock, systemEntropy } from '#worker/index.ts';
import { startEchoBot } from './echo-bot.ts';
import { openPlainTalk, type PlainTalk } from './plain-talk.ts';
import { storedEvents } from './stored.ts';
import { type Account, get, startSynapse } from './synapse.ts';
import { openTalk } from './talk.ts';
import { z } from 'zod';

process.env['TDT_TEST_SYNAPSE'] ??= 'require';
const [count = '200', only] = process.argv.slice(2);
const people = Number(count);
const TURNS = ['bonjour', '1', '1', '1', '1', 'aide', 'où en suis-je', 'aide', 'où en suis-je', 'aide'];
const POLL_MS = 5;
/** Conversations opened at once: their rooms and keys are not what is measured. */
const OPENED_AT_ONCE = 10;

/** Who speaks, and how many answers they have. */
interface Speaker {
  readonly says: (text: string) => Promise<unknown>;
  readonly count: () => number;
  readonly close: () => void;
}

type OpenSpeakers = (bot: Account) => Promise<readonly Speaker[]>;

async function measureOurs(name: string, open: OpenSpeakers): Promise<void> {
  const bot = await synapse.register('robot');
  const dataDir = await mkdtemp(join(tmpdir(), 'tdt-measure-'));
  const adapter = createMatrixAdapter({
    homeserverUrl: synapse.url,
    login: { kind: 'token', token: bot.token },
    encryption: 'allowed',
    allowedServers: [],
    // No reactions are put: they are a comfort, after all that is said.
    paceMs: 1,
    stateDir: join(dataDir, 'matrix'),
    secretKeys: [new Uint8Array(32).fill(7)],
  });
  const newId = createIds(systemEntropy, systemClock.now);
  const consultation = await readConsultation(join(import.meta.dirname, '../../contract/consultation'));
  const stores = await openStores({ url: null, dataDir, now: systemClock.now, newId });
  const application = createApplication({ consultation, stores, adapters: [adapter], clock: systemClock });
  await application.start();
  await talk(name, bot, open);
  await application.stop();
  await stores.close();
  await rm(dataDir, { recursive: true, force: true });
}

async function measureFloor(): Promise<void> {
  const bot = await synapse.register('echo');
  const stop = startEchoBot(synapse, bot);
  await talk('floor, in clear', bot, plainSpeakers);
  await stop();
}

async function talk(name: string, bot: Account, open: OpenSpeakers): Promise<void> {
  const speakers = await open(bot);
  const took: number[] = [];
  const began = performance.now();
  await Promise.all(speakers.map(speaker => converse(speaker, took)));
  const seconds = (performance.now() - began) / 1_000;
  took.sort((a, b) => a - b);
  const at = (share: number): string => `${Math.round(took[Math.floor(took.length * share)] ?? 0)} ms`;
  console.log(
    `${name}: ${took.length} turns in ${seconds.toFixed(1)} s: ${(took.length / seconds).toFixed(1)} turns/s; ` +
      `answered after: median ${at(0.5)}, p99 ${at(0.99)}, longest ${at(0.9999)}; ` +
      `${storedEvents(synapse.database, bot.userId).length} events of the bot`,
  );
  for (const speaker of speakers) speaker.close();
}

async function converse(speaker: Speaker, took: number[]): Promise<void> {
  for (const text of TURNS) {
    const before = speaker.count();
    const asked = performance.now();
    await speaker.says(text);
    while (speaker.count() === before) await sleep(POLL_MS);
    took.push(performance.now() - asked);
  }
}

async function inTurns<T>(make: (i: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < people) {
    const now = Math.min(OPENED_AT_ONCE, people - made.length);
    made.push(...(await Promise.all(Array.from({ length: now }, (_, i) => make(made.length + i)))));
  }
  return made;
}

async function plainSpeakers(bot: Account): Promise<readonly Speaker[]> {
  return inTurns(async i => follow(await openPlainTalk(synapse, bot, `p${i}`), bot));
}

const Timeline = z.object({ events: z.array(z.object({ sender: z.string(), type: z.string() })) });
const Answer = z.object({
  next_batch: z.string(),
  rooms: z.object({ join: z.record(z.string(), z.object({ timeline: Timeline })).default({}) }).default({ join: {} }),
});

/** Hears as clients do: one long request after the other. */
async function follow({ account, room, says }: PlainTalk, bot: Account): Promise<Speaker> {
  const sync = async (since: string | null): Promise<z.infer<typeof Answer>> => {
    const query = since === null ? 'timeout=0' : `timeout=30000&since=${since}`;
    return Answer.parse(await get(`${synapse.url}/_matrix/client/v3/sync?${query}`, account.token));
  };
  let [heard, closed, since] = [0, false, (await sync(null)).next_batch];
  const hear = async (): Promise<void> => {
    while (!closed) {
      const answer = await sync(since);
      since = answer.next_batch;
      const events = answer.rooms.join[room]?.timeline.events ?? [];
      heard += events.filter(({ sender, type }) => sender === bot.userId && type === 'm.room.message').length;
    }
  };
  hear().catch((error: unknown) => {
    if (!closed) throw error;
  });
  return { says, count: () => heard, close: () => void (closed = true) };
}

async function encryptedSpeakers(bot: Account): Promise<readonly Speaker[]> {
  return inTurns(i => openTalk(synapse, bot, `e${i}`, { encrypted: true, rotation: null }));
}

const synapse = await startSynapse();
console.log(`Synapse ${synapse.version}, ${people} people`);
try {
  const wanted = (which: string) => only === undefined || only === which;
  if (wanted('floor')) await measureFloor();
  if (wanted('clear')) await measureOurs('in clear', plainSpeakers);
  if (wanted('encrypted')) await measureOurs('encrypted', encryptedSpeakers);
} finally {
  await synapse.stop();
}
process.exit(0);
