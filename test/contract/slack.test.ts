import { CAPABILITIES } from '#adapters/slack/index.ts';
import { describeAdapterContract } from './adapter.ts';
import { openSlackWorld } from './slack-world.ts';

for (const mode of ['socket', 'http'] as const) {
  describeAdapterContract({
    name: `slack over ${mode}`,
    several: true,
    refusesFiles: true,
    hasTeam: true,
    capabilities: CAPABILITIES,
    open: () => openSlackWorld(mode),
  });
}
