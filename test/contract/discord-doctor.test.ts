/** `tdt doctor` before the counterpart: what is right, and each thing that can be wrong. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { examineDiscord } from '#adapters/discord/index.ts';
import { type Counterpart, openCounterpart } from '#test/support/discord/counterpart.ts';
import { createDiscordAdapter, type DiscordConfig } from '#adapters/discord/index.ts';

let discord: Counterpart;
let config: DiscordConfig;

beforeEach(async () => {
  discord = await openCounterpart(() => new Date().toISOString());
  config = { token: discord.token, apiUrl: discord.apiUrl, guilds: [] };
});
afterEach(async () => {
  discord.assertContract();
  await discord.close();
});

async function wrong(changed: Partial<DiscordConfig> = {}): Promise<string[]> {
  return (await examineDiscord({ ...config, ...changed })).filter(({ ok }) => !ok).map(({ said }) => said);
}

it('finds everything right, and sends nothing', async () => {
  const found = await examineDiscord(config);
  expect(found.filter(({ ok }) => !ok)).toEqual([]);
  expect(found.map(({ said }) => said).join('\n')).toMatch(
    /application « Tour de table »[\s\S]*non accordé[\s\S]*Passerelle[\s\S]*« Territoires »[\s\S]*pas encore[\s\S]*Horloge/,
  );
  expect(discord.rest.calls.every(({ method }) => method === 'GET')).toBe(true);
});

it('says that commands are there once they are', async () => {
  const adapter = createDiscordAdapter(config);
  await adapter.start(HOST);
  await discord.idle();
  await adapter.idle();
  await adapter.stop();
  expect((await examineDiscord(config)).map(({ said }) => said)).toContain('Commandes : enregistrées.');
});

it('says that the token is refused, and where another one is made', async () => {
  expect(await wrong({ token: 'another' })).toEqual([expect.stringMatching(/jeton refusé.*Reset Token/) as string]);
});

it('names each permission that is missing in a server', async () => {
  const server = discord.state.servers.get(discord.state.guild);
  if (server === undefined) throw new Error('no server');
  server.permissions = String((1n << 10n) | (1n << 11n) | (1n << 15n) | (1n << 16n));
  expect(await wrong()).toEqual([
    expect.stringMatching(/« Territoires ».*Créer des fils privés, Envoyer des messages dans les fils/) as string,
  ]);
});

it('says which chosen server the bot is not in, and how to invite it where it is in none', async () => {
  expect(await wrong({ guilds: ['123456789012345678'] })).toEqual([
    expect.stringMatching(/DISCORD_GUILDS.*123456789012345678/) as string,
  ]);
  discord.state.servers.clear();
  expect(await wrong()).toEqual([expect.stringMatching(/aucun.*discord invite/) as string]);
});

it('says that Discord is out of reach', async () => {
  discord.cut();
  expect(await wrong()).toEqual([expect.stringMatching(/hors d'atteinte/) as string]);
});

const HOST: Parameters<ReturnType<typeof createDiscordAdapter>['start']>[0] = {
  receive: () => Promise.resolve(),
  now: () => new Date().toISOString(),
  log: () => undefined,
  tellStaff: () => Promise.resolve(),
  installations: null as never,
  queries: {
    themes: () => Promise.resolve([]),
    form: () => Promise.resolve(null),
    staffGroups: () => Promise.resolve([]),
    awaitsText: () => Promise.resolve(false),
    liveConversations: () => Promise.resolve([]),
    holdsWorkshop: () => Promise.resolve(false),
    homeOf: () => Promise.resolve(null),
    places: () => Promise.resolve([]),
    overview: () => Promise.reject(new Error('not asked here')),
  },
};
