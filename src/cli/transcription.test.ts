/** `tdt transcription …`, on a database in which somebody answered by voice. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oggVoice } from '#test/support/recordings.ts';
import { runTdt } from './test-support/world.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'tdt-transcription-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const tdt = (...argv: string[]) => runTdt(argv, { dataDir });

beforeAll(async () => {
  const base64 = Buffer.from(oggVoice()).toString('base64');
  const file = { name: 'Ana.ogg', mediaType: 'audio/ogg', base64 };
  const said = ['contribuer 4', "j'ai lu", 'sans mon nom', '1', '1', '74'].map(text => ({ user: 'ana', text }));
  const lines = [
    { at: '2027-02-10T09:00:00Z' },
    ...said,
    { user: 'ana', text: '', file },
    { at: '+10s' },
    { user: 'ana', text: 'revoir' },
    { user: 'ana', text: 'envoyer' },
    { user: 'ana', text: 'non' },
  ];
  const ran = await runTdt(['chat', '--jsonl'], {
    dataDir,
    input: lines.map(line => `${JSON.stringify(line)}\n`).join(''),
  });
  if (ran.code !== 0) throw new Error(ran.stderr);
});

test('lists, gives the recording, takes the text, and notes ids only', async () => {
  expect((await tdt('transcription', 'list')).stdout).toContain('A4-0001#1');
  const path = join(dataDir, 'voice.ogg');
  expect((await tdt('transcription', 'get', 'A4-0001', path)).code).toBe(0);
  expect(readFileSync(path).toString('latin1', 0, 4)).toBe('OggS');
  const again = await tdt('transcription', 'get', 'A4-0001', path);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('existe déjà')]);
  const text = join(dataDir, 'text.txt');
  writeFileSync(text, 'Il faudrait une permanence\nle samedi.\n');
  expect((await tdt('transcription', 'set', 'A4-0001', '--file', text)).stdout).toContain('A4-0001#1 est transcrit');
  const second = await tdt('transcription', 'set', 'A4-0001', 'Autre', 'chose');
  expect([second.code, second.stderr]).toEqual([1, expect.stringContaining('est déjà transcrit')]);
  expect((await tdt('transcription', 'set', 'A4-0001', '--again', 'Il faudrait du pain')).code).toBe(0);
  expect((await tdt('transcription', 'list')).stdout).toContain('Aucun message vocal');
  const { stdout: log } = await tdt('audit');
  expect(log).toContain('transcription.write\tA4-0001#1');
  expect(log).not.toMatch(/permanence|pain|Autre/);
});

test('says what is missing, and writes nothing', async () => {
  const path = join(dataDir, 'nothing.ogg');
  expect((await tdt('transcription', 'get', 'A4-0099', path)).stderr).toContain('Aucun message vocal');
  expect(existsSync(path)).toBe(false);
  expect((await tdt('transcription', 'get', 'A4-0001')).code).toBe(2);
  expect((await tdt('transcription', 'set', 'A4-0001', '--file', join(dataDir, 'no.txt'))).stderr).toContain(
    'ne peut pas être lu',
  );
});

test('the doctor says who transcribes, where the service that is set is not allowed', async () => {
  const transcriber = { name: 'whisper-large-v3', transcribe: () => Promise.reject(new Error('asked')) };
  const { stdout } = await runTdt(['doctor'], { dataDir, transcriber });
  expect(stdout).toContain('« whisper-large-v3 » est réglé, mais la consultation ne le permet pas');
  expect((await tdt('doctor')).stdout).not.toContain('Messages vocaux');
  const register = await runTdt(['rgpd', 'registre'], { dataDir, transcriber });
  expect(register.stdout).toContain('aucun : l’équipe transcrit');
});
