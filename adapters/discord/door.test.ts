import { expect, test } from 'vitest';
import { createDiscordAdapter } from './index.ts';

test('the address of the bot is known from its token, before anything is asked of Discord', () => {
  const doorOf = (token: string) => createDiscordAdapter({ token, apiUrl: null, guilds: [] }).door?.('1');
  expect(doorOf(`${btoa('123456789012345678')}.x.y`)).toBe('https://discord.com/users/123456789012345678');
  for (const token of ['', 'secret', `${btoa('not an id')}.x.y`]) expect(doorOf(token)).toBeNull();
});
