/**
 * People talk in encrypted rooms whose key changes at every second message, while the bot's process is killed at any
 * moment. Their screens are then compared, word for word, with that of somebody who talked before the first kill.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Tdt } from '../../e2e/tdt.ts';
import type { Random } from '../replica/random.ts';
import { openGate } from './gate.ts';
import { until } from './person.ts';
import { inClear, sessionsOf } from './stored.ts';
import { type Account, post, type Synapse } from './synapse.ts';
import { openTalk, quiet, type Talk } from './talk.ts';

const CONSULTATION = join(import.meta.dirname, '../../contract/consultation');
/** Messages after which a room's key changes. */
const ROTATION = 2;
/** Milliseconds for an answer: a send that was killed is taken up after its lease, of 45 s, and killed again. */
const ANSWERED_WITHIN_MS = 600_000;
/** Seconds of quiet that close an open answer, and milliseconds without a message after which all is said. */
const QUIET_SECONDS = 1;
const QUIET_MS = 3_000;
/** The same where no answer is open. */
const ANSWERED_MS = 800;
/** Milliseconds that a process lives at most, from its start or from its first breath. */
const STARTING_MS = 2_500;
const LONGEST_LIFE_MS = 6_000;
const OPENING = ['contribuer 1', '1', '1', '1', 'passer', 'passer', 'passer'];

export interface MatrixKillOptions {
  readonly kills: number;
  readonly people: number;
  /** Rounds of what is said, at least; more as long as there are kills to come. */
  readonly rounds: number;
  readonly random: Random;
}

export interface MatrixKillReport {
  readonly kills: number;
  readonly killsAtStart: number;
  readonly said: number;
  readonly heard: number;
  /** Keys of rooms: as many times they changed. */
  readonly sessions: { readonly bot: number; readonly people: number };
  readonly seconds: number;
  /** What the processes logged at « warn » and « error », by code. */
  readonly logged: Readonly<Record<string, number>>;
  /** Empty where all is well. */
  readonly problems: readonly string[];
}

/** One round: what is asked back at once, what opens an answer, and the answer, which its quiet window closes. */
function roundOf(k: number): readonly string[] {
  return ['où en suis-je', 'modifier 2', `Réponse ${k}.`, 'aide'];
}

/** What each thing said is answered by, as seen before any kill. */
interface Expected {
  readonly opening: readonly (readonly string[])[];
  /** Of the first round, which finds no answer to change, and of the second, which stands for any. */
  readonly rounds: readonly (readonly (readonly string[])[])[];
}

export async function matrixKillRun(synapse: Synapse, options: MatrixKillOptions): Promise<MatrixKillReport> {
  const { random } = options;
  const began = performance.now();
  const bot = await synapse.register('robot');
  const gate = await openGate(synapse.url, () => new Date().toISOString());
  const dataDir = await mkdtemp(join(tmpdir(), 'tdt-kills-'));
  const consultation = await impatient(join(dataDir, 'consultation'));
  const talks: Talk[] = [];
  const logged: Record<string, number> = {};
  let [kills, killsAtStart] = [0, 0];
  let process_ = start();

  function start(): Tdt {
    return new Tdt(['start'], dataDir, {
      MATRIX_HOMESERVER_URL: gate.url,
      MATRIX_ACCESS_TOKEN: bot.token,
      // Reactions put under the questions are a comfort, never sent again after a kill: they would only blur what is compared.
      MATRIX_PACE_MS: '1',
      TDT_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      TDT_CONSULTATION: consultation,
    });
  }
  const isUp = (): boolean => process_.stderr.includes('"code":"started"');

  async function kill(): Promise<void> {
    const atStart = random.chance(0.25);
    if (!atStart) await until('the bot starts', isUp);
    await sleep(random.below(atStart ? STARTING_MS : LONGEST_LIFE_MS));
    await process_.kill('SIGKILL');
    kills += 1;
    if (atStart) killsAtStart += 1;
    note(process_.stderr, logged);
    process_ = start();
  }

  /** Says it, and waits for as many answers as it had before the kills. */
  async function says(talk: Talk, text: string, answers: number): Promise<void> {
    const before = talk.count();
    await talk.says(text);
    const isAnswered = (): boolean => talk.count() >= before + answers;
    await until(`« ${text} » is answered`, isAnswered, ANSWERED_WITHIN_MS).catch((error: unknown) => {
      const where = `room ${talk.room}, after ${kills} kills, ${talk.count() - before} of ${answers} answers, logged ${JSON.stringify(logged)}`;
      throw new Error(`${where}; ${waiting(dataDir)}; ${process_.stderr.slice(-2_000)}`, { cause: error });
    });
  }

  async function converse(talk: Talk, expected: Expected): Promise<string[]> {
    const due = expected.opening.flat();
    for (const [i, text] of OPENING.entries()) await says(talk, text, expected.opening[i]?.length ?? 0);
    for (let k = 1; k <= options.rounds || kills < options.kills; k += 1) {
      const round = expected.rounds[k === 1 ? 0 : 1]?.map(answers => answers.map(text => renumbered(text, k))) ?? [];
      for (const [i, text] of roundOf(k).entries()) await says(talk, text, round[i]?.length ?? 0);
      due.push(...round.flat());
    }
    return due;
  }

  try {
    await until('the bot starts', isUp);
    const before = await keysOf(synapse, bot);
    const first = await openTalk(synapse, bot, 'ana', { encrypted: true, rotation: ROTATION });
    talks.push(first);
    const expected = await listen(first);
    const others = Array.from({ length: options.people }, () =>
      openTalk(synapse, bot, 'ana', { encrypted: true, rotation: ROTATION }),
    );
    talks.push(...(await Promise.all(others)));
    let ended = false;
    const conversations = Promise.all(
      talks.slice(1).map(async talk => [talk, await converse(talk, expected)] as const),
    );
    const killing = (async () => {
      while (kills < options.kills && !ended) await kill();
    })();
    const spoken = await conversations.finally(() => {
      ended = true;
    });
    await killing;
    await Promise.all(talks.map(talk => quiet(talk, QUIET_MS)));
    const after = await keysOf(synapse, bot);
    const problems = [
      ...(before === after ? [] : ['the device or its keys changed']),
      ...gate.calls
        .filter(({ status, path }) => status === 400 && path.endsWith('/keys/upload'))
        .map(() => 'a one-time key was refused'),
      ...inClear(synapse.database, bot.userId).map(() => 'a message went out in clear'),
    ];
    for (const [talk, due] of spoken) problems.push(...(await differences(talk, due)));
    await process_.kill('SIGTERM');
    note(process_.stderr, logged);
    if (logged['matrix_undecryptable'] !== undefined)
      problems.push(`${logged['matrix_undecryptable']} messages the bot could not read`);
    const heard = talks.reduce((sum, talk) => sum + talk.count(), 0);
    return {
      kills,
      killsAtStart,
      said: talks.reduce((sum, talk) => sum + talk.said.length, 0),
      heard,
      sessions: {
        bot: sessionsOf(synapse.database, bot.userId),
        people: talks.reduce((sum, { person }) => sum + sessionsOf(synapse.database, person.userId), 0),
      },
      seconds: (performance.now() - began) / 1_000,
      logged,
      problems,
    };
  } finally {
    await process_.kill('SIGKILL');
    for (const talk of talks) talk.close();
    await gate.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The conversation that the others are held against: nothing is killed, and each thing said is given the time to be answered in full. */
async function listen(talk: Talk): Promise<Expected> {
  const answers = async (texts: readonly string[]): Promise<string[][]> => {
    const all: string[][] = [];
    for (const text of texts) {
      const before = talk.count();
      await talk.says(text);
      await until(`« ${text} » is answered`, () => talk.count() > before);
      await quiet(talk, text.startsWith('Réponse') ? QUIET_MS : ANSWERED_MS);
      all.push((await talk.heard()).slice(before));
    }
    return all;
  };
  const opening = await answers(OPENING);
  return { opening, rounds: [await answers(roundOf(1)), await answers(roundOf(2))] };
}

/** The kit's consultation, whose open answers close sooner. */
async function impatient(dir: string): Promise<string> {
  await cp(CONSULTATION, dir, { recursive: true });
  const file = join(dir, 'consultation.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^quiet_window_seconds: .*$/mu, `quiet_window_seconds: ${QUIET_SECONDS}`));
  return dir;
}

/** What the second round was answered, said of round `k`. */
function renumbered(text: string, k: number): string {
  return k === 1
    ? text
    : text.replaceAll(/Réponse ([12])\./gu, (_all, n: string) => `Réponse ${n === '1' ? k - 1 : k}.`);
}

async function differences(talk: Talk, due: readonly string[]): Promise<string[]> {
  const heard = await talk.heard().catch((error: unknown) => [String(error)]);
  if (heard.length === due.length && heard.every((text, i) => text === due[i])) return [];
  return [`${heard.length} answers, ${due.length} due: ${firstApart(heard, due)}`];
}

function firstApart(heard: readonly string[], due: readonly string[]): string {
  const at = heard.findIndex((text, i) => text !== due[i]);
  return at < 0 ? 'the end is missing' : `« ${heard[at] ?? ''} » instead of « ${due[at] ?? ''} »`;
}

const Keys = z.object({
  device_keys: z.record(z.string(), z.record(z.string(), z.looseObject({ keys: z.unknown() }))),
});

/** The bot's devices and their keys, as anybody sees them. */
async function keysOf({ url }: Synapse, { userId, token }: Account): Promise<string> {
  const answer = await post(`${url}/_matrix/client/v3/keys/query`, { device_keys: { [userId]: [] } }, token);
  const devices = Keys.parse(answer).device_keys[userId] ?? {};
  return JSON.stringify(Object.entries(devices).map(([id, { keys }]) => [id, keys]));
}

/** What waits to be sent, to find out why it does. */
function waiting(dataDir: string): string {
  const sql = new DatabaseSync(join(dataDir, 'tour-de-table.db'), { readOnly: true, timeout: 10_000 });
  try {
    return JSON.stringify(sql.prepare('SELECT * FROM outbox').all()).slice(0, 4_000);
  } finally {
    sql.close();
  }
}

const Line = z.object({ level: z.string(), code: z.string() });

function note(stderr: string, logged: Record<string, number>): void {
  for (const line of stderr.split('\n')) {
    if (!line.startsWith('{')) continue;
    let read: unknown;
    try {
      read = JSON.parse(line);
    } catch {
      continue; // The last line of a killed process.
    }
    const { level, code } = Line.parse(read);
    if (level !== 'info') logged[code] = (logged[code] ?? 0) + 1;
  }
}
