/** `tdt discord …`: the link that lets the bot into a server, and whether the bot can work. */
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { CommandError } from './usage-error.ts';
import type { CliWorld, DiscordReport } from './world.ts';

export const discordInvite: Command = {
  name: 'discord invite',
  summary: 'écrit le lien qui invite le robot sur un serveur Discord',
  usage: [
    'tdt discord invite',
    '',
    "À ouvrir par quelqu'un qui gère le serveur. Les permissions demandées sont les seules dont le robot se sert.",
  ],
  run: async (args, world) => {
    readOptions(args, {});
    world.stdout.write(`${(await report(world)).invite}\n`);
    return 0;
  },
};

export const discordCheck: Command = {
  name: 'discord check',
  summary: 'vérifie que le robot Discord peut travailler',
  usage: ['tdt discord check', '', 'Dit si Discord répond, si le jeton vaut, et ce que le robot peut lire.'],
  run: async (args, world) => {
    readOptions(args, {});
    const { name, readsTexts } = await report(world);
    world.stdout.write(`Discord répond, et connaît le robot « ${name} ».\n`);
    world.stdout.write(readsTexts ? READS : READS_NOT);
    return 0;
  },
};

const READS = 'Le robot peut lire les messages des fils privés.\n';
const READS_NOT = `Sans « Message Content Intent », dans un fil privé le robot ne lit que les boutons, les formulaires et les messages
qui le mentionnent. Les messages privés ne sont pas concernés. Portail des développeurs, page « Bot ».
`;

async function report(world: CliWorld): Promise<DiscordReport> {
  const found = await world.inspectDiscord();
  if (found === null)
    throw new CommandError(
      "DISCORD_TOKEN n'est pas donné : c'est le jeton du robot (portail des développeurs, « Bot »).",
    );
  return found;
}
