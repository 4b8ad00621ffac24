/** `tdt outbox list`: the messages given up on, for the operator. Never their text. */
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { LIMITS } from './limits.ts';
import { withStores } from './setting.ts';

export const outboxList: Command = {
  name: 'outbox list',
  summary: "liste les messages qui n'ont pas pu partir",
  usage: [
    'tdt outbox list',
    '',
    `Les ${LIMITS.deadLetters} derniers messages abandonnés : identifiant, plateforme, heure, raison. Jamais leur texte.`,
  ],
  run: async (args, world) => {
    readOptions(args, {});
    return withStores(world, world.configuration(), async stores => {
      const letters = await stores.outbox.deadLetters(LIMITS.deadLetters);
      for (const letter of letters)
        world.stdout.write(`${letter.id}\t${letter.platform}\t${letter.at}\t${letter.reason}\n`);
      world.stderr.write(
        letters.length === 0 ? 'Aucun message abandonné.\n' : `Messages abandonnés : ${letters.length}.\n`,
      );
      return 0;
    });
  },
};
