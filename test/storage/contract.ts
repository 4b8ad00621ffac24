/** What every store must do, whatever the database: run for real on each. */
import type { Provider } from '#storage/sql.ts';
import { afterEach, describe } from 'vitest';
import { backupsContract } from './contract/backups.ts';
import { campaignsContract } from './contract/campaigns.ts';
import { dataContract } from './contract/data.ts';
import { eraseContract } from './contract/erase.ts';
import { filesContract } from './contract/files.ts';
import { installationsContract } from './contract/installations.ts';
import { leasesContract } from './contract/leases.ts';
import { linksContract } from './contract/links.ts';
import { migrationsContract } from './contract/migrations.ts';
import { modelAnswersContract } from './contract/model-answers.ts';
import { moderationContract } from './contract/moderation.ts';
import { networksContract } from './contract/networks.ts';
import { outboxContract } from './contract/outbox.ts';
import { plansContract } from './contract/plans.ts';
import { postgresqlContract } from './contract/postgresql.ts';
import { racesContract } from './contract/races.ts';
import { recordingsContract } from './contract/recordings.ts';
import { reviewedContract } from './contract/reviewed.ts';
import { roundTripContract } from './contract/round-trip.ts';
import { sqliteContract } from './contract/sqlite.ts';
import { staffContract } from './contract/staff.ts';
import { turnsContract } from './contract/turns.ts';
import { turnRowsContract } from './contract/turn-rows.ts';
import type { MakeWorld, World } from './world.ts';

export function storageContract(provider: Provider, create: MakeWorld): void {
  const worlds: World[] = [];
  const makeWorld = async (): Promise<World> => {
    const world = await create();
    worlds.push(world);
    return world;
  };
  describe(`storage on ${provider === 'sqlite' ? 'SQLite' : 'PostgreSQL'}`, () => {
    afterEach(async () => {
      await Promise.all(worlds.splice(0).map(world => world.end()));
    });
    turnsContract(makeWorld);
    turnRowsContract(makeWorld);
    racesContract(makeWorld, provider);
    eraseContract(makeWorld);
    outboxContract(makeWorld);
    leasesContract(makeWorld);
    linksContract(makeWorld);
    networksContract(makeWorld);
    installationsContract(makeWorld);
    staffContract(makeWorld);
    campaignsContract(makeWorld);
    filesContract(makeWorld);
    recordingsContract(makeWorld);
    dataContract(makeWorld);
    backupsContract(makeWorld);
    moderationContract(makeWorld);
    reviewedContract(makeWorld);
    modelAnswersContract(makeWorld);
    roundTripContract(makeWorld);
    migrationsContract(makeWorld);
    plansContract(makeWorld);
    if (provider === 'sqlite') sqliteContract(makeWorld);
    else postgresqlContract(makeWorld);
  });
}
