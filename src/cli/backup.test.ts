/** `tdt backup` and `tdt restore`, from file to file. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runTdt } from './test-support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'tdt-backup-'));
const dataDir = join(folder, 'data');
const saved = join(folder, 'saved.tdt');
const tdt = (argv: readonly string[], input?: string, dir = dataDir) =>
  runTdt(argv, { dataDir: dir, ...(input === undefined ? {} : { input }) });
const says = (user: string, ...texts: readonly string[]): string =>
  texts.map(text => `${JSON.stringify({ at: '2027-02-10T09:00:00Z', user, text })}\n`).join('');
const CONTRIBUTE = ['contribuer 4', '1', '1', '1, 3', '1', '74', 'une permanence', "c'est tout", 'envoyer', '1'];

beforeAll(async () => {
  await tdt(['chat', '--jsonl'], says('ada', ...CONTRIBUTE) + says('bob', ...CONTRIBUTE));
  await tdt(['backup', saved]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const contributions = async (dir?: string): Promise<string> =>
  (await tdt(['export', 'contributions'], undefined, dir)).stdout;

describe('a backup', () => {
  test('is one file, readable by its owner, whole', async () => {
    expect(readFileSync(saved).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
    const { code, stdout } = await tdt(['restore', saved, '--check']);
    expect(stdout).toContain('entière');
    expect(code).toBe(0);
  });

  test('takes a name of its own in a folder, and overwrites nothing', async () => {
    const { stdout } = await tdt(['backup', folder]);
    expect(stdout).toMatch(/tour-de-table-\d{4}-\d\d-\d\dT\d{4}\.tdt\t\d+ lignes/);
    expect((await tdt(['backup', saved])).stderr).toContain('existe déjà');
  });

  test('comes back elsewhere as it was', async () => {
    const other = join(folder, 'other');
    expect((await tdt(['restore', saved], undefined, other)).code).toBe(0);
    expect(await contributions(other)).toBe(await contributions());
  });

  test('put back over a later database keeps that one aside, and forgets again who asked for it', async () => {
    const dir = join(folder, 'later');
    await tdt(['restore', saved], undefined, dir);
    await tdt(['chat', '--jsonl'], says('bob', 'effacer mes données', 'oui'), dir);
    const { stdout } = await tdt(['restore', saved], undefined, dir);
    expect(stdout).toContain('effacées de nouveau : 1');
    expect(readdirSync(dir).filter(name => name.includes('.avant-restauration-'))).toHaveLength(1);
    expect((await contributions(dir)).trim().split('\n')).toHaveLength(1);
  });

  test('put back on a new machine forgets them too, by the file of erasures', async () => {
    const dir = join(folder, 'machine');
    await tdt(['restore', saved], undefined, dir);
    await tdt(['chat', '--jsonl'], says('ada', 'effacer mes données', 'oui'), dir);
    const file = join(folder, 'erasures.jsonl');
    await tdt(['export', 'erasures', '--out', file], undefined, dir);
    const fresh = join(folder, 'fresh');
    const { stdout } = await tdt(['restore', saved, '--erasures', file], undefined, fresh);
    expect(stdout).toContain('effacées de nouveau : 1');
    expect((await contributions(fresh)).trim().split('\n')).toHaveLength(1);
    const old = join(folder, 'old.jsonl');
    await tdt(['export', 'contributions', '--out', old]);
    const again = await tdt(['import', old], undefined, fresh);
    expect(again.stderr).toContain('effacée à la demande de son auteur');
  });

  test.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 20)],
    ['altered', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 400), Buffer.from('xxxx'), bytes.subarray(404)])],
    ['of something else', () => Buffer.from('bonjour')],
  ])('%s is refused, and the database has not moved', async (_what, spoil) => {
    const before = await contributions();
    const file = join(folder, 'spoilt.tdt');
    writeFileSync(file, spoil(readFileSync(saved)));
    const { code, stderr } = await tdt(['restore', file]);
    expect(stderr).toContain("n'est pas une sauvegarde entière");
    expect(code).toBe(1);
    expect(await contributions()).toBe(before);
    expect(existsSync(join(dataDir, 'restauration'))).toBe(false);
  });

  /** The same backup, its lines changed, as another version of the program would have written it. */
  const rewritten = (name: string, change: (lines: readonly string[]) => readonly string[]): string => {
    const file = join(folder, name);
    const lines = gunzipSync(readFileSync(saved)).toString().trimEnd().split('\n');
    writeFileSync(file, gzipSync(`${change(lines).join('\n')}\n`));
    return file;
  };
  const head = z.looseObject({ migrations: z.array(z.string()) });

  test('of a newer version is refused, and the database has not moved', async () => {
    const before = await contributions();
    const file = rewritten('newer.tdt', ([first = '', ...rest]) => {
      const read = head.parse(JSON.parse(first));
      return [JSON.stringify({ ...read, migrations: [...read.migrations, '9999_of_tomorrow'] }), ...rest];
    });
    const { code, stderr } = await tdt(['restore', file]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("vient d'une version plus récente")]);
    expect(await contributions()).toBe(before);
    const fresh = join(folder, 'too-old');
    expect((await tdt(['restore', file], undefined, fresh)).code).toBe(1);
    expect(await contributions(fresh)).toBe('');
  });

  test('of an older version comes back into the newer schema', async () => {
    const file = rewritten('older.tdt', ([first = '', ...rest]) => {
      const read = head.parse(JSON.parse(first));
      const at = rest.findIndex(line => line.startsWith('{"table":"recording"'));
      const next = rest.findIndex((line, i) => i > at && line.startsWith('{'));
      const kept = at === -1 ? rest : [...rest.slice(0, at), ...rest.slice(next)];
      const end = kept.map(line =>
        line.startsWith('{"end"') ? line.replace(/,"recording":0|"recording":0,/u, '') : line,
      );
      return [
        JSON.stringify({ ...read, migrations: read.migrations.filter(name => name !== '0012_recordings') }),
        ...end,
      ];
    });
    const older = join(folder, 'older');
    const { code, stderr } = await tdt(['restore', file], undefined, older);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    expect(await contributions(older)).toBe(await contributions());
  });

  test('that cannot be written leaves nothing', async () => {
    writeFileSync(join(folder, 'wall'), '');
    const { code, stderr } = await tdt(['backup', join(folder, 'wall', 'x.tdt')]);
    expect(stderr).toContain('ne peut pas être écrit');
    expect(code).toBe(1);
    expect(readdirSync(folder).filter(name => name.endsWith('.partiel'))).toEqual([]);
  });

  test('on a full disk is said, and leaves nothing', async () => {
    // Linux's own full disk.
    const { code, stderr } = await tdt(['backup', '/dev/full/x.tdt']);
    expect(code).toBe(1);
    expect(stderr).toContain('ne peut pas être écrit');
  });
});

test('a database that a newer version migrated is left alone, and it is said', async () => {
  const dir = join(folder, 'of-tomorrow');
  await tdt(['restore', saved], undefined, dir);
  const [name = ''] = readdirSync(dir).filter(file => file.endsWith('.db') || file.endsWith('.sqlite'));
  const database = new DatabaseSync(join(dir, name));
  database.exec(
    "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count) VALUES ('x', 'y', '9999_of_tomorrow', 0, 1)",
  );
  database.close();
  for (const argv of [
    ['export', 'contributions'],
    ['backup', join(folder, 'of-tomorrow.tdt')],
  ]) {
    const { code, stdout, stderr } = await tdt(argv, undefined, dir);
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining("vient d'une version plus récente")]);
  }
  expect(existsSync(join(folder, 'of-tomorrow.tdt'))).toBe(false);
});
