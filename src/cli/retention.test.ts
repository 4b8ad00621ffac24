/** The operator's side of the retention: what is kept, the reply, the deposit. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { runTdt } from './test-support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'tdt-retention-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const tdt = (line: string, dir = 'a', input?: string) =>
  runTdt(line.split(' '), { dataDir: join(folder, dir), ...(input === undefined ? {} : { input }) });
const TEXTS = ['contribuer 4', '1', '1', '1, 3', '1', '74', 'une permanence', "c'est tout", 'passer', 'envoyer', '1'];
const said = TEXTS.map(text => `${JSON.stringify({ at: '2027-02-10T09:00:00Z', user: 'u1', text })}\n`).join('');

test('what is kept is said, and what was done is noted', async () => {
  await tdt('chat --jsonl', 'a', said);
  expect((await tdt('conservation')).stdout).toMatch(/Versement aux archives\s: pas encore fait/);
  expect((await tdt('conservation réponse envoyée le 1 janvier 2020')).stdout).toMatch(/janvier 2020/);
  expect((await tdt('conservation autre chose')).code).toBe(1);
  expect((await tdt('conservation réponse envoyée le 1 janvier 2999')).code).toBe(1);
});

test('a deposit is whole, comes back by an import, and is noted once it is written', async () => {
  const out = join(folder, 'versement');
  const { code, stdout } = await tdt(`conservation verser ${out}`);
  expect(code).toBe(0);
  const sums = readFileSync(join(out, 'SHA256SUMS'), 'utf8').trim().split('\n');
  expect(sums).toHaveLength(readdirSync(out).length - 1);
  for (const line of sums) {
    const [sum = '', name = ''] = line.split('  ');
    expect(
      createHash('sha256')
        .update(readFileSync(join(out, name)))
        .digest('hex'),
    ).toBe(sum);
  }
  expect(stdout).toContain('Versement fait');
  expect((await tdt('conservation')).stdout).toMatch(/Versement aux archives\s: fait le/);
  expect((await tdt('audit')).stdout).toContain('retention.deposit');
  expect((await tdt(`import ${join(out, 'contributions.jsonl')}`, 'b')).stdout).toContain('Importées : 1');
  expect((await tdt(`conservation verser ${out}`)).stderr).toContain('existe déjà');
});
