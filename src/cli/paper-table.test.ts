/** From an empty table to contributions, and what is said of a table that was typed wrongly. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { toXlsx } from '#documents/spreadsheet.ts';
import { runTdt } from './test-support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'tdt-papers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let dirs = 0;
const fresh = (): string => join(folder, `d${(dirs += 1)}`);
const file = (name: string): string => join(folder, name);
const tdt = (line: string, dataDir: string) => runTdt(line.split(' '), { dataDir });

const HEAD = ['papier', 'recueilli_le', 'recueilli_par', 'lieu', 'profil', 'territoires'];
const NAMES = [...HEAD, 'a4.publics', 'a4.changement', 'a4.lieux'];
const ROWS = [
  [
    '12',
    '10/02/2027',
    'Zoé',
    'Médiathèque',
    '1',
    '74',
    '1, 3',
    'Des permanences ; "le samedi"\net le soir',
    'une dizaine',
  ],
  ['13', '2027-02-11', '', '', '', '', 'seniors', 'je ne sais pas', ''],
];
const quoted = (cells: readonly string[]): string => cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(';');
const csv = (...lines: readonly (readonly string[])[]): string => `\uFEFF${lines.map(quoted).join('\r\n')}\r\n`;

async function importing(content: string | Uint8Array, options = '', dir = fresh(), name = 'table.csv') {
  writeFileSync(file(name), content);
  const { code, stdout, stderr } = await tdt(`import ${file(name)}${options}`, dir);
  const rows = (await tdt('export contributions', dir)).stdout.trim();
  return {
    code,
    said: stdout + stderr,
    rows: rows === '' ? [] : rows.split('\n').map(one => JSON.parse(one) as Record<string, unknown>),
  };
}

test('the empty table has every question that can be typed, and says what each is for', async () => {
  const dir = fresh();
  expect((await tdt(`questionnaire 4 --out ${file('vide.csv')}`, dir)).code).toBe(0);
  const text = readFileSync(file('vide.csv'), 'utf8');
  for (const name of NAMES) expect(text.split('\r\n')[0]).toContain(`"${name}"`);
  expect(text.split('\r\n')[1]).toMatch(/^"# Numéro/);
  expect(text).toContain('1 = Seniors');
  // As it is, there is nothing in it to import.
  expect((await importing(text, '', dir)).said).toContain('Lignes lues : 0');
  expect((await tdt(`questionnaire 4 --out ${file('vide.xlsx')}`, dir)).code).toBe(0);
  expect((await tdt(`import ${file('vide.xlsx')}`, dir)).stdout).toContain('Lignes lues : 0');
});

test('what was typed is a contribution collected on paper, with where it comes from; twice changes nothing', async () => {
  const dir = fresh();
  const { code, rows, said } = await importing(csv(NAMES, ...ROWS), '', dir);
  expect([code, said]).toEqual([0, 'Lignes lues : 2. Importées : 2. Déjà là : 0. Refusées : 0.\n']);
  expect(rows).toMatchObject([
    {
      reference: 'A4-0001',
      genre: 'recueillie',
      presentation: 'sans_nom',
      papier: '12',
      'papier.le': '2027-02-10',
      'papier.lieu': 'Médiathèque',
      territoires: ['dep:74'],
      'a4.publics': ['seniors', 'etudiants'],
      'a4.changement': 'Des permanences ; "le samedi"\net le soir',
      'a4.lieux': 10,
      'a4.lieux.environ': true,
      'a4.lieux.brut': 'une dizaine',
    },
    { reference: 'A4-0002', papier: '13', 'a4.publics': ['seniors'], 'a4.changement.etat': 'ne_sait_pas' },
  ]);
  // Whoever collected it is kept, and not published.
  expect(JSON.stringify(rows)).not.toContain('Zoé');
  const again = await importing(csv(NAMES, ...ROWS, ['14', '2027-02-12', '', '', '', '', '2', '', '']), '', dir);
  expect(again.said).toContain('Importées : 1. Déjà là : 2.');
  expect(again.rows.map(({ reference }) => reference)).toEqual(['A4-0001', 'A4-0002', 'A4-0003']);
  const changed = await importing(csv(NAMES, ['12', '10/02/2027', '', '', '', '', '2', '', '']), '', dir);
  expect(changed.said).toContain('ligne 2 : feuille 12 : déjà saisie (A4-0001) avec un autre contenu');
  await tdt('rgpd effacer A4-0001 --oui', dir);
  expect((await importing(csv(NAMES, ...ROWS), '', dir)).said).toContain('effacée à la demande de son auteur');
});

test('a workbook says the same; what is exported comes back with where it comes from', async () => {
  const parts: Uint8Array[] = [];
  async function* rows() {
    for (const row of ROWS) yield await Promise.resolve(row);
  }
  for await (const part of toXlsx({ name: 'x', columns: NAMES, rows: rows() })) parts.push(part);
  const dir = fresh();
  const { rows: typed } = await importing(Buffer.concat(parts), '', dir, 'table.xlsx');
  expect(typed.map(({ papier }) => papier)).toEqual(['12', '13']);
  await tdt(`export contributions --out ${file('papers.jsonl')}`, dir);
  const other = fresh();
  await tdt(`import ${file('papers.jsonl')}`, other);
  expect((await tdt('export contributions', other)).stdout).toBe(readFileSync(file('papers.jsonl'), 'utf8'));
});

test.each([
  ['a theme that is not there', csv([...HEAD, 'a9.x'], ROWS[0] ?? []), "n'a pas de thème 9"],
  ['two themes', csv([...HEAD, 'a4.publics', 'a2.services']), 'un seul thème par tableau'],
  ['a column that nobody knows', csv([...NAMES, 'a4.inconnue']), 'a4.inconnue'],
  ['a missing column', csv(NAMES.slice(1)), 'il manque : papier'],
  ['no question', csv(HEAD), 'aucune colonne de question'],
  ['nothing', '', 'vide'],
  ['a quote never closed', `${quoted(NAMES)}\n"12;x`, "n'est jamais fermé"],
  ['another encoding', Buffer.from('papier;é', 'latin1'), "n'est pas en UTF-8"],
])('%s is refused as a whole', async (_what, content, expected) => {
  const { code, said, rows } = await importing(content);
  expect([code, rows]).toEqual([1, []]);
  expect(said).toContain(expected);
});

test('each line that is wrong is said, with its column; nothing is written unless the others are wanted', async () => {
  const [good = []] = ROWS;
  const wrong = (changes: Readonly<Record<number, string>>, form: string): string[] =>
    good.map((cell, i) => changes[i] ?? (i === 0 ? form : cell));
  const table = csv(
    NAMES,
    good,
    wrong({}, '12'),
    wrong({ 0: '' }, ''),
    wrong({ 1: 'hier' }, '20'),
    wrong({ 5: 'Atlantide' }, '21'),
    wrong({ 6: '99' }, '22'),
    wrong({ 8: 'beaucoup' }, '23'),
    [...wrong({}, '24'), 'décalée'],
    ['25', '2027-02-10', '', '', '', '', '', '', ''],
  );
  const { code, said, rows } = await importing(table);
  expect([code, rows]).toEqual([1, []]);
  // The first one has a line break in a cell: what comes after it is a line further down in the file.
  const told = said.split('\n').flatMap(one => /^ligne (\d+) : ([^ :]+)/.exec(one)?.slice(1, 3).join(' ') ?? []);
  expect(told.map(one => one.split(' ')[1])).toEqual([
    'papier',
    'papier',
    'recueilli_le',
    'territoires',
    'a4.publics',
    'a4.lieux',
    'une',
    'aucune',
  ]);
  expect(told[0]?.split(' ')[0]).toBe('4');
  const lenient = await importing(table, ' --skip-bad');
  expect(lenient.rows.map(({ papier }) => papier)).toEqual(['12']);
});
