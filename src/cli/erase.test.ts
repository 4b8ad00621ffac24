/** Erasure for whoever asks by letter: an account, or a contribution that came from a file. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runTdt } from './test-support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'tdt-erase-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const tdt = (line: string, dir: string, input?: string) =>
  runTdt(line.split(' '), { dataDir: join(folder, dir), ...(input === undefined ? {} : { input }) });

const TEXTS = [
  'contribuer 4',
  '1',
  '1',
  '1, 3',
  '1',
  '74',
  'une permanence zyzzyva',
  "c'est tout",
  'passer',
  'envoyer',
  '1',
];
const said = TEXTS.map(text => `${JSON.stringify({ at: '2027-02-10T09:00:00Z', user: 'u1', text })}\n`).join('');

test('an account is erased, once it is said again, and leaves the file', async () => {
  await tdt('chat --jsonl', 'a', said);
  expect((await tdt('rgpd effacer terminal:local:u1', 'a')).stdout).toContain('Contributions : 1');
  expect((await tdt('export contributions', 'a')).stdout).toContain('zyzzyva');
  expect((await tdt('rgpd effacer terminal:local:u1 --oui', 'a')).stdout).toContain('Effacé.');
  expect((await tdt('export contributions', 'a')).stdout).toBe('');
  expect((await tdt('audit', 'a')).stdout).toMatch(/tdt\t\trights\.erase\t\ttdt\tdone/);
  expect((await tdt('rgpd nettoyer', 'a')).code).toBe(0);
  expect(readFileSync(join(folder, 'a', 'tour-de-table.db')).includes('zyzzyva')).toBe(false);
  const again = await tdt('rgpd effacer terminal:local:u1 --oui', 'a');
  expect([again.code, again.stderr]).toEqual([1, "Rien n'est gardé du compte terminal:local:u1.\n"]);
});

test('what was imported goes by its reference, and no import brings it back', async () => {
  await tdt('chat --jsonl', 'b', said);
  const out = join(folder, 'all.jsonl');
  await tdt(`export contributions --out ${out}`, 'b');
  await tdt(`import ${out}`, 'c');
  await tdt('rgpd effacer a4-1 --oui', 'c');
  expect((await tdt('audit', 'c')).stdout).toContain('rights.erase\tA4-0001');
  const { code, stderr } = await tdt(`import ${out}`, 'c');
  expect([code, stderr]).toEqual([1, 'ligne 1 : A4-0001 : effacée à la demande de son auteur, elle ne revient pas\n']);
  expect((await tdt('export contributions', 'c')).stdout).toBe('');
});

test('nobody is erased for somebody else', async () => {
  expect((await tdt('rgpd effacer A4-0999 --oui', 'b')).stderr).toContain('Aucune contribution');
  expect((await tdt('rgpd effacer n’importe --oui', 'b')).code).toBe(2);
  expect((await tdt('export contributions', 'b')).stdout).toContain('zyzzyva');
});
