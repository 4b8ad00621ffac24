import { CAPABILITIES } from '#adapters/discord/index.ts';
import { describeAdapterContract } from './adapter.ts';
import { openDiscordWorld } from './discord-world.ts';

describeAdapterContract({
  name: 'discord',
  several: true,
  refusesFiles: true,
  hasTeam: true,
  capabilities: CAPABILITIES,
  open: () => openDiscordWorld(),
});
