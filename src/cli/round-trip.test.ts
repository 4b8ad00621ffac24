/** Export, erase everything, import: the same contributions. And what an import says of rows that it cannot take. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readXlsxRows } from '#documents/spreadsheet.ts';
import { runTdt } from './test-support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'tdt-round-trip-'));
const dataDir = join(folder, 'data');
const file = (name: string): string => join(folder, name);
const tdt = (line: string, input?: string, dir = dataDir) =>
  runTdt(line.split(' '), { dataDir: dir, ...(input === undefined ? {} : { input }) });

/** Three people; one corrects, one withdraws; answers of many types. */
function conversation(): string {
  const person = (user: string, texts: readonly string[]) =>
    texts.map(text => ({ at: '2027-02-10T09:00:00Z', user, text }));
  const begin = [
    'contribuer 4',
    '1',
    '1',
    '1, 3',
    '1',
    '74',
    '=1+1; une permanence',
    "c'est tout",
    'une dizaine',
    '1, 2',
  ];
  return [
    ...person('u1', [...begin, 'envoyer', '1']),
    ...person('u2', [...begin, 'je ne sais pas', 'passer', 'envoyer', '1', 'mes contributions', '1', '2', '1']),
    ...person('u3', ['contribuer 2', '1', '1', '3', '1', '74', '=1+1; une liste', "c'est tout", 'envoyer', '1']),
    ...person('u1', ['mes contributions', '1', '1', 'modifier 2', 'autre chose', "c'est tout", 'envoyer', '1']),
  ]
    .map(line => `${JSON.stringify(line)}\n`)
    .join('');
}

beforeAll(async () => {
  await tdt('chat --jsonl', conversation());
  await tdt(`export contributions --all-versions --withdrawn --out ${file('all.jsonl')}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const original = (): string => readFileSync(file('all.jsonl'), 'utf8');

describe('the round trip', () => {
  test('gives the same contributions, and a second time changes nothing', async () => {
    expect(original().match(/^/gm)).toHaveLength(5);
    expect(original()).toContain('"version":2');
    expect(original()).toContain('"statut":"retiree"');
    const dir = join(folder, 'other');
    const first = await tdt(`import ${file('all.jsonl')}`, undefined, dir);
    expect(first.stdout + first.stderr).toContain('Refusées : 0');
    const again = await tdt('export contributions --all-versions --withdrawn', undefined, dir);
    expect(again.stdout).toBe(original());
    const second = await tdt(`import ${file('all.jsonl')}`, undefined, dir);
    expect(second.stdout).toContain('Importées : 0. Déjà là :');
    expect((await tdt('export contributions --all-versions --withdrawn', undefined, dir)).stdout).toBe(original());
  });

  test('a trial writes nothing', async () => {
    const dir = join(folder, 'trial');
    const { stdout } = await tdt(`import ${file('all.jsonl')} --dry-run`, undefined, dir);
    expect(stdout).toContain("c'était un essai");
    expect((await tdt('export contributions', undefined, dir)).stdout).toBe('');
  });

  test('whoever contributes next gets the number after', async () => {
    const dir = join(folder, 'next');
    await tdt(`import ${file('all.jsonl')}`, undefined, dir);
    const said = await tdt('chat --jsonl', conversation().split('\n').slice(0, 12).join('\n'), dir);
    expect(said.stdout).toContain('A4-0003');
  });
});

describe('bad input', () => {
  async function importing(
    content: string | Uint8Array,
    options = '',
  ): Promise<{ code: number; said: string; rows: string }> {
    const dir = mkdtempSync(join(folder, 'bad-'));
    writeFileSync(file('bad.jsonl'), content);
    const { code, stdout, stderr } = await tdt(`import ${file('bad.jsonl')}${options}`, undefined, dir);
    return { code, said: stdout + stderr, rows: (await tdt('export contributions', undefined, dir)).stdout };
  }
  const good = (): Record<string, unknown> =>
    JSON.parse(
      original()
        .split('\n')
        .find(one => one.includes('A4-')) ?? '',
    ) as Record<string, unknown>;
  const line = (row: unknown): string => `${JSON.stringify(row)}\n`;

  test.each([
    ['not JSON', 'a,b,c\n', 'objet JSON'],
    ['a column that nobody knows', line({ colonne: 1 }), '« colonne »'],
    ['a reference of another kind', line({ reference: 'X-1' }), 'A4-0137'],
    ['nothing', '', 'Lignes lues : 0'],
  ])('%s', async (_what, content, expected) => {
    expect((await importing(content)).said).toContain(expected);
  });

  test('another encoding is named', async () => {
    const { code, said } = await importing(Buffer.from(line({ reference: 'é' }), 'latin1'));
    expect(code).toBe(1);
    expect(said).toContain('ligne 1');
    expect(said).toContain('UTF-8');
  });

  test('one bad row keeps the good ones out, unless they are wanted', async () => {
    const content =
      line(good()) + line({ ...good(), reference: 'A4-0999', 'a4.lieux.etat': 'repondu', 'a4.lieux': 'douze' });
    const strict = await importing(content);
    expect(strict).toMatchObject({ code: 1, rows: '' });
    expect(strict.said).toContain('ligne 2 : a4.lieux : un nombre est attendu');
    const lenient = await importing(content, ' --skip-bad');
    expect(lenient.code).toBe(1);
    expect(lenient.rows).toContain(String(good()['reference']));
  });

  test('a file of bad rows and nothing else is counted, and only its first rows are told', async () => {
    const count = 50_000;
    const { code, said, rows } = await importing(line({ reference: 'X' }).repeat(count));
    expect([code, rows]).toEqual([1, '']);
    expect(said).toContain(`Lignes lues : ${count}. À importer : 0. Déjà là : 0. Refusées : ${count}.`);
    expect(said.split('\n').length).toBeLessThan(60);
    expect(said).toContain('seulement comptées');
  });

  test('answers that no question takes are told and counted, and the rest of their row is taken', async () => {
    const row = { ...good(), 'a2.services': 'ailleurs', autres_reponses: '{"a4.ancienne":"x"}' };
    const { code, said, rows } = await importing(line(row));
    expect(code).toBe(0);
    expect(said).toContain('ligne 1 : laissé de côté, aucune question ne le prend');
    expect(said).toContain('autres_reponses');
    expect(said).toMatch(/laissées de côté : 1\./);
    expect(rows).toContain(String(good()['reference']));
    expect((await importing(line(good()))).said).not.toContain('laissé');
  });

  test('what is there with other words is not written over', async () => {
    const dir = join(folder, 'conflict');
    await tdt(`import ${file('all.jsonl')}`, undefined, dir);
    writeFileSync(file('bad.jsonl'), line({ ...good(), langue: 'en' }));
    const { code, stderr } = await tdt(`import ${file('bad.jsonl')}`, undefined, dir);
    expect(code).toBe(1);
    expect(stderr).toContain('autre contenu');
  });
});

describe('formats', () => {
  test('a file has its dictionary, its licence and whom to cite beside it', () => {
    const described = JSON.parse(readFileSync(file('all.jsonl.datapackage.json'), 'utf8')) as {
      licenses: { path: string }[];
      resources: { schema: { fields: { name: string; description: string }[] } }[];
    };
    const fields = described.resources[0]?.schema.fields ?? [];
    const used = new Set(
      original()
        .split('\n')
        .filter(one => one !== '')
        .flatMap(one => Object.keys(JSON.parse(one) as object)),
    );
    expect(fields.map(({ name }) => name)).toEqual(expect.arrayContaining([...used]));
    expect(fields.every(({ description }) => description !== '')).toBe(true);
    expect(described.licenses[0]?.path).toContain('licence-ouverte');
    expect(readFileSync(file('all.jsonl.lisezmoi.md'), 'utf8')).toContain('À citer ainsi');
  });

  test('a workbook holds the same cells, and computes none of them', async () => {
    await tdt(`export contributions --format xlsx --out ${file('c.xlsx')}`);
    const rows: (readonly string[])[] = [];
    for await (const row of readXlsxRows(readFileSync(file('c.xlsx')))) rows.push(row);
    const [head = [], ...others] = rows;
    const latest = (await tdt('export contributions')).stdout.trim().split('\n');
    expect(others).toHaveLength(latest.length);
    expect(others.map(row => row[head.indexOf('reference')])).toEqual(
      latest.map(one => (JSON.parse(one) as { reference: string }).reference),
    );
    expect(others.some(row => row.includes('=1+1; une liste'))).toBe(true);
  });

  test('Decidim finds the columns that its importer requires, and a report of what it has no place for', async () => {
    const { stdout, stderr } = await tdt('export contributions --format decidim');
    expect(stdout.split('\r\n')[0]).toBe('id;title/fr;body/fr;scope/id;category/id;taxonomies/ids');
    expect(stdout).toMatch(/A4-0001;[^;]{15,150};/);
    expect(stderr).toContain('Champs que Decidim ne prend pas');
  });

  test('Polis gets one comment an open answer', async () => {
    const { stdout, stderr } = await tdt('export contributions --format polis');
    expect(stdout.split('\r\n')[0]).toBe('comment_text');
    expect(stdout).toContain('autre chose');
    expect(stderr).toContain('Commentaires : ');
  });

  test('kinds are told apart', async () => {
    expect((await tdt('export contributions --kinds collective')).stdout).toBe('');
    expect((await tdt('export contributions --kinds individual')).stdout).toContain('A4-0001');
    expect((await tdt('export contributions --kinds x')).code).toBe(2);
  });

  test('people have pseudonyms, neither accounts nor texts', async () => {
    const { stdout } = await tdt('export people');
    const people = stdout
      .trim()
      .split('\n')
      .map(one => JSON.parse(one) as Record<string, unknown>);
    expect(people).toHaveLength(3);
    expect(people.map(({ envoyees }) => Number(envoyees)).toSorted((a, b) => a - b)).toEqual([0, 1, 1]);
    expect(stdout).not.toMatch(/u1|u2|permanence/);
    expect((await tdt('export people')).stdout).not.toBe(stdout);
  });

  test('a file that cannot be written leaves nothing', async () => {
    writeFileSync(file('wall'), '');
    const { code, stderr } = await tdt(`export contributions --out ${file('wall')}/x.csv --format csv`);
    expect(code).toBe(1);
    expect(stderr).toContain('ne peut pas être écrit');
    expect(readdirSync(folder).filter(name => name.endsWith('.partiel'))).toEqual([]);
  });
});
