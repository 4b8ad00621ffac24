/** `tdt backup`, `tdt restore`, `tdt export erasures`: the whole database in one file, and back. */
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Erasures } from '#usecases/ports/backups.ts';
import { readBackupLines, readFacts, writeBackup } from './backup-file.ts';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { writeOut } from './output.ts';
import { withStores } from './setting.ts';
import { CommandError, UsageError } from './usage-error.ts';
import type { CliConfiguration, CliWorld } from './world.ts';

export const backup: Command = {
  name: 'backup',
  summary: 'sauvegarde toute la base dans un fichier, pendant que le service tourne',
  usage: [
    'tdt backup FICHIER|DOSSIER',
    '',
    'DOSSIER : le fichier y prend le nom « tour-de-table-AAAA-MM-JJTHHMM.tdt ». Il est relu en entier avant de finir.',
    "Le fichier a tout, données personnelles comprises : gardez-le à l'abri, sur un autre disque. TDT_SECRET_KEY n'y est pas.",
  ],
  run: async (args, world) => {
    const { positionals } = readOptions(args, {}, { most: 1 });
    const [to] = positionals;
    if (to === undefined) throw new UsageError('Où écrire la sauvegarde ?');
    const at = new Date().toISOString();
    const path = (await isFolder(to)) ? join(to, `tour-de-table-${at.slice(0, 16).replace(':', '')}.tdt`) : to;
    if (existsSync(path)) throw new CommandError(`« ${path} » existe déjà : donnez un autre nom.`);
    return withStores(world, world.configuration(), async ({ backups }) => {
      const { counts, bytes, sha256 } = await writeBackup(backups, { version: world.version, at }, path);
      const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
      world.stdout.write(`${path}\t${rows} lignes\t${bytes} octets\tsha256 ${sha256}\n`);
      return 0;
    });
  },
};

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}

export const restore: Command = {
  name: 'restore',
  summary: 'remet une sauvegarde en place',
  usage: [
    'tdt restore FICHIER [--erasures FICHIER.jsonl] [--check]',
    '',
    'Arrêtez le service avant. Le fichier est vérifié en entier avant que quoi que ce soit ne change.',
    'SQLite : la base présente est gardée à côté (« .avant-restauration-… »). PostgreSQL : la base doit être vide.',
    '',
    '  --check              vérifie seulement le fichier',
    '  --erasures FICHIER   les effacements faits depuis (« tdt export erasures »), refaits après la restauration ;',
    '                       ceux de la base présente le sont toujours',
  ],
  run: async (args, world) => {
    const { values, positionals } = readOptions(
      args,
      { erasures: { type: 'string' }, check: { type: 'boolean' } },
      { most: 1 },
    );
    const [from] = positionals;
    if (from === undefined) throw new UsageError('Quelle sauvegarde ?');
    const facts = await readFacts(from);
    world.stdout.write(
      `Sauvegarde du ${facts.head.at}, version ${facts.head.version}, ${facts.head.provider} : entière.\n`,
    );
    if (values.check === true) return 0;
    const given = values.erasures === undefined ? NO_ERASURES : await readErasures(values.erasures);
    const configuration = world.configuration();
    const { counts, erasedAgain } =
      configuration.databaseUrl === null
        ? await intoSqlite(from, given, configuration, world)
        : await intoDatabase(from, given, configuration, world);
    world.stdout.write(
      `Remis en place : ${Object.values(counts).reduce((sum, count) => sum + count, 0)} lignes. Personnes effacées depuis, effacées de nouveau : ${erasedAgain}.\n`,
    );
    return 0;
  },
};

async function intoDatabase(
  from: string,
  erasures: Erasures,
  configuration: CliConfiguration,
  world: CliWorld,
): ReturnType<typeof restoreInto> {
  return withStores(world, configuration, stores => restoreInto(stores, from, erasures));
}

async function restoreInto(
  { backups }: Parameters<Parameters<typeof withStores>[2]>[0],
  from: string,
  erasures: Erasures,
) {
  return backups.restore(readBackupLines(from), erasures, new Date().toISOString());
}

const SQLITE_FILE = 'tour-de-table.db';

/** A new file is made and filled beside, then takes the place of the old one, which is kept. */
async function intoSqlite(
  from: string,
  given: Erasures,
  configuration: CliConfiguration,
  world: CliWorld,
): ReturnType<typeof restoreInto> {
  const { dataDir } = configuration;
  const present = join(dataDir, SQLITE_FILE);
  const aside = join(dataDir, 'restauration');
  const known = existsSync(present)
    ? await withStores(world, configuration, ({ backups }) => backups.erasures())
    : NO_ERASURES;
  await rm(aside, { recursive: true, force: true });
  try {
    await mkdir(aside, { recursive: true, mode: 0o700 });
    const restored = await withStores(world, { ...configuration, dataDir: aside }, stores =>
      restoreInto(stores, from, {
        people: [...given.people, ...known.people],
        references: [...given.references, ...known.references],
      }),
    );
    if (existsSync(present)) {
      const kept = `${present}.avant-restauration-${new Date().toISOString().replaceAll(':', '')}`;
      await rename(present, kept);
      await chmod(kept, 0o600);
      world.stdout.write(
        `L'ancienne base est gardée : ${basename(kept)}. Elle a encore ce qui a été effacé : supprimez-la dès que possible.\n`,
      );
      for (const log of ['-wal', '-shm']) await rm(present + log, { force: true });
    }
    await rename(join(aside, SQLITE_FILE), present);
    return restored;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

const NO_ERASURES: Erasures = { people: [], references: [] };

/** A line a person, then a line a contribution; files of before these were written have the people alone. */
async function readErasures(path: string): Promise<Erasures> {
  try {
    const lines = (await readFile(pathToFileURL(path), 'utf8')).split('\n').filter(line => line.trim() !== '');
    const people: Erasures['people'][number][] = [];
    const references: Erasures['references'][number][] = [];
    for (const line of lines) {
      const { participantId, at, reason, mergedInto, network, consultation, reference } = JSON.parse(line) as Partial<
        Erasures['people'][number] & Erasures['references'][number]
      >;
      if (at === undefined) throw new SyntaxError('incomplete');
      if (participantId !== undefined && reason !== undefined)
        people.push({ participantId, at, reason, mergedInto: mergedInto ?? null });
      else if (network !== undefined && consultation !== undefined && reference !== undefined)
        references.push({ network, consultation, reference, at });
      else throw new SyntaxError('incomplete');
    }
    return { people, references };
  } catch (cause) {
    throw new CommandError(`« ${path} » n'est pas un fichier de « tdt export erasures ».`, { cause });
  }
}

export const erasures: Command = {
  name: 'export erasures',
  summary: 'exporte les effacements, à refaire après une restauration : numéros internes et références, rien d’autre',
  usage: ['tdt export erasures [--out FICHIER|-]', '', 'À garder ailleurs, plus souvent que les sauvegardes.'],
  run: async (args, world) => {
    const { values } = readOptions(args, { out: { type: 'string' } });
    return withStores(world, world.configuration(), async ({ backups }) => {
      const { people, references } = await backups.erasures();
      const lines = [...people, ...references].map(erasure => `${JSON.stringify(erasure)}\n`);
      await writeOut(lines, values.out ?? '-', world);
      return 0;
    });
  },
};
