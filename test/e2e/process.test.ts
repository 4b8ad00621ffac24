import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Tdt } from './tdt.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tour-de-table-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const chat = (): Tdt => new Tdt(['chat', '--jsonl'], dataDir);

/** To the first open question of theme 4, at `at`. */
async function reachOpenQuestion(tdt: Tdt, user: string, at: string): Promise<void> {
  for (const [i, text] of ['contribuer 4', '1', '1', '2', 'passer', 'passer'].entries()) {
    await tdt.says({ user, id: `${user}-start-${i}`, text, ...(i === 0 ? { at } : {}) });
  }
  expect(tdt.objects.findLast(object => object['to'] === user)).toMatchObject({ question: 'changement' });
}

/** The texts kept for the open question, as the export gives them. */
async function kept(): Promise<string[]> {
  const tdt = new Tdt(['export', 'contributions', '--format', 'jsonl'], dataDir);
  expect((await tdt.end()).code).toBe(0);
  return tdt.objects.map(object => String(object['a4.changement.brut']));
}

describe('the process', () => {
  it('says what to set and exits 2 where there is neither platform nor terminal', async () => {
    const tdt = new Tdt([], dataDir);
    expect(await tdt.end()).toEqual({ code: 2, signal: null });
    expect(tdt.stderr).toContain("Aucune plateforme n'est configurée");
    expect(tdt.stderr).toContain('tdt chat --jsonl');
    expect(tdt.objects).toEqual([]);
  });

  it('says every wrong variable at once', async () => {
    const tdt = new Tdt(['chat', '--jsonl'], dataDir, { DATABASE_URL: 'mysql://x', TDT_NONSENSE: '1' });
    expect((await tdt.end()).code).toBe(1);
    expect(tdt.stderr).toContain('DATABASE_URL');
    expect(tdt.stderr).toContain('TDT_NONSENSE');
  });

  it('says where the data folder cannot be one', async () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    const tdt = new Tdt(['chat', '--jsonl'], file);
    expect((await tdt.end()).code).toBe(1);
    expect(tdt.stderr).toContain(file);
    expect(tdt.stderr).not.toContain('node:internal');
  });

  it('ends with the line under way when interrupted, and says so to the shell', async () => {
    const tdt = chat();
    await tdt.says({ user: 'u1', text: 'bonjour' });
    tdt.send({ user: 'u1', text: '1' });
    expect(await tdt.kill('SIGINT')).toEqual({ code: 130, signal: null });
    const polite = chat();
    await polite.says({ user: 'u2', text: 'bonjour' });
    expect(await polite.kill('SIGTERM')).toEqual({ code: 143, signal: null });
  });

  it('ends when nobody reads its output, and says again later what was not heard', async () => {
    const tdt = chat();
    await tdt.says({ at: '2027-02-10T09:00:00Z', user: 'u1', text: 'bonjour' });
    tdt.stopReading();
    tdt.send({ user: 'u1', id: 'unheard', text: '1' });
    expect(await tdt.exit).toEqual({ code: 141, signal: null });
    const again = chat();
    await again.says({ at: '2027-02-10T10:00:00Z' });
    expect(again.texts().filter(text => text.includes("L'essentiel sur vos données"))).toHaveLength(1);
    await again.says({ user: 'u1', id: 'unheard', text: '1' });
    expect(again.texts()).toHaveLength(1);
    expect((await again.end()).code).toBe(0);
  });
});

describe('a process that is killed', () => {
  it('goes on where it was: what was acknowledged is there once, what is sent again counts once', async () => {
    let tdt = chat();
    await reachOpenQuestion(tdt, 'u1', '2027-02-10T09:00:00Z');
    const said: string[] = [];
    for (let i = 1; i <= 6; i += 1) {
      const text = `message numéro ${i}`;
      const line = { user: 'u1', id: `part-${i}`, text };
      said.push(text);
      if (i % 2 === 0) {
        await tdt.says(line);
        await tdt.kill('SIGKILL');
      } else {
        // Killed without waiting: the sender, who was not told, sends it again.
        tdt.send(line);
        await tdt.kill('SIGKILL');
        tdt = chat();
        await tdt.says({ at: `2027-02-10T09:00:0${i}Z` });
        await tdt.says(line);
        continue;
      }
      tdt = chat();
      await tdt.says({ at: `2027-02-10T09:00:0${i}Z` });
    }
    await tdt.says({ at: '2027-02-10T09:01:00Z' });
    await tdt.says({ user: 'u1', id: 'send', text: 'envoyer' });
    await tdt.says({ user: 'u1', id: 'yes', text: '1' });
    expect(tdt.texts().at(-1)).toContain('A4-0001');
    expect((await tdt.end()).code).toBe(0);
    expect(await kept()).toEqual([said.join('\n')]);
  });
});

describe('two processes on one folder', () => {
  it('start together on an empty one, and lose nothing of one person or of two', async () => {
    const [one, two] = [chat(), chat()];
    const at = '2027-02-10T09:00:00Z';
    await Promise.all([reachOpenQuestion(one, 'ana', at), reachOpenQuestion(two, 'bob', at)]);
    const parts = Array.from({ length: 8 }, (_, i) => i);
    await Promise.all([
      ...parts.map(i => one.says({ user: 'ana', text: `ana ${i} par un` })),
      ...parts.map(i => two.says({ user: 'ana', text: `ana ${i} par deux` })),
      ...parts.map(i => two.says({ user: 'bob', text: `bob ${i}` })),
    ]);
    await one.says({ at: '2027-02-10T09:01:00Z' });
    await two.says({ at: '2027-02-10T09:01:00Z' });
    for (const [tdt, user] of [
      [one, 'ana'],
      [two, 'bob'],
    ] as const) {
      await tdt.says({ user, text: 'envoyer' });
      await tdt.says({ user, text: '1' });
    }
    expect((await one.end()).code).toBe(0);
    expect((await two.end()).code).toBe(0);
    const texts = (await kept()).map(text => text.split('\n').toSorted());
    const ana = parts.flatMap(i => [`ana ${i} par deux`, `ana ${i} par un`]).toSorted();
    const bob = parts.map(i => `bob ${i}`);
    expect(texts.find(lines => lines[0]?.startsWith('ana'))).toEqual(ana);
    expect(texts.find(lines => lines[0]?.startsWith('bob'))).toEqual(bob);
    expect(texts).toHaveLength(2);
    const refs = [...one.objects, ...two.objects].flatMap(object =>
      typeof object['ref'] === 'string' ? [object['ref']] : [],
    );
    expect(new Set(refs).size).toBe(refs.length);
  });
});
