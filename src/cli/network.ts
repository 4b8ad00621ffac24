/** `tdt network …`: the operator's networks, and the invitations by which workspaces join them. */
import { addMs } from '#usecases/clock.ts';
import { hashCode } from '#usecases/codes.ts';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { LIMITS } from './limits.ts';
import { withStores } from './setting.ts';
import { CommandError, UsageError } from './usage-error.ts';

const DAY_MS = 86_400_000;

export const networkAdd: Command = {
  name: 'network add',
  summary: 'ajoute un réseau',
  usage: [
    'tdt network add IDENTIFIANT [NOM]',
    '',
    "L'identifiant : 2 à 40 lettres minuscules, chiffres ou tirets. Le nom : entre guillemets s'il a des espaces.",
  ],
  run: async (args, world) => {
    const { positionals } = readOptions(args, {}, { most: 2 });
    const id = readId(positionals[0]);
    const name = (positionals[1] ?? id).trim();
    if (name === '' || name.length > 100) throw new UsageError('Le nom a de 1 à 100 caractères.');
    return withStores(world, world.configuration(), async stores => {
      if ((await stores.networks.create(id, name, now())) === 'exists')
        throw new CommandError(`Le réseau « ${id} » existe déjà.`);
      world.stdout.write(`Réseau « ${name} » ajouté. Pour y faire entrer un espace : tdt network invite ${id}\n`);
      return 0;
    });
  },
};

export const networkList: Command = {
  name: 'network list',
  summary: 'liste les réseaux',
  usage: ['tdt network list'],
  run: async (args, world) => {
    readOptions(args, {});
    return withStores(world, world.configuration(), async stores => {
      await stores.networks.ensureDefault(now());
      for (const network of await stores.networks.list()) {
        world.stdout.write(
          `${network.id}\t${network.name}\tespaces : ${network.workspaces}\tpersonnes : ${network.participants}\n`,
        );
      }
      return 0;
    });
  },
};

export const networkInvite: Command = {
  name: 'network invite',
  summary: 'crée une invitation, à usage unique, pour un espace (Slack, Discord…)',
  usage: [
    'tdt network invite IDENTIFIANT',
    '',
    `Le code est montré une seule fois et vaut ${LIMITS.invitationDays} jours.`,
  ],
  run: async (args, world) => {
    const { positionals } = readOptions(args, {}, { most: 1 });
    const id = readId(positionals[0]);
    return withStores(world, world.configuration(), async stores => {
      const code = `${world.entropy.letters(4)}-${world.entropy.letters(4)}-${world.entropy.letters(4)}`;
      const at = now();
      const made = await stores.networks.invite(
        id,
        hashCode(world.entropy, code),
        addMs(at, LIMITS.invitationDays * DAY_MS),
        at,
      );
      if (made === 'unknown_network')
        throw new CommandError(`Le réseau « ${id} » n'existe pas. « tdt network list » donne la liste.`);
      world.stdout.write(`${code}\n`);
      world.stderr.write(
        `Dans l'espace à inviter, écrivez au robot : rejoindre ${code}\nCe code sert une fois, pendant ${LIMITS.invitationDays} jours. Il n'est gardé nulle part.\n`,
      );
      return 0;
    });
  },
};

function readId(id: string | undefined): string {
  if (id !== undefined && /^[a-z0-9][a-z0-9-]{1,39}$/.test(id)) return id;
  throw new UsageError("L'identifiant d'un réseau : 2 à 40 lettres minuscules, chiffres ou tirets.");
}

function now(): string {
  return new Date().toISOString();
}
