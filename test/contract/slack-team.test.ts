import { expect, test } from 'vitest';
import { openSlackWorld } from './slack-world.ts';
import { teamTranscript } from './team-commands.ts';

test('every command of the team, by each role, over Slack', async () => {
  const { read, kept } = await teamTranscript('slack', () => openSlackWorld('socket'));
  expect(read).toBe(kept);
}, 120_000);
