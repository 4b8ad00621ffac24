/** `tdt key …`: the key that seals the secrets kept in the database, and its change. */
import { randomBytes } from 'node:crypto';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { LIMITS } from './limits.ts';
import { withStores } from './setting.ts';

export const keyNew: Command = {
  name: 'key new',
  summary: 'fait une clé pour TDT_SECRET_KEY',
  usage: [
    'tdt key new',
    '',
    "La clé chiffre les jetons gardés dans la base. Gardez-en une copie hors de la machine : sans elle, il faut réinstaller l'application dans chaque espace.",
  ],
  run: (args, world) => {
    readOptions(args, {});
    world.stdout.write(`${randomBytes(LIMITS.secretKeyBytes).toString('base64')}\n`);
    return Promise.resolve(0);
  },
};

export const keyRotate: Command = {
  name: 'key rotate',
  summary: 'rechiffre les jetons gardés avec la première clé de TDT_SECRET_KEY',
  usage: [
    'tdt key rotate',
    '',
    '1. Mettez la nouvelle clé devant : TDT_SECRET_KEY=NOUVELLE,ANCIENNE, puis redémarrez le service.',
    '2. Lancez « tdt key rotate ».',
    "3. Quand tout est rechiffré, retirez l'ancienne.",
  ],
  run: async (args, world) => {
    readOptions(args, {});
    return withStores(world, world.configuration(), async ({ secrets }) => {
      const { resealed, unreadable } = await secrets.reseal();
      world.stdout.write(`Jetons rechiffrés : ${resealed}.\n`);
      if (unreadable === 0) {
        world.stdout.write('Tout est sous la première clé : les autres peuvent être retirées.\n');
        return 0;
      }
      world.stdout.write(
        `Jetons illisibles : ${unreadable}. Remettez la clé qui les a chiffrés à la fin de TDT_SECRET_KEY ; sans elle, réinstallez l'application dans ces espaces.\n`,
      );
      return 1;
    });
  },
};
