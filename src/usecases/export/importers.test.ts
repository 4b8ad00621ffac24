/**
 * The files for Decidim and Polis, held against what their importers read:
 * - Decidim, decidim-proposals `Import::ProposalsVerifier` requires `title/LOCALE` and `body/LOCALE` of the default locale,
 *   `Import::ProposalCreator` reads `scope/id` and `taxonomies/ids` (`category/id` before 0.30) and drops `id`, and
 *   decidim-admin `Import::Readers::CSV` splits at `;`; `Import::Verifier` refuses a column that comes twice.
 *   https://github.com/decidim/decidim/tree/develop/decidim-admin/lib/decidim/admin/import
 * - Polis, server/src/routes/comments.ts `handle_POST_comments_bulk`: the column `comment_text`; a comment that it has
 *   already is skipped.
 *   https://github.com/compdemocracy/polis/blob/05141bcff554992158080b0f4d392883e975a95f/server/src/routes/comments.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTdt } from '#cli/test-support/world.ts';

const REQUIRED = ['title/fr', 'body/fr'];
const READ = new Set([...REQUIRED, 'scope/id', 'category/id', 'taxonomies/ids']);
const DROPPED = 'id';

const dataDir = mkdtempSync(join(tmpdir(), 'tdt-importers-'));
const exported = (format: string) => runTdt(['export', 'contributions', '--format', format], { dataDir });
const headers = (csv: string, separator: string): string[] => (csv.split(/\r?\n/)[0] ?? '').split(separator);

beforeAll(async () => {
  const says = [
    'contribuer 2',
    '1',
    '1',
    '3',
    '1',
    '74',
    `une liste ${'longue '.repeat(90)}`,
    "c'est tout",
    'envoyer',
    '1',
  ];
  const lines = ['u1', 'u2'].flatMap(user => says.map(text => ({ at: '2027-02-10T09:00:00Z', user, text })));
  const input = lines.map(line => `${JSON.stringify(line)}\n`).join('');
  await runTdt(['chat', '--jsonl'], { dataDir, input });
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('Decidim finds the columns that it requires, none twice, and none that it does not know', async () => {
  const { stdout, stderr } = await exported('decidim');
  const columns = headers(stdout, ';');
  expect(columns).toEqual(expect.arrayContaining(REQUIRED));
  expect(new Set(columns).size).toBe(columns.length);
  expect(columns.filter(name => !READ.has(name))).toEqual([DROPPED]);
  // What it refuses by default is announced: a body that is too long.
  expect(stderr).toContain('Plus longues que 500 caractères : 2 ');
  expect(stderr).toContain('Champs que Decidim ne prend pas : auteur');
  expect(stdout).toContain('(A2-0002)');
});

test('Polis finds its one column, and no comment twice', async () => {
  const { stdout, stderr } = await exported('polis');
  expect(headers(stdout, ',')).toEqual(['comment_text']);
  const comments = stdout.trimEnd().split(/\r?\n/).slice(1);
  expect(comments).not.toHaveLength(0);
  expect(new Set(comments).size).toBe(comments.length);
  expect(stderr).toMatch(/Doublons : [1-9]/);
  expect(stderr).toContain('Champs que Polis ne prend pas : thème');
});
