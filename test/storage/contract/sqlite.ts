/** What only SQLite must do. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SQLITE_FILE } from '#storage/sqlite.ts';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { failure, open } from '../failure.ts';
import { after, event, noting, PLATFORM } from '../sample.ts';
import { dump, type MakeWorld } from '../world.ts';
import { eraseThem, everywhere, MARK, USER } from './erase.ts';
import { more } from './migrations.ts';

export function sqliteContract(makeWorld: MakeWorld): void {
  describe('SQLite alone', () => {
    it('is durable, wiped, guarded, and for its owner only', async () => {
      const world = await makeWorld();
      const { db, stores } = await world.connect();
      await stores.turns.runGroup([event('u1', 'e1')], noting());
      const pragma = (name: string) => db.transaction(async tx => (await tx.query(`PRAGMA ${name}`, []))[0]?.[0]);
      expect(await pragma('journal_mode')).toBe('wal');
      expect(await pragma('synchronous')).toBe(2);
      expect(await pragma('foreign_keys')).toBe(1);
      expect(await pragma('secure_delete')).toBe(1);
      const mode = (name: string): number => statSync(join(world.dataDir, name)).mode & 0o777;
      expect(mode('')).toBe(0o700);
      for (const name of ['tour-de-table.db', 'tour-de-table.db-wal', 'tour-de-table.db-shm'])
        expect(mode(name)).toBe(0o600);
    });

    it('leaves nothing of an erased text in its files', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      await everywhere(world, client);
      const holds = (): string[] =>
        readdirSync(world.dataDir).filter(name => readFileSync(join(world.dataDir, name)).includes(MARK));
      expect(holds()).not.toEqual([]);
      await client.stores.turns.runGroup([event(USER, 'e4')], eraseThem);
      const farewell = (await client.stores.outbox.claimHeads(after(9_000), 'me', 1, 10, [PLATFORM])).find(
        row => row.participantId === null,
      );
      await client.stores.outbox.markSent([{ id: 'farewell', fence: farewell?.fence ?? 0, ref: 'r' }], after(9_000));
      await client.db.scrub();
      expect(holds()).toEqual([]);
    });

    it('keeps what points at a table that a migration redefines', async () => {
      const world = await makeWorld();
      const { stores, db } = await world.connect();
      await stores.turns.runGroup([event('u1', 'e1')], noting());
      const redefine = `CREATE TABLE "new_participant" ("id" TEXT NOT NULL PRIMARY KEY, "network_id" TEXT NOT NULL, "created_at" TEXT NOT NULL, "extra" TEXT);
INSERT INTO "new_participant" ("id", "network_id", "created_at") SELECT "id", "network_id", "created_at" FROM "participant";
DROP TABLE "participant";
ALTER TABLE "new_participant" RENAME TO "participant";
`;
      const redefined = await world.connect({ migrations: more(world, redefine) });
      expect(await redefined.db.query('SELECT count(*) FROM identity', [])).toEqual([[1]]);
      expect(await db.query('SELECT extra FROM participant', [])).toEqual([[null]]);
      // And they are enforced again.
      await expect(
        redefined.db.execute("INSERT INTO session VALUES ('nobody', 1, 1, '{}', NULL, 'x')", []),
      ).rejects.toThrow(/foreign key/i);
    });

    it('says that it is read-only or full, and keeps what was confirmed', async () => {
      const world = await makeWorld();
      const { stores, db } = await world.connect();
      await stores.turns.runGroup([event('u1', 'e1')], noting());
      const before = await dump(db);
      const pragma = (sql: string) => db.transaction(async tx => void (await tx.query(sql, [])));

      await db.execute('PRAGMA query_only = ON', []);
      const [refused] = (await stores.turns.runGroup([event('u1', 'e2')], noting())).outcomes;
      expect(refused).toMatchObject({ kind: 'failed', error: { code: 'read_only' } });
      await db.execute('PRAGMA query_only = OFF', []);
      expect(await dump(db)).toEqual(before);

      const [[pages] = []] = await db.query('PRAGMA page_count', []);
      await pragma(`PRAGMA max_page_count = ${Number(pages)}`);
      const big = Array.from({ length: 40 }, (_, i) => event(`big${i}`, `big${i}`, { text: 'x'.repeat(20_000) }));
      const { outcomes } = await stores.turns.runGroup(big, noting());
      for (const outcome of outcomes) expect(outcome).toMatchObject({ kind: 'failed', error: { code: 'disk_full' } });
      await pragma('PRAGMA max_page_count = 1073741823');
      expect(await dump(db)).toEqual(before);
      // Room again: the same events, redelivered, are taken.
      expect((await stores.turns.runGroup(big, noting())).outcomes).toEqual(big.map(() => ({ kind: 'done' })));
    });

    it('says at the start what is wrong with its file', async () => {
      const world = await makeWorld();
      const spoilt = join(world.dataDir, 'spoilt');
      mkdirSync(spoilt);
      writeFileSync(join(spoilt, SQLITE_FILE), 'This is a letter, not a database. '.repeat(200));
      expect(await failure(open(world, { dataDir: spoilt }))).toMatchObject({
        code: 'corrupted',
      });
      const file = join(world.dataDir, 'file');
      writeFileSync(file, '');
      expect(await failure(open(world, { dataDir: join(file, 'inside') }))).toMatchObject({ code: 'read_only' });
    });

    it('waits for another program, then says so, and goes on once it is free', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect({ lockWaitMs: 200 });
      // However slow the machine: this one waits longer than the other program holds the file.
      const { stores: patient, db } = await world.connect({ lockWaitMs: 60_000 });
      const other = new Database(join(world.dataDir, SQLITE_FILE));
      other.exec('BEGIN IMMEDIATE');
      const [locked] = (await stores.turns.runGroup([event('u1', 'e1')], noting())).outcomes;
      expect(locked).toMatchObject({ kind: 'failed', error: { code: 'locked' } });
      const order: string[] = [];
      const waiting = patient.turns.runGroup([event('u1', 'e1')], noting());
      setTimeout(() => {
        order.push('free');
        other.exec('COMMIT');
      }, 60);
      order.push(...(await waiting).outcomes.map(({ kind }) => kind));
      expect(order).toEqual(['free', 'done']);
      other.close();
      expect((await stores.turns.runGroup([event('u1', 'e2')], noting())).outcomes).toEqual([{ kind: 'done' }]);
      expect((await dump(db))['answer']).toHaveLength(2);
    });
  });
}
