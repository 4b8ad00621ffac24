/** Start-up: the schema comes by itself, once, and a newer database is left alone. */
import { describe, expect, it } from 'vitest';
import { committedMigrations } from '#storage/migrate.ts';
import { runChild, STARTER } from '../child.ts';
import { failure, open } from '../failure.ts';
import { type MakeWorld, type World } from '../world.ts';

/** The committed migrations, and these. */
export const more = (world: World, ...sql: string[]) => [
  ...committedMigrations(world.provider),
  ...sql.map((text, i) => ({ name: `9${String(i).padStart(3, '0')}_test`, sql: text })),
];
const applied = async (world: World): Promise<string[]> => {
  const { db } = await world.connect();
  const rows = await db.query('SELECT migration_name FROM _prisma_migrations ORDER BY migration_name', []);
  return rows.map(([name]) => String(name));
};

export function migrationsContract(makeWorld: MakeWorld): void {
  describe('migrations', () => {
    it('are applied once by processes that start together', async () => {
      const world = await makeWorld();
      const migrations = more(
        world,
        'CREATE TABLE probe (n INTEGER NOT NULL);\n',
        'INSERT INTO probe VALUES (1);\n-- a comment; with a mark\nINSERT INTO probe VALUES (2);\n',
      );
      const clients = await Promise.all([1, 2, 3, 4].map(() => world.connect({ migrations })));
      expect(await clients[0]?.db.query('SELECT n FROM probe ORDER BY n', [])).toEqual([[1], [2]]);
      const names = await clients[0]?.db.query(
        'SELECT migration_name FROM _prisma_migrations ORDER BY migration_name',
        [],
      );
      expect(names).toEqual(migrations.map(({ name }) => [name]));
    });

    it('are applied once by processes of their own, on an empty database', async () => {
      const world = await makeWorld();
      const task = await world.empty();
      expect(await Promise.all([1, 2, 3].map(() => runChild(STARTER, task)))).toEqual(['', '', '']);
    });

    it('undo one that fails as a whole, and say which', async () => {
      const world = await makeWorld();
      const bad = more(world, 'CREATE TABLE half (n INTEGER);\nINSERT INTO nowhere VALUES (1);\n');
      await expect(world.connect({ migrations: bad })).rejects.toThrow(/9000_test failed.*nowhere/);
      const { db } = await world.connect();
      await expect(db.query('SELECT * FROM half', [])).rejects.toThrow(/TableDoesNotExist|no such table/);
      expect(await applied(world)).toEqual(committedMigrations(world.provider).map(({ name }) => name));
    });

    it('refuse a database of a newer version, and one prepared with other files', async () => {
      const world = await makeWorld();
      const committed = committedMigrations(world.provider);
      await world.connect({ migrations: more(world, 'CREATE TABLE probe (n INTEGER);\n') });
      await expect(world.connect({ migrations: committed })).rejects.toMatchObject({
        name: 'StorageError',
        code: 'newer_schema',
      });
      await expect(
        world.connect({ migrations: more(world, 'CREATE TABLE other (n INTEGER);\n') }),
      ).rejects.toMatchObject({ code: 'changed_migration' });
    });

    it('are not tried on an address that is no PostgreSQL', async () => {
      const world = await makeWorld();
      for (const url of [
        'mysql://localhost/x',
        'not an address',
        'file:./x.db',
        'postgresql:u:secret@h/b',
        'postgresql://u:%E0@h/b',
      ]) {
        const failed = await failure(open(world, { url }));
        expect(failed).toMatchObject({ code: 'bad_url' });
        expect(failed.message).not.toContain('secret');
      }
    });
  });
}
