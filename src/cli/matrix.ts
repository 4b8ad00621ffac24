/** `tdt matrix …`: the bot's account, set up by hand while the service is stopped. */
import { createInterface } from 'node:readline/promises';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { LIMITS } from './limits.ts';
import { CommandError } from './usage-error.ts';
import type { CliWorld, MatrixOperator } from './world.ts';

export const matrixLogin: Command = {
  name: 'matrix login',
  summary: 'ouvre une fois la connexion Matrix du robot, et garde son jeton',
  usage: [
    'tdt matrix login [--user NOM]',
    '',
    'Le mot de passe est lu dans MATRIX_PASSWORD, ou sur une ligne de l’entrée. Le jeton est gardé dans le dossier des données, chiffré',
    'sous TDT_SECRET_KEY ; le mot de passe ne l’est nulle part. Arrêtez le service avant.',
  ],
  run: async (args, world) => {
    const { values } = readOptions(args, { user: { type: 'string' } });
    const operator = await operatorOf(world);
    const { user } = values;
    const given = user === undefined ? null : { user, password: await line(world, `Mot de passe de ${user} : `) };
    const { userId, deviceId } = await operator.logIn(given);
    world.stdout.write(`Connecté : ${userId}, appareil ${deviceId}. Le jeton est gardé : « npm start ».\n`);
    return 0;
  },
};

export const matrixRecoveryKey: Command = {
  name: 'matrix recovery-key',
  summary: 'fait, ou reprend, la clé de secours des clés de chiffrement du robot',
  usage: [
    'tdt matrix recovery-key',
    'tdt matrix recovery-key --restore',
    '',
    'Sans option : écrit une clé de secours, une seule fois. Gardez-la hors de la machine : si le dossier des données est perdu,',
    'elle rend au robot son identité vérifiée. Une clé faite avant ne sert plus.',
    '--restore : lit la clé de secours sur une ligne de l’entrée, et signe l’appareil d’aujourd’hui.',
    'Arrêtez le service avant.',
  ],
  run: async (args, world) => {
    const { values } = readOptions(args, { restore: { type: 'boolean' } });
    const operator = await operatorOf(world);
    if (values.restore !== true) {
      world.stdout.write(`${await operator.makeRecoveryKey()}\n`);
      return 0;
    }
    await operator.restore(await line(world, 'Clé de secours : '));
    world.stdout.write("L'appareil du robot est signé : « npm start ».\n");
    return 0;
  },
};

async function operatorOf(world: CliWorld): Promise<MatrixOperator> {
  const operator = await world.operateMatrix();
  if (operator !== null) return operator;
  throw new CommandError(
    "MATRIX_HOMESERVER_URL n'est pas donné : c'est l'adresse du serveur, comme https://matrix.example.org.",
  );
}

/** One line, typed or piped. */
async function line(world: CliWorld, prompt: string): Promise<string> {
  if (world.stdin.isTTY === true) world.stderr.write(prompt);
  const lines = createInterface({ input: world.stdin });
  for await (const read of lines) {
    lines.close();
    const said = read.trim();
    if (said !== '' && said.length <= LIMITS.secretLineCharacters) return said;
    break;
  }
  throw new CommandError("Rien n'a été donné. Écrivez-le sur une ligne, puis Entrée.");
}
