/** The terminal's world: the adapter in this process, a screen in memory, faults between the two. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProblem, parseLine } from '#adapters/terminal/parse.ts';
import { createTerminal } from '#adapters/terminal/terminal.ts';
import type { Terminal } from '#adapters/terminal/terminal.ts';
import { advanceTo } from '#usecases/application.ts';
import { addMs } from '#usecases/clock.ts';
import { createVirtualClock } from '#worker/index.ts';
import { openApplication, readConsultation, seededEntropy, sentBodies } from './application.ts';
import type { TestApplication } from './application.ts';
import { FakeScreen } from './terminal-screen.ts';
import type { Said, World } from './world.ts';

const FACILITATOR = 'zoe';

/** Opens an application behind a terminal on a fresh database. */
export async function openTerminalWorld(): Promise<World> {
  const consultation = await readConsultation(join(import.meta.dirname, 'consultation'));
  const dataDir = await mkdtemp(join(tmpdir(), 'tour-de-table-'));
  const clock = createVirtualClock('2027-02-10T09:00:00.000Z');
  const entropy = seededEntropy(7);
  const screen = new FakeScreen(clock.now);
  const offline: string[] = [];
  let more = 0;
  let lines = 0;
  let runs = 0;
  let terminal: Terminal | null = null;
  let running: TestApplication | null = null;

  async function start(): Promise<void> {
    runs += 1;
    terminal = createTerminal({ screen, run: `r${runs}` });
    const firstStaff = [{ platform: 'terminal', workspace: 'local', userId: FACILITATOR }];
    running = await openApplication({ consultation, adapters: terminal.adapters, clock, entropy, dataDir, firstStaff });
  }

  function application() {
    if (running === null) throw new Error('the process is not running');
    return running.application;
  }

  /** Hands a line to the process, as often as the platform would. */
  async function deliver(line: string): Promise<void> {
    for (let i = 0; i <= more; i += 1) {
      lines += 1;
      const input = parseLine(line, lines);
      if (isProblem(input)) throw new Error(input.error);
      const problem = await terminal?.take(input);
      if (problem !== null && problem !== undefined) throw new Error(problem.error);
    }
  }

  async function act(user: string, keys: Record<string, unknown>): Promise<Said> {
    const id = `e${String(screen.nextId())}`;
    const line = JSON.stringify({ user, id, ...('text' in keys && !('edit' in keys) ? { ref: id } : {}), ...keys });
    if (screen.isConnected()) await deliver(line);
    else offline.push(line);
    return { id };
  }

  async function passTime(seconds: number): Promise<void> {
    await advanceTo(application(), clock, addMs(clock.now(), seconds * 1_000));
  }

  const salon = { channel: 'salon' };
  const thread = (): Record<string, string> => ({ ...salon, thread: screen.lastThread() });

  await start();
  return {
    team: {
      account: user => Promise.resolve({ platform: 'terminal', workspace: 'local', userId: user }),
      stores: () => {
        if (running === null) throw new Error('the process is not running');
        return running.stores;
      },
      joins: () => Promise.reject(new Error('a terminal has no groups')),
      leaves: () => Promise.reject(new Error('a terminal has no groups')),
    },
    group: {
      facilitator: FACILITATOR,
      opens: async text => void (await act(FACILITATOR, { text, ...salon })),
      userSays: (user, text) => act(user, { text, ...thread() }),
      userClicks: async (user, label) => {
        const { id, at } = screen.choiceAmong(label);
        await act(user, { choice: id, ...salon, ...(at === null ? {} : { thread: at }) });
      },
      userReacts: async (user, on) => void (await act(user, { react: '👍', on: on.id, ...thread() })),
      userDeletes: async (user, said) => void (await act(user, { delete: said.id, ...thread() })),
      sent: () => sentBodies(running, consultation),
      whatAllSee: where => Promise.resolve(screen.among(where === 'channel' ? null : screen.lastThread())),
    },
    userSays: async (user, text, options) => {
      const said = await act(user, { text, ...(options?.replyTo === undefined ? {} : { quote: options.replyTo.id }) });
      screen.personWrites(user, said.id, text);
      return said;
    },
    userSendsFile: (user, file) =>
      act(user, {
        text: '',
        file: { name: file.name, mediaType: file.mediaType, base64: Buffer.from(file.bytes).toString('base64') },
      }),
    userClicks: async (user, label, on) => {
      await act(user, { choice: screen.choiceId(user, label, on?.id ?? null) });
    },
    userSubmits: () => Promise.reject(new Error('a terminal has no form')),
    userEdits: async (user, said, text) => {
      await act(user, { edit: said.id, text });
      screen.personWrites(user, said.id, text);
    },
    userDeletes: async (user, said) => {
      await act(user, { delete: said.id });
      screen.personDeletes(user, said.id);
    },
    userTypes: async user => void (await act(user, { typing: true })),
    whatUserSees: user => Promise.resolve(screen.of(user)),
    pings: () => Promise.resolve(0),
    settle: () => application().runUntilIdle(),
    passTime,
    faults: {
      redeliver: count => {
        more = count;
      },
      dropConnection: () => {
        screen.disconnect();
        return Promise.resolve({
          restore: async () => {
            screen.connect();
            for (const line of offline.splice(0)) await deliver(line);
            await application().runUntilIdle();
          },
        });
      },
      loseResponse: applied => screen.loseNextResponse(applied),
      rateLimit: seconds => screen.refuseUntil(addMs(clock.now(), seconds * 1_000)),
      restart: async () => {
        await running?.close();
        await start();
      },
    },
    assertContract: () => {
      screen.assertContract();
      return Promise.resolve();
    },
    close: async () => {
      await running?.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
