import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { texts } from '#test/synthesis/texts.ts';
import { ModelUnavailable, type SynthesisModel } from '#usecases/synthesis/ports.ts';
import { runTdt } from './test-support/world.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tour-de-table-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const tdt = (args: readonly string[], input?: string, synthesisModel?: SynthesisModel) =>
  runTdt([...args], {
    dataDir: dir,
    ...(input === undefined ? {} : { input }),
    ...(synthesisModel === undefined ? {} : { synthesisModel }),
  });
const jsonl = texts(40)
  .map(text => `${JSON.stringify({ id: text.id, texte: text.text })}\n`)
  .join('');

interface Written {
  readonly themes: readonly {
    readonly label: string;
    readonly keywords: readonly string[];
    readonly contributions: readonly string[];
    readonly share: number;
    readonly statements: readonly {
      readonly text: string;
      readonly kind: string;
      readonly support: number;
      readonly citations: readonly { readonly id: string; readonly quote: string }[];
    }[];
  }[];
  readonly stats: { readonly contributions: number };
}

test('a file of texts becomes a file of themes whose statements cite, with no database', async () => {
  const from = join(dir, 'textes.jsonl');
  const out = join(dir, 'synthese.json');
  writeFileSync(from, jsonl);
  const { code, stderr } = await tdt([
    'synthesize',
    '--in',
    from,
    '--question',
    'Que faut-il ?',
    '--out',
    out,
    '--offline',
  ]);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^40 textes analysés sur 40 : \d+ thèmes, \d+ énoncés dont \d+ à vérifier\.\nÉcrite dans /);
  const made = JSON.parse(readFileSync(out, 'utf8')) as Written;
  const sources = new Map(texts(40).map(text => [text.id, text.text]));
  expect(made.stats.contributions).toBe(40);
  for (const theme of made.themes) {
    expect(theme.share).toBeCloseTo(theme.contributions.length / 40);
    for (const { citations } of theme.statements)
      for (const { id, quote } of citations) expect(sources.get(id)).toContain(quote);
  }
  expect(existsSync(`${out}.partiel`)).toBe(false);
  expect(existsSync(join(dir, 'tour-de-table.db'))).toBe(false);
});

test('standard input and output serve as files; --themes bounds the themes', async () => {
  const { code, stdout } = await tdt(
    ['synthesize', '--in', '-', '--question', 'Q', '--out', '-', '--themes', '2'],
    jsonl,
  );
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as Written).themes.length).toBeLessThanOrEqual(2);
});

test.each([
  [[], 'Quels textes ?'],
  [['--in', 'x'], 'À quelle question'],
  [['--in', 'x', '--question', 'q'], 'Où écrire'],
  [['--in', 'x', '--question', 'q', '--out', 'y', '--themes', '0'], '--themes attend'],
  [['--in', '/nowhere/x', '--question', 'q', '--out', 'y'], 'vérifiez son nom'],
  [['--in', '-', '--question', 'q', '--out', '/nowhere/y'], 'vérifiez le dossier'],
])('%j says what to do', async (args, said) => {
  const { code, stderr } = await tdt(['synthesize', ...args], jsonl);
  expect(code).not.toBe(0);
  expect(stderr).toContain(said);
});

test('wrong lines are told with their numbers and nothing is written', async () => {
  const out = join(dir, 'synthese.json');
  const { code, stderr } = await tdt(['synthesize', '--in', '-', '--question', 'q', '--out', out], `${jsonl}oops\n`);
  expect(code).toBe(1);
  expect(stderr).toContain('ligne 41');
  expect(existsSync(out)).toBe(false);
});

test('a configured model says what it may cost; where it fails, the synthesis is made without and says so; --offline asks nobody', async () => {
  const cost = { calls: 3, cached: 0, inputTokens: 900, outputTokens: 300, amount: 0.5 };
  const model: SynthesisModel = {
    name: 'essai',
    budgetTokens: null,
    estimate: () => Promise.resolve(cost),
    synthesize: () => Promise.reject(new ModelUnavailable("le modèle n'a pas répondu à temps")),
  };
  const out = join(dir, 'synthese.json');
  const line = ['synthesize', '--in', '-', '--question', 'q', '--out', out];
  const { code, stderr } = await tdt(line, jsonl, model);
  expect(code).toBe(0);
  expect(stderr).toContain('Modèle « essai ». Au plus : 3 appels et 1\u202F200 jetons, soit 0,50 au prix configuré.');
  expect(stderr).toContain("Faite sans modèle de langue : le modèle n'a pas répondu à temps.");
  expect((await tdt([...line, '--offline'], jsonl, model)).stderr).not.toContain('Modèle');
});
