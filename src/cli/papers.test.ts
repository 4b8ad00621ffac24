import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runTdt } from './test-support/world.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'tdt-papers-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const tdt = (...argv: string[]) => runTdt(argv, { dataDir });

test('the register names the model that texts are sent to', async () => {
  const never = () => Promise.reject(new Error('asked'));
  const synthesisModel = { name: 'albert-large', budgetTokens: null, estimate: never, synthesize: never };
  const register = await runTdt(['rgpd', 'registre'], { dataDir, synthesisModel });
  expect(register.stdout).toMatch(/albert.*large/);
  expect((await tdt('rgpd', 'registre')).stdout).toContain('| aucun |');
});

test('the register says how long a voice is kept, and who may hear it', async () => {
  const { stdout } = await tdt('rgpd', 'registre');
  expect(stdout).toMatch(/Enregistrements des messages vocaux.*30 jours après la transcription/);
  expect(stdout).toContain('aucun : l’équipe transcrit');
  expect((await tdt('rgpd', 'aipd')).stdout).toContain('Personne reconnue à sa voix');
});

test('the register says what the consultation says, and what only the organiser knows is to be filled in', async () => {
  const { code, stdout } = await tdt('rgpd', 'registre');
  expect(code).toBe(0);
  expect(stdout).toContain('mission de service public');
  expect(stdout).toContain('dpo@example.org'.replace('@', '\\@'));
  expect(stdout).toContain('2027\\-06\\-24'.replaceAll('\\-', '-'));
  expect(stdout).toContain('À COMPLÉTER');
});

test('the impact assessment has its four parts', async () => {
  const { stdout } = await tdt('rgpd', 'aipd');
  for (const part of ['Contexte', 'Principes fondamentaux', 'Risques', 'Validation']) expect(stdout).toContain(part);
});

test('a theme is printed whole: notice, every question, the place to answer', async () => {
  const out = join(dataDir, 'theme-4.html');
  expect((await tdt('questionnaire', '4', '--out', out)).code).toBe(0);
  const html = readFileSync(out, 'utf8');
  expect(html.match(/<h3/g)?.length).toBeGreaterThanOrEqual(7);
  expect(html).toContain('Réservé aux 15 ans');
  expect(html).not.toContain('{territoire}');
  expect(html).toContain('☐ Seniors');
  expect((await tdt('questionnaire', '4', '--lang', 'en')).stdout).toContain('Students');
  expect((await tdt('questionnaire', '4', '--out', join(dataDir, 'x.docx'))).code).toBe(0);
  expect((await tdt('questionnaire', '99')).stderr).toContain('Quel thème ?');
  expect((await tdt('questionnaire', '4', '--lang', 'xx')).code).toBe(2);
  expect((await tdt('questionnaire', '4', '--out', 'x.pdf')).code).toBe(2);
});
