/** Backups: the database at one instant, back in an empty one, on either database; erasures hold whatever is restored. */
import { describe, expect, it } from 'vitest';
import type { Erasures } from '#usecases/ports/backups.ts';
import { openDatabase, storesOn } from '#storage/open.ts';
import { event, NOW, noting } from '../sample.ts';
import { type Client, dump, type MakeWorld, newId, type World } from '../world.ts';
import { eraseThem, everywhere, MARK, USER } from './erase.ts';

async function linesOf(
  { stores }: Client,
  during: (lines: number) => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  const lines: string[] = [];
  await stores.backups.dump({ version: '0', at: NOW }, async text => {
    lines.push(...text.split('\n').filter(line => line !== ''));
    await during(lines.length);
  });
  return lines;
}

const NO_ERASURES: Erasures = { people: [], references: [] };

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) yield await Promise.resolve(line);
}

async function emptyClient(world: World): Promise<Client> {
  const options = { ...(await world.empty()), now: () => NOW, newId };
  const db = await openDatabase(options);
  return { db, stores: storesOn(db, options) };
}

export function backupsContract(makeWorld: MakeWorld): void {
  describe('backups', () => {
    it('bring every row back, files and numbers included, and life goes on', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      await everywhere(world, client);
      const lines = await linesOf(client);
      const other = await emptyClient(world);
      try {
        await other.stores.backups.restore(each(lines), NO_ERASURES, NOW);
        expect(await dump(other.db)).toEqual(await dump(client.db));
        expect((await linesOf(other)).slice(1)).toEqual(lines.slice(1));
        const outcome = await other.stores.turns.runGroup(
          [event(USER, 'later'), event('new', 'n1')],
          noting(() => ({
            choices: [{ choice: 'news', value: 'yes', at: NOW, platform: 'terminal', workspace: 'local' }],
          })),
        );
        expect(outcome.outcomes.map(({ kind }) => kind)).toEqual(['done', 'done']);
      } finally {
        await other.stores.close();
      }
    });

    it('are of one instant, whatever is written meanwhile', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      await everywhere(world, client);
      const before = await linesOf(client);
      let wrote = false;
      const during = await linesOf(client, async () => {
        if (wrote) return;
        wrote = true;
        await (await world.connect()).stores.turns.runGroup([event('newcomer', 'n1')], noting());
      });
      expect(during).toEqual(before);
      expect((await linesOf(client)).length).toBeGreaterThan(before.length);
    });

    it('never bring back who asked to be forgotten since, nor whoever had become them', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      const id = await everywhere(world, client);
      const lines = await linesOf(client);
      await client.stores.turns.runGroup([event(USER, 'bye')], eraseThem);
      const erasures = await client.stores.backups.erasures();
      const other = await emptyClient(world);
      try {
        const { erasedAgain } = await other.stores.backups.restore(each(lines), erasures, NOW);
        expect(erasedAgain).toBe(1);
        const left = JSON.stringify(await dump(other.db));
        expect(left).not.toContain(MARK);
        expect(left).toContain(id);
        const references = ['A4-0001', 'A4-0002'];
        expect(await other.stores.imports.erased(world.network, 'article69', references)).toEqual(new Set(['A4-0001']));
      } finally {
        await other.stores.close();
      }
    });

    it('of before a contribution was sent and erased leave its reference to nobody', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      await client.stores.turns.runGroup([event('early', 'first')], noting());
      const lines = await linesOf(client);
      await everywhere(world, client);
      await client.stores.turns.runGroup([event(USER, 'bye')], eraseThem);
      const erasures = await client.stores.backups.erasures();
      expect(erasures.references.map(({ reference }) => reference)).toEqual(['A4-0001']);
      const other = await emptyClient(world);
      try {
        await other.stores.backups.restore(each(lines), erasures, NOW);
        const known = await other.stores.imports.erased(world.network, 'article69', ['A4-0001', 'A4-0002']);
        expect(known).toEqual(new Set(['A4-0001']));
        expect(await other.stores.backups.erasures()).toEqual(erasures);
        const [counted] = await other.db.query('SELECT value FROM counter WHERE consultation = ? AND axis = ?', [
          'article69',
          4,
        ]);
        expect(Number(counted?.[0])).toBe(1);
      } finally {
        await other.stores.close();
      }
    });

    it.each([
      ['cut', (lines: string[]) => lines.slice(0, -1), 'bad_backup'],
      [
        'with a row less',
        (lines: string[]) => lines.filter((line, i) => !line.startsWith('[') || i % 5 > 0),
        'bad_backup',
      ],
      ['of something else', () => ['{"a":1}'], 'bad_backup'],
      [
        'of a newer version',
        (lines: string[]) => [
          (lines[0] ?? '').replace('"0001_first_tables"', '"0001_first_tables","9999_later"'),
          ...lines.slice(1),
        ],
        'newer_backup',
      ],
    ])('%s, change nothing', async (_what, spoil, code) => {
      const world = await makeWorld();
      const client = await world.connect();
      await everywhere(world, client);
      const lines = await linesOf(client);
      const other = await emptyClient(world);
      try {
        const empty = await dump(other.db);
        await expect(other.stores.backups.restore(each(spoil(lines)), NO_ERASURES, NOW)).rejects.toMatchObject({
          code,
        });
        expect(await dump(other.db)).toEqual(empty);
      } finally {
        await other.stores.close();
      }
    });

    it('are not written over what is there', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      await everywhere(world, client);
      const lines = await linesOf(client);
      const before = await dump(client.db);
      await expect(client.stores.backups.restore(each(lines), NO_ERASURES, NOW)).rejects.toMatchObject({
        code: 'not_empty',
      });
      expect(await dump(client.db)).toEqual(before);
    });
  });
}
