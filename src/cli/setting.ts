/** What most commands begin with: the configuration, the consultation, the database. */
import type { Stores } from '#usecases/ports.ts';
import { type Account, readAccount } from '#usecases/staff/account.ts';
import type { Consultation } from './terminal-room.ts';
import { CommandError } from './usage-error.ts';
import type { CliConfiguration, CliWorld } from './world.ts';

/** The consultation of the configuration; its problems are an error that shows the whole report. */
export async function loadConsultation(world: CliWorld, configuration: CliConfiguration): Promise<Consultation> {
  const loaded = await world.loadConsultation(configuration.consultationDir);
  if (!loaded.ok) {
    throw new CommandError(
      `${loaded.report}\nLa consultation a des erreurs : corrigez-les, puis « tdt consultation check ».`,
    );
  }
  return loaded.consultation;
}

/** The accounts of `TDT_STAFF`. */
export function firstStaff({ staff }: CliConfiguration): readonly Account[] {
  return staff.flatMap(text => readAccount(text, null) ?? []);
}

/** Opens the database for `use` and closes it after, whatever happens; `now`: the clock of its use. */
export async function withStores<T>(
  world: CliWorld,
  configuration: CliConfiguration,
  use: (stores: Stores) => Promise<T>,
  now: () => string = () => new Date().toISOString(),
): Promise<T> {
  const stores = await world.openStores(configuration, now);
  try {
    return await use(stores);
  } finally {
    await stores.close();
  }
}

/** The network named on the command line, or the first. Throws a `CommandError` where there is none of that name. */
export async function chooseNetwork(stores: Stores, wanted: string | undefined): Promise<string> {
  const networks = await stores.networks.list();
  const found = wanted === undefined ? networks[0] : networks.find(network => network.id === wanted);
  if (found !== undefined) return found.id;
  if (wanted === undefined) return stores.networks.ensureDefault(new Date().toISOString());
  throw new CommandError(`Le réseau « ${wanted} » n'existe pas. « tdt network list » donne la liste.`);
}
