/** `tdt rgpd effacer`, `tdt rgpd nettoyer`: erasure for whoever asks by letter, and the deleted off the disk. */
import { readReference } from '#usecases/references.ts';
import type { Stores } from '#usecases/ports.ts';
import { readAccount } from '#usecases/staff/account.ts';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { chooseNetwork, loadConsultation, withStores } from './setting.ts';
import { CommandError, UsageError } from './usage-error.ts';

export const rgpdErase: Command = {
  name: 'rgpd effacer',
  summary: 'efface tout d’une personne qui le demande par courrier',
  usage: [
    'tdt rgpd effacer RÉFÉRENCE|COMPTE [--network IDENTIFIANT] [--oui]',
    '',
    'RÉFÉRENCE : « A4-0137 » ; COMPTE : « slack:T1:U1 ». Sans --oui, dit seulement ce qui serait effacé.',
    'La même chose que « effacer mes données » dans la conversation : rien ne revient, ni par un import ni par une restauration.',
    "Le journal garde l'acte et la référence. Assurez-vous d'abord que la demande vient bien de cette personne.",
  ],
  run: async (args, world) => {
    const { values, positionals } = readOptions(
      args,
      { network: { type: 'string' }, oui: { type: 'boolean' } },
      { most: 1 },
    );
    const [of = ''] = positionals;
    const configuration = world.configuration();
    const { name } = await loadConsultation(world, configuration);
    return withStores(world, configuration, async stores => {
      const network = await chooseNetwork(stores, values.network);
      const participantId = await whoIs(stores, network, name, of);
      const kept = await stores.data.personalData(participantId);
      const count = (key: string): number => (Array.isArray(kept?.[key]) ? (kept[key] as unknown[]).length : 0);
      world.stdout.write(
        `Comptes : ${count('accounts')}. Contributions : ${count('contributions')}. Ateliers : ${count('workshops')}. Fichiers : ${count('files')}.\n`,
      );
      if (values.oui !== true) {
        world.stdout.write('Rien n’est effacé. Pour effacer : la même commande avec --oui.\n');
        return 0;
      }
      const now = new Date().toISOString();
      await stores.rights.erase(participantId, now);
      // An account is what is erased: the log has the reference of a contribution, which says nobody.
      const on = readReference(of) ?? '';
      const entry = { network, at: now, who: 'tdt', act: 'rights.erase', on, where: 'tdt' } as const;
      await stores.staff.transaction(tx => tx.audit.add({ ...entry, outcome: 'done' }));
      world.stdout.write('Effacé.\n');
      return 0;
    });
  },
};

async function whoIs(stores: Stores, network: string, consultation: string, of: string): Promise<string> {
  const reference = readReference(of);
  if (reference !== null) {
    const author = await stores.rights.authorOf(network, consultation, reference);
    if (author === null) throw new CommandError(`Aucune contribution ne porte la référence ${reference}.`);
    if (author.group)
      throw new CommandError(
        `${reference} est celle d'un atelier : chacun y efface ce qui vient de lui, par son compte.`,
      );
    return author.participantId;
  }
  const account = readAccount(of, null);
  if (account === null)
    throw new UsageError('Qui ? La référence d’une contribution (A4-0137), ou un compte (slack:T1:U1).');
  const { platform, workspace, userId } = account;
  const found = await stores.turns.participantOf(platform, workspace, userId);
  if (found === null) throw new CommandError(`Rien n'est gardé du compte ${of}.`);
  return found;
}

export const rgpdCompact: Command = {
  name: 'rgpd nettoyer',
  summary: 'réécrit la base, pour que rien d’effacé ne reste sur le disque',
  usage: [
    'tdt rgpd nettoyer',
    '',
    'SQLite : ce qui est effacé est remplacé par des zéros aussitôt ; ceci réécrit en plus tout le fichier (VACUUM).',
    'PostgreSQL : VACUUM FULL ; personne ne peut écrire ni lire pendant ce temps. Son journal (WAL) se recycle de lui-même.',
  ],
  run: async (args, world) => {
    readOptions(args, {});
    return withStores(world, world.configuration(), async ({ rights }) => {
      await rights.compact();
      world.stdout.write('La base est réécrite.\n');
      return 0;
    });
  },
};
