/** What most commands begin with: the configuration, the consultation, the database. */
import type { Stores } from '#usecases/ports.ts';
import { type Account, readAccount } from '#usecases/staff/account.ts';
import { createLiveDates } from '#usecases/staff/life/live-dates.ts';
import type { Consultation } from './terminal-room.ts';
import { CommandError, UsageError } from './usage-error.ts';
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

/** The consultation as it stands for a network: with the dates that the staff set over the file's. */
export async function liveConsultation(
  stores: Stores,
  consultation: Consultation,
  network: string,
  now: string,
): Promise<Consultation> {
  const dates = createLiveDates(
    consultation,
    () => stores.staff.dates(consultation.name),
    () => now,
  );
  await dates.fresh();
  return dates.of(network);
}

/**
 * The network that is named on the command line, or the only one. Throws an error to show where there is none of that
 * name, or where several could be meant.
 */
export async function chooseNetwork(stores: Stores, wanted: string | undefined): Promise<string> {
  await stores.networks.ensureDefault(new Date().toISOString());
  const networks = (await stores.networks.list()).map(({ id }) => id);
  if (wanted !== undefined && !networks.includes(wanted))
    throw new CommandError(`Le réseau « ${wanted} » n'existe pas. Réseaux : ${networks.join(', ')}.`);
  const [only, ...others] = networks;
  if (wanted === undefined && others.length > 0)
    throw new UsageError(`Il y a plusieurs réseaux : ajoutez --network avec l'un de ceux-ci : ${networks.join(', ')}.`);
  return wanted ?? only ?? '';
}
