/** The real process, killed with -9 around the acknowledgement of a click: what people see then, and after. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Counterpart, openCounterpart } from '#test/support/discord/counterpart.ts';
import { People } from '#test/support/discord/people.ts';
import { pressesOf } from '#test/support/discord/screen.ts';
import { Tdt } from './tdt.ts';

/** Longer than the lease of a message that was being sent when its process was killed. */
const PATIENCE_MS = 90_000;

let discord: Counterpart;
let people: People;
let dataDir: string;
let process_: Tdt | null = null;

beforeEach(async () => {
  discord = await openCounterpart(() => new Date().toISOString());
  people = new People(discord);
  dataDir = await mkdtemp(join(tmpdir(), 'tour-de-table-'));
});
afterEach(async () => {
  await process_?.kill('SIGKILL');
  discord.assertContract();
  await discord.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function until(what: string, isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!isTrue()) {
    if (Date.now() > deadline)
      throw new Error(`${what}: not seen after ${JSON.stringify(botSays())}. ${process_?.stderr ?? ''}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

async function start(): Promise<void> {
  const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
  const before = discord.gateway.identifies().length;
  process_ = new Tdt(['start'], dataDir, env);
  await until('a login', () => discord.gateway.identifies().length > before);
}

function botSays(): string[] {
  return people.sees('ana').flatMap(({ author, content }) => (author.bot ? content : []));
}

function alive(label: string): boolean {
  return people.sees('ana').some(one => pressesOf(one).some(press => press.label === label));
}

function notices(): number {
  return botSays().filter(text => /Vos droits/u.test(text)).length;
}

async function reachesWelcome(): Promise<void> {
  await start();
  people.says('ana', 'bonjour');
  await until('the welcome', () => alive('Commencer'));
}

it(
  'a click that is killed before it was heard leaves its button alive, and works when the bot is back',
  async () => {
    await reachesWelcome();
    void process_?.kill('SIGSTOP');
    people.clicks('ana', 'Commencer', null);
    await process_?.kill('SIGKILL');
    expect(alive('Commencer')).toBe(true);
    await start();
    people.clicks('ana', 'Commencer', null);
    await until('the notice', () => notices() > 0);
    await process_?.kill('SIGTERM');
    expect(notices()).toBe(1);
    expect(alive('Commencer')).toBe(false);
  },
  6 * PATIENCE_MS,
);

it(
  'a click that was stored, and killed before its acknowledgement, leaves its button alive and is answered once',
  async () => {
    await reachesWelcome();
    discord.rest.faults.holdAcknowledgements = true;
    people.clicks('ana', 'Commencer', null);
    await until('an acknowledgement', () => discord.rest.held() > 0);
    await process_?.kill('SIGKILL');
    discord.rest.faults.holdAcknowledgements = false;
    // It was stored: what follows may have gone out already, which then put the button away.
    expect(alive('Commencer') || notices() > 0).toBe(true);
    await start();
    await until('the notice', () => notices() > 0);
    await process_?.kill('SIGTERM');
    expect(notices()).toBe(1);
  },
  6 * PATIENCE_MS,
);
