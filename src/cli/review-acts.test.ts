/** What `tdt sheet` and `tdt synthesis` change is an act of the staff: logged, told to whom it concerns. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runTdt } from './test-support/world.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'tdt-review-acts-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const tdt = (line: string, input?: string) =>
  runTdt(line.split(' '), { dataDir, ...(input === undefined ? {} : { input }) });
const journal = async () => (await tdt('audit')).stdout;
const says = (user: string, texts: readonly string[]) =>
  texts.map(text => `${JSON.stringify({ at: '2027-02-10T09:00:00Z', user, text })}\n`).join('');

const BEGIN = ['contribuer 4', '1', '1', '1, 3', '1', '74', 'Il faut un guichet dans chaque canton', "c'est tout"];

beforeAll(async () => {
  const sent = [...BEGIN, 'une dizaine', '1, 2', 'envoyer', '1'];
  await tdt('chat --jsonl', says('u1', [...sent, 'nouvelles', 'oui']) + says('u2', sent));
});

describe('an action sheet', () => {
  test('is made and changed in the log, refusals too', async () => {
    expect((await tdt('sheet create A4-0001')).stdout).toContain('Fiche F4-1, version 1');
    expect((await tdt('sheet add F4-1 a4-2')).stdout).toContain('Fiche F4-1, version 2');
    const early = await tdt('sheet publish F4-1');
    expect([early.code, early.stderr]).toEqual([1, expect.stringContaining('approuvée')]);
    const lines = await journal();
    for (const on of ['F4-1 create', 'F4-1 add_members', 'F4-1 publish'])
      expect(lines).toContain(`\tsheet\t${on}\ttdt`);
    expect(lines).toMatch(/F4-1 publish\ttdt\trefused/);
  });
});

describe('a synthesis', () => {
  test('is made, reviewed and published in the log, and whoever wanted news is told', async () => {
    const estimate = await tdt('synthesis make 4 --estimate');
    expect([estimate.code, estimate.stdout]).toEqual([0, '']);
    expect(estimate.stderr).toContain("rien n'est dépensé");
    expect((await tdt('synthesis list')).stdout).toContain('Aucune synthèse');
    expect((await tdt('synthesis make 4')).stdout).toContain('S4-1');
    expect(await tdt('synthesis make 9')).toMatchObject({ code: 1 });
    expect((await tdt('synthesis approve S4-1')).code).toBe(0);
    expect((await tdt('synthesis publish S4-1')).stdout).toContain(
      'Une personne qui voulait des nouvelles est prévenue',
    );
    const lines = await journal();
    for (const on of ['S4-1 make', 'S4-1 approve', 'S4-1 publish'])
      expect(lines).toContain(`\tsynthesis\t${on}\ttdt\tdone`);
    expect(lines).toContain('\tsynthesis\tmake\ttdt\trefused');
    const told = await tdt('chat --jsonl', says('u1', ['aide']));
    expect(told.stdout).toContain('la synthèse S4-1 est publiée');
  });
});

test('the document-cadre is made in the log, refused where nothing is approved', async () => {
  const fresh = mkdtempSync(join(tmpdir(), 'tdt-framework-'));
  const out = join(fresh, 'cadre.md');
  const nothing = await runTdt(['document-cadre', '--out', out], { dataDir: fresh });
  expect([nothing.code, nothing.stderr]).toEqual([1, expect.stringContaining('rien à assembler')]);
  expect((await runTdt(['audit'], { dataDir: fresh })).stdout).toMatch(/\tframework\t\ttdt\trefused/);
  rmSync(fresh, { recursive: true, force: true });
  const kept = join(dataDir, 'cadre.md');
  expect((await tdt(`document-cadre --out ${kept}`)).stdout).toContain('Document-cadre, version 1 : synthèses 1');
  expect(readFileSync(kept, 'utf8')).toContain('#');
  expect(await journal()).toContain('\tframework\tversion 1\ttdt\tdone');
});

test('the site says the dates as the staff left them', async () => {
  expect((await tdt('axis close 4 31/03/2097')).code).toBe(0);
  const site = join(dataDir, 'site');
  expect((await tdt(`publish ${site}`)).code).toBe(0);
  expect(await journal()).toMatch(/\tsite\t\d+\ttdt\tdone/);
  expect(readFileSync(join(site, 'index.html'), 'utf8')).toMatch(/Thème « .*31\u00A0mars 2097 inclus/);
});
