/** Two real processes on one PostgreSQL, and one Discord: one is connected; killed with -9, the other takes over. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, inject, it } from 'vitest';
import { standsFor } from '#test/support/absent.ts';
import { type Counterpart, openCounterpart } from '#test/support/discord/counterpart.ts';
import { People } from '#test/support/discord/people.ts';
import { createDatabase } from '../storage/world.ts';
import { Tdt } from './tdt.ts';

/** The thirty seconds that are promised, and what a loaded machine may take for the rest. */
const PATIENCE_MS = 90_000;
const server = inject('postgresUrl');

let discord: Counterpart | null = null;
const dataDirs: string[] = [];
const processes: Tdt[] = [];

afterEach(async () => {
  for (const one of processes.splice(0)) await one.kill('SIGKILL');
  await discord?.close();
  for (const dir of dataDirs.splice(0)) await rm(dir, { recursive: true, force: true });
});

async function until(what: string, isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`${what}: never. ${processes.map(one => one.stderr).join('\n---\n')}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

async function start(counterpart: Counterpart, url: string): Promise<Tdt> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tour-de-table-'));
  dataDirs.push(dataDir);
  const env = {
    DISCORD_TOKEN: counterpart.token,
    DISCORD_API_URL: counterpart.apiUrl,
    DATABASE_URL: url,
    TDT_LOG: 'info',
  };
  const one = new Tdt(['start'], dataDir, env);
  processes.push(one);
  return one;
}

const says = (one: Tdt, code: string): boolean => one.stderr.includes(`"${code}"`);

if (server === null) standsFor('leases between replicas', 'PostgreSQL, which is not installed here');
else
  it(
    'PostgreSQL: one replica is connected; when it is killed the other goes on, with what was said meanwhile, once',
    async () => {
      const counterpart = await openCounterpart(() => new Date().toISOString());
      discord = counterpart;
      const people = new People(counterpart);
      const botSays = (): string[] => people.sees('ana').flatMap(({ author, content }) => (author.bot ? content : []));
      const url = await createDatabase(server);
      const first = await start(counterpart, url);
      await until('the first is connected', () => says(first, 'platform_held'));
      const second = await start(counterpart, url);
      await until('the second waits', () => says(second, 'platform_held_elsewhere'));
      expect(counterpart.gateway.identifies()).toHaveLength(1);
      people.says('ana', 'bonjour');
      await until('the welcome', () => botSays().some(text => text.includes('Je suis un robot')));
      await first.kill('SIGKILL');
      // Said while nobody is connected, in a conversation that is known: the one that comes reads what it missed.
      people.says('ana', 'aide');
      await until('the second is connected', () => says(second, 'platform_held'));
      await until('an answer', () => botSays().some(text => text.includes('passer')));
      expect(counterpart.gateway.identifies()).toHaveLength(2);
      expect(botSays().filter(text => text.startsWith('Bonjour'))).toHaveLength(1);
      expect(botSays().filter(text => text.startsWith('Répondez'))).toHaveLength(1);
      // Stopped in order, it lets go at once.
      const third = await start(counterpart, url);
      await until('the third waits', () => says(third, 'platform_held_elsewhere'));
      await second.kill('SIGTERM');
      await until('the third is connected', () => says(third, 'platform_held'));
    },
    4 * PATIENCE_MS,
  );
