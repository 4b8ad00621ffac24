import { describe, expect, test } from 'vitest';
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Axis, Question } from '#consultation/definition.ts';
import { BODY_SCHEMA, type BodyAnswer, type ContributionBody } from './contribution-body.ts';
import { csvLine } from './export/cell.ts';
import { exportContributions, type ExportOptions, type ExportStores } from './export-contributions.ts';
import { type TableFormat, writeTable } from './export/table.ts';
import type { ExportedContribution } from './ports.ts';
import { CONSULTATION } from './test-support/parts.ts';

const AXIS_4 = CONSULTATION.axes.find(axis => axis.number === 4) as Axis;

function answered(value: AnswerValue, ...texts: string[]): BodyAnswer {
  return { value, texts };
}

function contribution(
  answers: Record<string, BodyAnswer>,
  more: Partial<ContributionBody> = {},
  status: ExportedContribution['status'] = 'submitted',
): ExportedContribution {
  const body: ContributionBody = {
    schema: BODY_SCHEMA,
    lang: 'fr',
    presentation: 'unnamed',
    name: null,
    organisation: null,
    actor: { name: 'elu' },
    places: ['dep:74', 'dep:73'],
    mandate: null,
    coAuthors: [],
    answers,
    ...more,
  };
  return {
    status,
    participantId: 'p1',
    version: {
      contributionId: 'p1.1',
      version: 2,
      reference: 'A4-0137',
      network: 'n',
      consultation: 'article69',
      axis: 4,
      revision: AXIS_4.revision,
      kind: 'individual',
      submittedAt: '2027-02-10T09:00:00.000Z',
      body: JSON.stringify(body),
    },
  };
}

function stores(contributions: readonly ExportedContribution[], older: readonly Axis[] = []): ExportStores {
  return {
    revisions: { all: () => Promise.resolve([...older, ...CONSULTATION.axes]) },
    data: {
      async *contributions() {
        for (const one of contributions) yield await Promise.resolve(one);
      },
    },
  } as unknown as ExportStores;
}

const OPTIONS: ExportOptions = {
  network: 'n',
  consultation: CONSULTATION,
  versions: 'latest',
  includeWithdrawn: false,
  kinds: 'all',
};

type Asked = Partial<ExportOptions> & { readonly format?: TableFormat; readonly bom?: boolean };

async function textOf(of: ExportStores, { format = 'csv', bom = false, ...options }: Asked = {}): Promise<string> {
  let text = '';
  for await (const piece of writeTable(await exportContributions(of, { ...OPTIONS, ...options }), format, bom))
    text += String(piece);
  return text;
}

async function rowsOf(of: ExportStores): Promise<Record<string, unknown>[]> {
  const text = await textOf(of, { format: 'jsonl' });
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Record<string, unknown>);
}

async function columnsOf(of: ExportStores): Promise<string[]> {
  return (await exportContributions(of, OPTIONS)).columns.map(({ name }) => name);
}

/** A reader of RFC 4180, written apart. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (quoted && character === '"' && text[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (character === '"') quoted = !quoted;
    else if (quoted) cell += character;
    else if (character === ',' || character === '\n') {
      rows.at(-1)?.push(cell.replace(/\r$/, ''));
      cell = '';
      if (character === '\n') rows.push([]);
    } else cell += character;
  }
  return rows.slice(0, -1);
}

const NASTY = '=1+1, "cité"\r\nligne 2; @x';

describe('a row', () => {
  test('says what the contribution is, and of its author what they chose to show', async () => {
    const [row] = await rowsOf(stores([contribution({})]));
    expect(row).toMatchObject({
      reference: 'A4-0137',
      version: 2,
      revision: AXIS_4.revision,
      theme: 4,
      genre: 'individuelle',
      statut: 'envoyee',
      envoyee_le: '2027-02-10T09:00:00.000Z',
      langue: 'fr',
      presentation: 'sans_nom',
      nom: null,
      profil: 'elu',
      territoires: ['dep:74', 'dep:73'],
    });
    const mandate = { organisation: 'Mairie', validatedBy: null, validatedOn: null, consulted: 12 };
    const [other] = await rowsOf(
      stores([
        contribution(
          {},
          { presentation: 'name', name: 'Ada', organisation: 'Mairie', mandate, coAuthors: ['B', 'C'] },
          'withdrawn',
        ),
      ]),
    );
    expect(other).toMatchObject({
      statut: 'retiree',
      presentation: 'nom',
      nom: 'Ada',
      organisation: 'Mairie',
      'mandat.consultes': 12,
      co_auteurs: ['B', 'C'],
    });
  });

  test('has the coded value, the state and the raw words of each answer', async () => {
    const [row] = await rowsOf(
      stores([
        contribution({
          publics: answered(
            { kind: 'choices', names: ['seniors', 'autre'], other: 'les saisonniers' },
            '1 et 8',
            'les saisonniers',
          ),
          changement: answered({ kind: 'text', text: NASTY.trim() }, 'chez nous', 'une permanence'),
          'changement.relance': answered({ kind: 'text', text: 'deux' }, 'deux'),
          lieux_nombre: answered({ kind: 'number', value: 10, approximate: true }, 'une dizaine'),
          services: answered({ kind: 'dont_know' }, 'je ne sais pas'),
          echelle: answered({ kind: 'skipped' }),
        }),
      ]),
    );
    expect(row).toMatchObject({
      'a4.publics': ['seniors', 'autre'],
      'a4.publics.etat': 'repondu',
      'a4.publics.brut': '1 et 8\nles saisonniers',
      'a4.publics.autre': 'les saisonniers',
      'a4.changement': NASTY,
      'a4.changement.brut': 'chez nous\nune permanence',
    });
    expect(row).not.toHaveProperty('a1.territoire');
  });
});

describe('values', () => {
  const all: readonly [AnswerValue, unknown][] = [
    [{ kind: 'date', iso: '2027-03-01' }, { q: '2027-03-01' }],
    [
      { kind: 'approx_date', from: '2027-01-01', to: null, precision: 'year', done: false },
      { q: '2027-01-01/..', 'q.fait': false },
    ],
    [
      { kind: 'approx_date', from: null, to: null, precision: 'none', done: true },
      { q: null, 'q.fait': true },
    ],
    [{ kind: 'places', codes: ['dep:74'] }, { q: ['dep:74'] }],
    [{ kind: 'url', url: 'https://a.fr' }, { q: 'https://a.fr' }],
    [
      { kind: 'files', files: [{ fileId: 'f1', name: 'a.pdf', mediaType: 'x', bytes: 1 }] },
      { q: ['a.pdf'], 'q.fichiers': ['f1'] },
    ],
    [
      {
        kind: 'structured',
        fields: { cible: { kind: 'number', value: 3, approximate: false }, nom: { kind: 'skipped' } },
      },
      { 'q.cible': 3, 'q.nom': null },
    ],
  ];
  test.each(all)('%j', async (value, cells) => {
    const [row] = await rowsOf(stores([contribution({ q: answered(value) })]));
    // « q » is in no revision: its cells are kept all the same, in the last column.
    const rest = JSON.parse(String(row?.['autres_reponses'])) as Record<string, unknown>;
    const expected = Object.fromEntries(
      Object.entries(cells as object).map(([name, cell]) => [`a4.${name}`, cell as unknown]),
    );
    expect(rest).toEqual({ ...expected, 'a4.q.etat': 'repondu' });
  });
});

describe('columns', () => {
  test('are every question of every axis, once, in the order of the questions', async () => {
    const columns = await columnsOf(stores([]));
    expect(new Set(columns).size).toBe(columns.length);
    for (const axis of CONSULTATION.axes) {
      for (const question of axis.questions) {
        expect(columns).toContain(`a${axis.number}.${question.name}.etat`);
        expect(columns).toContain(`a${axis.number}.${question.name}.brut`);
        if (question.type !== 'structured') expect(columns).toContain(`a${axis.number}.${question.name}`);
        for (const field of question.fields)
          expect(columns).toContain(`a${axis.number}.${question.name}.${field.name}`);
      }
    }
    expect(columns.slice(0, 3)).toEqual(['reference', 'version', 'revision']);
  });

  test('stay where they are when an older revision asked something else', async () => {
    const gone: Question = { ...(AXIS_4.questions[0] as Question), name: 'ancienne', choices: [] };
    const older: Axis = { ...AXIS_4, revision: 'older', questions: [gone, ...AXIS_4.questions] };
    const today = await columnsOf(stores([]));
    const columns = await columnsOf(stores([], [older]));
    expect(columns.filter(column => !column.startsWith('a4.ancienne'))).toEqual(today);
    expect(columns.filter(column => column.startsWith('a4.ancienne'))).toEqual([
      'a4.ancienne',
      'a4.ancienne.etat',
      'a4.ancienne.brut',
    ]);
    expect(columns.indexOf('a4.ancienne')).toBeGreaterThan(columns.indexOf(`a4.${AXIS_4.questions.at(-1)?.name}.etat`));
  });

  test('every answer that the conversation can give has its column', async () => {
    const columns = await columnsOf(stores([]));
    const values: Record<string, AnswerValue> = {
      integer: { kind: 'number', value: 1, approximate: false },
      decimal: { kind: 'number', value: 1, approximate: false },
      approx_date: { kind: 'approx_date', from: null, to: null, precision: 'x', done: true },
      file: { kind: 'files', files: [] },
      url_or_file: { kind: 'files', files: [] },
    };
    for (const axis of CONSULTATION.axes) {
      for (const { name, type, choices } of axis.questions) {
        const value =
          values[type] ??
          (choices.some(choice => choice.text) ? { kind: 'choices', names: [], other: 'x' } : { kind: 'dont_know' });
        const answers = { [name]: answered(value, 'x') };
        const one = contribution(answers);
        const [row] = await rowsOf(stores([{ ...one, version: { ...one.version, axis: axis.number } }]));
        expect(row, `a${axis.number}.${name}`).not.toHaveProperty('autres_reponses');
        expect(columns).toEqual(expect.arrayContaining(Object.keys(row ?? {})));
      }
    }
  });
});

describe('CSV', () => {
  test('gives back what was put in, formulas apart, whatever the text', async () => {
    const texts = [NASTY, '+33 6', '-5', '@moi', '\tx', ' =x', '＝1', 'simple', '"', 'a,b', '2027'];
    const rows = texts.map(text => contribution({ changement: answered({ kind: 'text', text }, text) }));
    const [head, ...lines] = readCsv(await textOf(stores(rows)));
    const at = head?.indexOf('a4.changement') ?? -1;
    const cells = lines.map(line => line[at]);
    const harmless = (text: string): string => (/^\s*[=+\-@＝]|^\t/.test(text) ? `'${text}` : text);
    expect(cells).toEqual(texts.map(text => harmless(text).replace('; @', ";' @")));
    expect(lines.every(line => line.length === head?.length)).toBe(true);
  });

  test.each([
    ['vu;=1+1', `vu;'=1+1`],
    ['vu; "=1+1"', `"vu;' ""=1+1"""`],
    [`vu\n=cmd|' /C calc'!A0`, `"vu\n'=cmd|' /C calc'!A0"`],
    ['vu\r\n+33', `"vu\r\n'+33"`],
    ['vu\t@x', `vu\t'@x`],
    ['\n=1', `"'\n'=1"`],
    ['a-b; c=d', 'a-b; c=d'],
  ])('no cell is a formula for a spreadsheet with another separator: %j', (text, cell) => {
    expect(csvLine([text])).toBe(`${cell}\r\n`);
  });

  test('numbers stay numbers, lists are joined, what is not there is empty', () => {
    expect(csvLine([-5, 2.5, true, false, ['a', 'b'], ['=a'], null, ''])).toBe("-5,2.5,oui,non,a|b,'=a,,\r\n");
  });

  test('begins with a byte order mark when asked', async () => {
    expect((await textOf(stores([]), { bom: true })).startsWith('\uFEFFreference,')).toBe(true);
    expect((await textOf(stores([]))).startsWith('reference,')).toBe(true);
  });
});

test('JSON is one array, of none as of many', async () => {
  expect(JSON.parse(await textOf(stores([]), { format: 'json' }))).toEqual([]);
  expect(JSON.parse(await textOf(stores([contribution({}), contribution({})]), { format: 'json' }))).toHaveLength(2);
});

test('nothing is read before it is written', async () => {
  let read = 0;
  const endless = {
    ...stores([]),
    data: {
      async *contributions() {
        for (;;) {
          read += 1;
          yield await Promise.resolve(contribution({}));
        }
      },
    },
  } as unknown as ExportStores;
  const pieces = writeTable(await exportContributions(endless, OPTIONS), 'jsonl', false)[Symbol.asyncIterator]();
  for (let i = 0; i < 5; i += 1) await pieces.next();
  await pieces.return?.(undefined);
  expect(read).toBe(5);
});
