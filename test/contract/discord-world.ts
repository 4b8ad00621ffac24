/** Discord's world: the adapter over a real connection to a counterpart that keeps to the official contract. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { createDiscordAdapter, type Discord } from '#adapters/discord/index.ts';
import { textIn } from '#test/support/discord/contract.ts';
import { type Counterpart, openCounterpart } from '#test/support/discord/counterpart.ts';
import { People } from '#test/support/discord/people.ts';
import { pressesOf, ringing, shown } from '#test/support/discord/screen.ts';
import type { StoredMessage } from '#test/support/discord/state.ts';
import { advanceTo } from '#usecases/application.ts';
import { addMs, type VirtualClock } from '#usecases/clock.ts';
import { createVirtualClock } from '#worker/index.ts';
import { giveToGroup, openApplication, readConsultation, seededEntropy, sentBodies } from './application.ts';
import type { TestApplication } from './application.ts';
import type { Stores } from '#usecases/ports.ts';
import type { Seen, World } from './world.ts';

export interface DiscordWorld extends World {
  readonly counterpart: Counterpart;
  readonly people: People;
  /** What the bot logged, as « code {facts} ». */
  readonly logged: readonly string[];
  readonly application: () => TestApplication['application'];
  /** The process is not there for a while. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** So many seconds go by in which nothing of ours happens. */
  readonly passClock: (seconds: number) => Promise<void>;
}

export interface DiscordWorldOptions {
  readonly guilds?: readonly string[];
  /** The folder of what is asked; by default, the kit's own. */
  readonly consultationDir?: string;
  /** Who is of the team, by name: the first server's people. */
  readonly staff?: readonly string[];
  /** More than a second's worth, where `Date` stands still while a crowd is answered. */
  readonly requestsPerSecond?: number;
  /** Wraps the stores, to make them fail. */
  readonly wrap?: (stores: Stores) => Stores;
}

const FACILITATOR = 'zoe';
const START = '2027-02-10T09:00:00.000Z';

/** Opens an application behind Discord on a fresh database; `Date` stands still, and moves with the virtual clock. */
export async function openDiscordWorld({
  guilds = [],
  consultationDir = join(import.meta.dirname, 'consultation'),
  staff = [],
  requestsPerSecond,
  wrap,
}: DiscordWorldOptions = {}): Promise<DiscordWorld> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(START) });
  const consultation = await readConsultation(consultationDir);
  const dataDir = await mkdtemp(join(tmpdir(), 'tour-de-table-'));
  const clock = realDateToo(createVirtualClock(START));
  const entropy = seededEntropy(11);
  const logged: string[] = [];
  const counterpart = await openCounterpart(clock.now);
  const people = new People(counterpart);
  const { state } = counterpart;
  let adapter: Discord | null = null;
  let running: TestApplication | null = null;

  async function start(): Promise<void> {
    const pace = requestsPerSecond === undefined ? {} : { requestsPerSecond };
    adapter = createDiscordAdapter({ token: counterpart.token, apiUrl: counterpart.apiUrl, guilds, ...pace });
    const log = (_level: string, code: string, facts?: object): void =>
      void logged.push(`${code} ${JSON.stringify(facts ?? {})}`);
    const wrapping = wrap === undefined ? {} : { wrap };
    const { guild: workspace } = counterpart.state;
    const named = [FACILITATOR, ...staff];
    const firstStaff = named.map(name => ({ platform: 'discord', workspace, userId: people.user(name).id }));
    const adapters = [adapter];
    running = await openApplication({ consultation, adapters, clock, entropy, dataDir, log, firstStaff, ...wrapping });
  }

  function stores(): Stores {
    if (running === null) throw new Error('the process is not running');
    return running.stores;
  }

  function application(): TestApplication['application'] {
    if (running === null) throw new Error('the process is not running');
    return running.application;
  }

  async function stop(): Promise<void> {
    await running?.close();
    running = null;
  }

  async function settle(): Promise<void> {
    let before = -1;
    while (before !== counterpart.rest.calls.length) {
      before = counterpart.rest.calls.length;
      await counterpart.idle();
      await adapter?.idle();
      await application().runUntilIdle();
      await adapter?.idle();
      await counterpart.idle();
    }
  }

  const seenOf = (message: StoredMessage): Seen => ({
    id: message.id,
    from: message.author.bot ? 'bot' : 'person',
    text: shown(message.content),
    choices: pressesOf(message).map(({ label }) => label),
    files: message.attachments.map(({ filename }) => filename),
  });

  const lastThread = (): string =>
    state.channels
      .values()
      .toArray()
      .findLast(one => one.type === 11)?.id ?? '';

  await start();
  const TEAM_ROLE = '700000000000000001';
  return {
    team: {
      account: user =>
        Promise.resolve({ platform: 'discord', workspace: counterpart.state.guild, userId: people.user(user).id }),
      stores,
      joins: async user => {
        const { guild } = counterpart.state;
        counterpart.state.roles.set(`${guild} ${people.user(user).id}`, [TEAM_ROLE]);
        if (running !== null) await giveToGroup(running, 'discord', guild, TEAM_ROLE, clock.now());
      },
      leaves: user => {
        counterpart.state.roles.delete(`${counterpart.state.guild} ${people.user(user).id}`);
        return Promise.resolve();
      },
    },
    group: {
      facilitator: FACILITATOR,
      opens: async text => {
        // What people write to each other is read where the server lets us: known when the process starts.
        state.flags |= MAY_READ_TEXTS;
        await stop();
        await start();
        await settle();
        people.says(FACILITATOR, `<@${state.bot.id}> ${text}`, null, state.town);
      },
      userSays: (user, text) => Promise.resolve({ id: people.says(user, text, null, lastThread()) }),
      userClicks: (user, label) => {
        const there = state.of(lastThread()).some(one => pressesOf(one).some(press => press.label === label));
        people.clicks(user, label, null, there ? lastThread() : state.town);
        return Promise.resolve();
      },
      userReacts: (user, on) => {
        const { id, username } = people.user(user);
        counterpart.dispatch('MESSAGE_REACTION_ADD', {
          user_id: id,
          channel_id: lastThread(),
          message_id: on.id,
          guild_id: state.guild,
          member: { nick: user, user: { id, username } },
          emoji: { id: null, name: '👍' },
        });
        return Promise.resolve();
      },
      userDeletes: (_user, said) => {
        const messages = state.of(lastThread());
        messages.splice(
          messages.findIndex(one => one.id === said.id),
          1,
        );
        counterpart.dispatch('MESSAGE_DELETE', { id: said.id, channel_id: lastThread(), guild_id: state.guild });
        return Promise.resolve();
      },
      sent: () => sentBodies(running, consultation),
      whatAllSee: where => Promise.resolve(state.of(where === 'channel' ? state.town : lastThread()).map(seenOf)),
    },
    counterpart,
    people,
    logged,
    application,
    stop,
    start,
    passClock: seconds => {
      clock.moveTo(addMs(clock.now(), seconds * 1_000));
      return Promise.resolve();
    },
    userSays: (user, text, options) => Promise.resolve({ id: people.says(user, text, options?.replyTo?.id ?? null) }),
    userSendsFile: (user, file) => Promise.resolve({ id: people.sends(user, file) }),
    userClicks: (user, label, on) => {
      people.clicks(user, label, on?.id ?? null);
      return Promise.resolve();
    },
    userSubmits: async (user, values) => {
      people.clicks(user, 'Répondre par formulaire', null);
      await settle();
      people.fills(user, consultation, values);
    },
    userEdits: (user, said, text) => {
      people.edits(user, said.id, text);
      return Promise.resolve();
    },
    userDeletes: (user, said) => {
      people.deletes(user, said.id);
      return Promise.resolve();
    },
    userTypes: user => {
      people.types(user);
      return Promise.resolve();
    },
    whatUserSees: user => Promise.resolve(people.sees(user).map(seenOf)),
    pings: () => Promise.resolve(counterpart.rest.calls.filter(rings).length),
    settle,
    passTime: async seconds => {
      await settle();
      await advanceTo(application(), clock, addMs(clock.now(), seconds * 1e3));
      await settle();
    },
    faults: {
      redeliver: more => {
        counterpart.redeliver = more;
      },
      dropConnection: () => {
        counterpart.cut();
        return Promise.resolve({
          restore: async () => {
            counterpart.restore();
            await vi.waitUntil(counterpart.gateway.isConnected, {
              timeout: 3e4,
              interval: 20,
            });
            await settle();
          },
        });
      },
      loseResponse: applied => {
        counterpart.rest.faults.lose = applied;
      },
      refuseFiles: () => {
        counterpart.rest.faults.refuseFiles = true;
      },
      rateLimit: seconds => {
        counterpart.rest.faults.limitedUntil = Date.parse(clock.now()) + seconds * 1e3;
      },
      restart: async () => {
        await stop();
        await start();
        await settle();
      },
    },
    assertContract: () => {
      counterpart.assertContract();
      return Promise.resolve();
    },
    close: async () => {
      await stop();
      await counterpart.close();
      await rm(dataDir, {
        recursive: true,
        force: true,
      });
      vi.useRealTimers();
    },
  };
}

/** The privileged intent, granted on the developers' portal. */
const MAY_READ_TEXTS = 1 << 19;

function rings({ body }: Counterpart['rest']['calls'][number]): boolean {
  const allowed = body['allowed_mentions'] as { parse?: readonly string[] } | undefined;
  return ringing(textIn(body, 'content')) > 0 && allowed?.parse?.length !== 0;
}

/** Discord stamps messages with its own time: it must be the conversation's. */
function realDateToo(clock: VirtualClock): VirtualClock {
  return {
    ...clock,
    moveTo: iso => {
      clock.moveTo(iso);
      vi.setSystemTime(Date.parse(clock.now()));
    },
  };
}
