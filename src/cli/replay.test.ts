import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Stores } from '#usecases/ports.ts';
import { compare } from './replay/compare.ts';
import { comparable, splitMessage } from './replay/rows.ts';
import { runTdt } from './test-support/world.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tour-de-table-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function write(rows: readonly object[] | string): string {
  const file = join(dataDir, 'answers.jsonl');
  writeFileSync(file, typeof rows === 'string' ? rows : rows.map(row => `${JSON.stringify(row)}\n`).join(''));
  return file;
}

const ROWS = [
  { id: 'a', messages: ['un guichet de plus', 'ouvert le soir', 'et le samedi'], texte: 'réunis' },
  { id: 'b', texte: 'retuor' },
  { id: 'c', texte: 'conntribuer' },
  { id: 'd', texte: 'je ne sais pas' },
  { id: 'e', texte: '@everyone *gras* <b>x</b> \u2028 fin  ' },
  { id: 'f', texte: 'mot '.repeat(4_800) },
  { id: 'g', texte: '' },
  { id: 'h', text: '12' },
];

describe('tdt replay', () => {
  it('plays every answer through the whole path, and finds each one in the database', async () => {
    const { code, stdout, stderr } = await runTdt(['replay', write(ROWS)], { dataDir });
    expect(stderr).toBe('');
    expect(stdout).toContain('réponses         7 (1 lignes vides laissées)');
    expect(stdout).toContain('relues           7 égales, dont 5 au caractère près');
    expect(stdout).toContain("Rien n'est perdu.");
    expect(code).toBe(0);
  });

  it('lists an answer that is a command, which the bot obeyed', async () => {
    const { code, stdout } = await runTdt(
      [
        'replay',
        write([
          { id: 'x1', texte: 'aide' },
          { id: 'x2', texte: 'du temps pour chacun' },
        ]),
      ],
      { dataDir },
    );
    expect(stdout).toContain("Différences :\n  x1 : le mot d'une commande, que le robot a suivie\n");
    expect(code).toBe(1);
  });

  it('gives several answers to one person, on open questions in turn', async () => {
    const rows = Array.from({ length: 24 }, (_, i) => ({
      id: `r${i}`,
      texte: `une réponse assez longue pour ne pas être relancée, numéro ${i}`,
    }));
    const { code, stdout } = await runTdt(['replay', write(rows), '--people', '4'], { dataDir });
    expect(stdout).toContain('personnes        4\n');
    expect(stdout).toContain("Rien n'est perdu.");
    expect(code).toBe(0);
  });

  it('finds the words of who passes a question with « rien » or « non », and follows one person over every theme', async () => {
    const rows = Array.from({ length: 24 }, (_, i) => ({
      id: `r${i}`,
      texte:
        i % 3 === 0 ? (['Rien', 'Non', 'Aucun'][(i / 3) % 3] ?? '') : `une réponse assez longue, sans relance, la ${i}`,
    }));
    const { code, stdout } = await runTdt(['replay', write(rows), '--people', '1'], { dataDir });
    expect(stdout).toContain('relues           24 égales');
    expect(code).toBe(0);
  });

  it.each([
    ['{"id":"a"}\n', 'Ligne 1 : « texte »'],
    ['{"id":"a","texte":"b"}\n{\n', "Ligne 2 : ce n'est pas du JSON"],
    ['\n\n', "n'a pas de réponse"],
  ])('says what is wrong with %j', async (text, sentence) => {
    const { code, stderr } = await runTdt(['replay', write(text)], { dataDir });
    expect([code, stderr]).toEqual([1, expect.stringContaining(sentence)]);
  });

  it('says which answers are missing or differ, never their text', async () => {
    const row = { id: 'a', messages: ['secret'] };
    const placed = [
      { row, user: 'p1', axis: 4, question: 'changement' },
      { row: { ...row, id: 'b' }, user: 'p2', axis: 4, question: 'changement' },
    ];
    const body = JSON.stringify({
      schema: 1,
      answers: {
        changement: { value: { kind: 'text', text: 'autre' }, texts: ['autre'] },
        ajout: { value: { kind: 'text', text: 'x' }, texts: ['x'] },
      },
    });
    const stores = {
      turns: {
        participantOf: (_platform: string, _workspace: string, user: string) =>
          Promise.resolve(user === 'p1' ? 'P1' : null),
      },
      data: {
        contributions: async function* () {
          yield await Promise.resolve({ participantId: 'P1', status: 'submitted', version: { axis: 4, body } });
        },
      },
    } as unknown as Stores;
    const compared = await compare(stores, { network: 'n', consultation: 'c', workspace: 'w' }, placed);
    expect(compared).toMatchObject({ contributions: 1, equal: 0, extra: 1 });
    expect(compared.differences.map(difference => difference.id)).toEqual(['a', 'b']);
    expect(JSON.stringify(compared)).not.toContain('secret');
  });

  it('cuts a long text into messages that make it whole again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.integer({ min: 0, max: 400 }), (text, times) => {
        const long = text.repeat(times);
        const pieces = splitMessage(long);
        expect(pieces.join('')).toBe(long);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(9_000);
        expect(comparable(comparable(long))).toBe(comparable(long));
      }),
    );
  });
});
