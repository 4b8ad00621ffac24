/** Thirty people on each platform's counterpart; Matrix's needs a homeserver, and has its own file. */
import { describe, it } from 'vitest';
import { openDiscordWorld } from '../contract/discord-world.ts';
import { expectSameContribution } from '../contract/scenarios/replay.ts';
import { openSlackWorld } from '../contract/slack-world.ts';
import { openTerminalWorld } from '../contract/terminal-world.ts';

describe('a workshop of thirty people, restarted and told twice, ends in the same contribution as without', () => {
  it('in the terminal', () => expectSameContribution(openTerminalWorld));
  it('on Slack', () => expectSameContribution(() => openSlackWorld('socket')));
  it('on Discord', () => expectSameContribution(() => openDiscordWorld({ requestsPerSecond: 10_000 })));
});
