/** The machine in trouble, SQLite: a clear sentence each, nothing confirmed is lost, and it goes on when it can. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQLITE_FILE } from '#storage/sqlite.ts';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ARTICLE_69 } from '../support/replica/consultation.ts';
import { readOnlyFolder, smallDisk } from '../support/replica/disk.ts';
import { type Ended, startAndEnd, startChat } from './crash-tdt.ts';

/** What a person is told when nothing could be kept: in French, with a reference to quote. */
const NOT_KEPT = /pas pu enregistrer[^]*R-[0-9A-Z]{4}/;

/** It ended by itself, and said why. */
function expectRefusal({ code, stderr }: Ended, why: RegExp): void {
  expect(stderr).toMatch(why);
  expect(code).toBe(1);
}

describe('the machine in trouble', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'tdt-trouble-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('says where a corrupted consultation is wrong, before anything else is touched', async () => {
    const folder = join(dir, 'consultation');
    cpSync(ARTICLE_69, folder, { recursive: true });
    const file = join(folder, 'axe-4.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^questions:/m, 'questions: [\u0000'));
    const dataDir = join(dir, 'data');
    const { code, stderr } = await startAndEnd({ TDT_CONSULTATION: folder, TDT_DATA_DIR: dataDir });
    expect(code).toBe(1);
    expect(stderr).toMatch(/axe-4\.yaml:\d+:\d+/);
    expect(stderr).toContain('tdt consultation check');
    expect(existsSync(dataDir)).toBe(false);
  });

  it('says that the folder of its data is read-only', async ({ skip }) => {
    const folder = readOnlyFolder();
    // Root writes wherever nothing is mounted read-only, and may not mount in every container.
    if (folder === null) return skip('SKIPPED: root may not mount a read-only disk here');
    try {
      for (const dataDir of [folder.dir, join(folder.dir, 'inside')]) {
        expectRefusal(await startAndEnd({ TDT_DATA_DIR: dataDir }), /Impossible d'écrire dans la base/);
      }
    } finally {
      folder.end();
    }
  });

  it('says that its database is damaged, and leaves it as it is', async () => {
    const file = join(dir, SQLITE_FILE);
    const spoilt = 'Une lettre, et pas une base de données. '.repeat(300);
    writeFileSync(file, spoilt);
    const why = /est abîmée ou n'est pas une base de Tour de table[^]*sauvegarde/;
    expectRefusal(await startAndEnd({ TDT_DATA_DIR: dir }), why);
    expect(readFileSync(file, 'utf8')).toBe(spoilt);
  });

  it('refuses what a full disk cannot keep, keeps what it confirmed, and goes on once there is room', async () => {
    const disk = smallDisk();
    const chat = startChat({ TDT_DATA_DIR: disk.dir }, true);
    const confirmed: string[] = [];
    try {
      await chat.line({ at: '2027-02-10T09:00:00Z' });
      const bonjour = async (n: number) => {
        const answered = await chat.line({ user: `u${n}`, id: `e${n}`, text: 'bonjour' });
        if (answered.error === null) confirmed.push(`u${n}`);
        return answered;
      };
      await bonjour(0);
      disk.fill(chat.pid);
      let n = 1;
      let answered = await bonjour(n);
      for (; answered.error === null && n < 2_000; ) answered = await bonjour(++n);
      expect(answered.error, disk.how).toMatch(/n'a pas pu être enregistrée/);
      expect(answered.outputs.filter(output => output.ref === null).map(output => output.text)).toEqual([
        expect.stringMatching(NOT_KEPT),
      ]);
      // It is still there, and says the same of the next one.
      expect((await bonjour(n + 1)).error).toMatch(/n'a pas pu être enregistrée/);
      disk.empty(chat.pid);
      // The platform hands both over again.
      expect((await bonjour(n)).error).toBeNull();
      expect((await bonjour(n + 1)).error).toBeNull();
      const { code, stderr } = await chat.end();
      expect(code).toBe(0);
      expect(stderr).toContain('"errorCode":"disk_full"');
      const db = new Database(join(disk.dir, SQLITE_FILE), { readonly: true });
      const known = db.prepare('SELECT user_id FROM identity').all() as { user_id: string }[];
      const seen = db.prepare("SELECT count(*) AS n FROM inbox WHERE platform = 'terminal'").get() as { n: number };
      const [integrity] = db.pragma('integrity_check') as { integrity_check: string }[];
      db.close();
      expect(integrity?.integrity_check).toBe('ok');
      expect(known.map(row => row.user_id).toSorted()).toEqual(confirmed.toSorted());
      expect(seen.n).toBe(confirmed.length);
    } finally {
      await chat.end();
      disk.end();
    }
  });

  it('says at the start that the disk is full', async () => {
    const disk = smallDisk();
    try {
      if (disk.how === 'a disk of its own') {
        disk.fill(0);
        expectRefusal(await startAndEnd({ TDT_DATA_DIR: disk.dir }), /Le disque de la base .* est plein/);
      } else {
        const chat = startChat({ TDT_DATA_DIR: join(disk.dir, 'inside') }, true);
        disk.fill(chat.pid);
        expectRefusal(await chat.end(), /Le disque de la base .* est plein/);
      }
    } finally {
      disk.end();
    }
  });
});
