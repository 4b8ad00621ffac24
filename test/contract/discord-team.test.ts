import { expect, test } from 'vitest';
import { openDiscordWorld } from './discord-world.ts';
import { teamTranscript } from './team-commands.ts';

test('every command of the team, by each role, over Discord', async () => {
  const { read, kept } = await teamTranscript('discord', () => openDiscordWorld());
  expect(read).toBe(kept);
}, 120_000);
