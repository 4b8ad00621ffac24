/** `tdt moderation …`, beside what contributors and the log are told of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTdt } from './test-support/world.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'tdt-moderation-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const tdt = (line: string, input?: string) =>
  runTdt(line.split(' '), { dataDir, ...(input === undefined ? {} : { input }) });
const says = (user: string, ...texts: readonly string[]) =>
  texts.map(text => `${JSON.stringify({ at: '2027-02-10T09:00:00Z', user, text })}\n`).join('');
const contribute = (words: string) =>
  ['contribuer 4', '1', '1', '1, 3', '1', '74', words, "c'est tout", 'envoyer', '1'] as const;

beforeAll(async () => {
  const sent =
    says('ada', ...contribute('appelez-moi au 06 12 34 56 78')) +
    says('bob', ...contribute('une permanence au marché'));
  await tdt('chat --jsonl', sent);
});

test('the queue, a text, a decision told to its author, an appeal, the report, all in the log without a word', async () => {
  const queue = (await tdt('moderation list')).stdout;
  expect(queue).toContain('A4-0001');
  expect(queue).not.toContain('A4-0002');
  expect((await tdt('moderation read A4-0001')).stdout).toContain('06 12 34 56 78');

  const noGround = await tdt('moderation hide A4-0001');
  expect([noGround.code, noGround.stdout]).toEqual([1, '']);
  expect(noGround.stderr).toMatch(/motif/i);
  expect((await tdt('moderation redact A4-0001 données personnelles')).code).toBe(0);
  expect((await tdt('export contributions --public')).stdout).not.toContain('06 12 34 56 78');
  const told = (await tdt('chat --jsonl', says('ada', 'contester A4-0001'))).stdout;
  expect(told).toContain('A4-0001');
  expect((await tdt('moderation list')).stdout).toContain('A4-0001');
  expect((await tdt('moderation visible A4-0001')).code).toBe(0);

  expect((await tdt('moderation report')).stdout).toMatch(/Contestations\s: 1, dont une entendue/);
  expect((await tdt('moderation hide A4-9999 insulte')).code).toBe(1);
  const log = (await tdt('audit')).stdout;
  for (const act of ['moderation.redact\tA4-0001', 'moderation.visible\tA4-0001']) expect(log).toContain(act);
  expect(log).not.toMatch(/06 12|permanence/);
});
