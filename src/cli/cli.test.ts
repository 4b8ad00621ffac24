import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from './run.ts';
import { runTdt } from './test-support/world.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tour-de-table-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const tdt = (line: string, input?: string) =>
  runTdt(line === '' ? [] : line.split(' '), { dataDir, ...(input === undefined ? {} : { input }) });
const jsonl = (...lines: object[]): string => lines.map(line => `${JSON.stringify(line)}\n`).join('');
const objects = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);

const writeAnswers = (...rows: object[]): string => {
  const file = join(dataDir, 'answers.jsonl');
  writeFileSync(file, jsonl(...rows));
  return file;
};

/** From nothing to a contribution sent, with one open answer. */
const CONTRIBUTION = jsonl(
  { at: '2027-02-10T09:00:00Z', user: 'u1', text: 'contribuer 4' },
  { user: 'u1', text: '1' },
  { user: 'u1', text: '1' },
  { user: 'u1', text: '2' },
  { user: 'u1', text: 'passer' },
  { user: 'u1', text: 'passer' },
  { user: 'u1', text: '=SOMME(1;2) et plus de temps pour chaque personne' },
  { at: '+30s' },
  { user: 'u1', text: 'envoyer' },
  { user: 'u1', text: '1' },
);

describe('tdt', () => {
  it('says all its commands, and each one its own help', async () => {
    const { code, stdout } = await tdt('help');
    expect(code).toBe(0);
    for (const command of COMMANDS) {
      expect(stdout).toContain(`tdt ${command.name}`);
      const own = await tdt(`${command.name} --help`);
      expect(own.code).toBe(0);
      expect(own.stdout).toContain(command.usage[0]);
    }
    expect((await tdt('version')).stdout).toMatch(/^\d+\.\d+\.\d+/);
    expect((await tdt('--version')).code).toBe(0);
  });

  it.each([
    ['nonsense', 'Commande inconnue : « nonsense »'],
    ['network', 'attend la suite : tdt network add, tdt network list, tdt network invite'],
    ['chat --jsonl --nope', 'Option inconnue : --nope'],
    ['chat --user', 'attend une valeur'],
    ['chat', "n'est pas un terminal"],
    ['chat --jsonl --user ana', 'chaque ligne dit qui parle'],
    ['chat extra', '« extra » est de trop'],
    ['replay', 'Quel fichier'],
    ['replay x --people 0', '--people attend un nombre entier'],
    ['replay x --axis 9', '--axis : les thèmes vont de 1 à 6'],
    ['replay x --axis 4 --question publics', "n'est pas une question ouverte"],
    ['export contributions --format xml', '--format : jsonl, csv, json'],
    ['export contributions --bom', '--bom va avec'],
    ['network add A', "L'identifiant d'un réseau"],
    ['', "Aucune plateforme n'est configurée"],
  ])('« tdt %s » is refused with a sentence and code 2', async (line, sentence) => {
    const { code, stderr, stdout } = await tdt(line);
    expect(stderr).toContain(sentence);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it.each([
    ['replay /nowhere/at/all.jsonl', 'ne peut pas être lu'],
    ['export contributions --network nope', "n'existe pas"],
    ['export contributions --out /nowhere/at/all', 'ne peut pas être écrit (ENOENT)'],
    ['network invite nope', "n'existe pas"],
    ['chat --jsonl --record /nowhere/at/all', 'ne peut pas être créé'],
  ])('« tdt %s » fails with a sentence and code 1', async (line, sentence) => {
    const { code, stderr } = await tdt(line);
    expect(stderr).toContain(sentence);
    expect(code).toBe(1);
  });
});

describe('tdt consultation check', () => {
  it('says that a consultation is in order', async () => {
    const { code, stdout } = await tdt('consultation check consultations/article69');
    expect([code, stdout]).toEqual([0, expect.stringContaining('est en ordre : 6 thèmes')]);
  });

  it('shows every problem and exits 1', async () => {
    const dir = join(dataDir, 'broken');
    mkdirSync(dir);
    writeFileSync(join(dir, 'consultation.yaml'), 'name: 3\n');
    const { code, stdout } = await tdt(`consultation check ${dir}`);
    expect(code).toBe(1);
    expect(stdout).toMatch(/consultation\.yaml:\d+:\d+/);
  });

  it('compares with an older version', async () => {
    expect((await tdt('consultation check consultations/article69 --against consultations/article69')).code).toBe(0);
  });
});

describe('tdt chat --jsonl', () => {
  it('writes JSON only, and a done for each line', async () => {
    const { code, stdout } = await tdt('chat --jsonl', CONTRIBUTION);
    expect(code).toBe(0);
    const done = objects(stdout).filter(object => 'done' in object);
    expect(done.map(object => object['done'])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(stdout).toContain('A4-0001');
  });

  it('goes on where another run stopped, and starts over with --reset', async () => {
    await tdt(
      'chat --jsonl',
      jsonl(
        { at: '2027-02-10T09:00:00Z', user: 'u1', text: 'contribuer 4' },
        { user: 'u1', text: '1' },
        { user: 'u1', text: '1' },
      ),
    );
    const again = await tdt('chat --jsonl', jsonl({ at: '2027-02-10T10:00:00Z', user: 'u1', text: '2' }));
    expect(again.stdout).toContain('Jeunes');
    const reset = await tdt('chat --jsonl --reset', jsonl({ at: '2027-02-10T11:00:00Z', user: 'u1', text: '2' }));
    expect(reset.stdout).not.toContain('Jeunes');
  });

  it('counts an event once however often it is given, in two runs too', async () => {
    const line = jsonl({ at: '2027-02-10T09:00:00Z', user: 'u1', id: 'e1', text: 'bonjour' });
    const first = await tdt('chat --jsonl', line + line);
    expect(objects(first.stdout).filter(object => 'to' in object)).toHaveLength(1);
    const second = await tdt('chat --jsonl', line);
    expect(objects(second.stdout)).toEqual([{ done: 1 }]);
  });

  it('closes what is open at the end of the input, by the virtual clock and by the real one', async () => {
    const open = CONTRIBUTION.split('\n').slice(0, 7).join('\n');
    const virtual = await tdt('chat --jsonl', `${open}\n`);
    expect(objects(virtual.stdout).at(-1)).toMatchObject({ question: 'lieux' });
    const real = await tdt('chat --jsonl --reset', `${open.replace('"at":"2027-02-10T09:00:00Z",', '')}\n`);
    expect(objects(real.stdout).at(-1)).toMatchObject({ question: 'lieux' });
  });

  it('records a transcript', async () => {
    const file = join(dataDir, 'transcript.txt');
    await tdt(`chat --jsonl --record ${file}`, CONTRIBUTION);
    expect(readFileSync(file, 'utf8')).toContain('Robot → u1 [publics 1/7]\n');
    const { code, stderr } = await tdt(`chat --jsonl --record ${file}`, CONTRIBUTION);
    expect([code, stderr]).toEqual([1, expect.stringContaining('existe déjà')]);
  });

  it('survives all kinds of bad lines', async () => {
    const bad = [
      '{',
      '{"user":"u1"}',
      '{"user":"u1","text":1}',
      '{"user":"u1","edit":"nope","text":"a"}',
      `{"user":"u1","text":"${'x'.repeat(1_000_000)}"}`,
      '{"user":"u1","text":"\\u0000\\u001b[31m\\ud800"}',
    ];
    const { code, stdout } = await tdt('chat --jsonl', `${bad.join('\n')}\n${jsonl({ user: 'u1', text: 'bonjour' })}`);
    expect(code).toBe(0);
    const ends = objects(stdout).filter(object => 'done' in object || 'error' in object);
    expect(ends.map(object => object['line'] ?? object['done'])).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(ends.slice(0, 3).every(object => 'error' in object)).toBe(true);
    expect(ends.slice(3).every(object => 'done' in object)).toBe(true);
    expect(stdout).toContain('trop long');
  });
});

describe('tdt export contributions', () => {
  it('gives back what was sent, in three formats', async () => {
    await tdt('chat --jsonl', CONTRIBUTION);
    const lines = await tdt('export contributions --format jsonl');
    expect(objects(lines.stdout)).toEqual([
      expect.objectContaining({
        reference: 'A4-0001',
        'a4.changement': '=SOMME(1;2) et plus de temps pour chaque personne',
      }),
    ]);
    const json = await tdt('export contributions --format json');
    expect(JSON.parse(json.stdout)).toHaveLength(1);
    const file = join(dataDir, 'out.csv');
    expect((await tdt(`export contributions --format csv --bom --out ${file}`)).code).toBe(0);
    const csv = readFileSync(file, 'utf8');
    expect(csv.startsWith('\ufeffreference,')).toBe(true);
    expect(csv).toContain("'=SOMME(1;2) et plus de temps pour chaque personne");
    expect(existsSync(`${file}.partiel`)).toBe(false);
  });
});

describe('tdt network', () => {
  it('adds, lists and invites', async () => {
    expect((await tdt('network add alpes Alpes')).code).toBe(0);
    expect((await tdt('network add alpes')).code).toBe(1);
    expect((await tdt('network list')).stdout).toContain('alpes\tAlpes');
    const { stdout, code } = await tdt('network invite alpes');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\n$/)]);
  });

  it('asks an invitation of other workspaces once there are several networks, never of the terminal itself', async () => {
    for (const name of ['alpes', 'jura']) await tdt(`network add ${name}`);
    const code = (await tdt('network invite jura')).stdout.trim();
    const said = async (line: object) => (await tdt('chat --jsonl', jsonl(line))).stdout;
    expect(await said({ user: 'u1', text: 'bonjour' })).toContain('Je suis un robot');
    expect(await said({ user: 'u1', workspace: 'autre', text: 'bonjour' })).toContain('ne participe pas encore');
    await said({ user: 'u1', workspace: 'autre', text: `rejoindre ${code}` });
    expect(await said({ user: 'u1', workspace: 'autre', text: 'bonjour' })).toContain('Je suis un robot');
    const { stdout } = await tdt('network list');
    expect(stdout).toBe('alpes\talpes\tespaces : 1\tpersonnes : 1\njura\tjura\tespaces : 1\tpersonnes : 1\n');
    const replayed = await tdt(`replay ${writeAnswers({ id: 'a', texte: 'du temps pour chaque personne' })}`);
    expect([replayed.code, replayed.stdout]).toEqual([0, expect.stringContaining("Rien n'est perdu.")]);
  });

  it('asks which network is meant where there are several, whatever the command', async () => {
    for (const name of ['alpes', 'jura']) await tdt(`network add ${name}`);
    for (const line of ['export contributions', 'export people', 'synthesis list', 'staff list']) {
      expect(await tdt(line)).toMatchObject({ code: 2, stderr: expect.stringContaining('alpes, jura') as string });
      expect(await tdt(`${line} --network jura`)).toMatchObject({ code: 0 });
    }
  });

  it('shows dead letters', async () => {
    expect(await tdt('outbox list')).toMatchObject({ code: 0, stdout: '', stderr: 'Aucun message abandonné.\n' });
  });
});
