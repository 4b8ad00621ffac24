/** Action sheets, from the contributions of theme 4 to the published document. */
import { beforeEach, describe, expect, it } from 'vitest';
import { toMarkdown } from '#documents/markdown.ts';
import { readXlsxRows } from '#documents/spreadsheet.ts';
import { choices, contribution, createReviewBench, type ReviewBench, text } from '../../test-support/contributions.ts';
import { CONSULTATION } from '../../test-support/parts.ts';
import { sheetCandidates } from './candidates.ts';
import { changeSheet, type SheetAct } from './change-sheet.ts';
import type { SheetContext } from './context.ts';
import { createSheet } from './create-sheet.ts';
import { mergeSheets } from './merge-sheets.ts';
import { sayRefusal, type SheetOutcome } from './outcome.ts';
import { sheetDocument } from './sheet-document.ts';
import { showSheet } from './show-sheet.ts';
import { territoiresXlsx } from './territoires-en-transitions.ts';

let bench: ReviewBench;
let context: SheetContext;

beforeEach(() => {
  bench = createReviewBench([
    contribution(1, {
      publics: choices('seniors', 'jeunes'),
      changement: text('Un bus dans chaque village.'),
      'changement.relance': text('Quand les gens n’attendront plus.'),
      titre: text('Un bus numérique'),
      etat: { kind: 'dont_know' },
      budget: { kind: 'skipped' },
      indicateur: { kind: 'structured', fields: { indicateur: text('personnes aidées'), cible: text('80') } },
      calendrier: {
        kind: 'structured',
        fields: {
          debut: { kind: 'approx_date', from: '2027-03-01', to: '2027-03-31', precision: 'month', done: false },
        },
      },
    }),
    contribution(2, { publics: choices('seniors'), titre: text('Bus du numérique') }, { kind: 'collective' }),
    contribution(3, { publics: choices('seniors') }),
    contribution(4, { titre: text('Ailleurs') }, { axis: 5 }),
  ]);
  ({ context } = bench);
});

const KEY = { axis: 4, number: 1 };
const change = (act: SheetAct) => changeSheet(context, KEY, act, 'operator');

function why(outcome: SheetOutcome): string {
  if (outcome.kind !== 'refused') throw new Error('it was done');
  expect(sayRefusal(outcome)).toMatch(/\.$/);
  return outcome.why;
}

function linesOf(outcome: SheetOutcome, section: string): string[] {
  if (outcome.kind !== 'done') throw new Error(`refused: ${outcome.why}`);
  return outcome.body.sheet.sections.find(({ name }) => name === section)?.entries.map(entry => entry.text) ?? [];
}

describe('candidates', () => {
  it('are the contributions whose author named an action, and that stand in no sheet', async () => {
    const titles = async (axis: number | null) => (await sheetCandidates(context, axis)).map(({ title }) => title);
    expect(await titles(4)).toEqual(['Un bus numérique', 'Bus du numérique']);
    expect(await titles(null)).toEqual(['Un bus numérique', 'Bus du numérique', 'Ailleurs']);
    await createSheet(context, 4, ['A4-0001'], 'operator');
    expect(await titles(4)).toEqual(['Bus du numérique']);
  });
});

describe('a sheet', () => {
  it('says what its contribution says, and nothing of what was skipped or not known', async () => {
    const made = await createSheet(context, 4, ['A4-0001'], 'operator');
    expect(linesOf(made, 'publics')).toEqual(['Seniors', 'Jeunes']);
    expect(linesOf(made, 'objectifs')).toEqual(['Un bus dans chaque village.', 'Quand les gens n’attendront plus.']);
    expect(linesOf(made, 'indicateurs')).toEqual(['Chiffre suivi\u00A0: personnes aidées, Combien visé\u00A0: 80']);
    expect(linesOf(made, 'calendrier')).toEqual(['Début\u00A0: mars 2027']);
    expect(linesOf(made, 'statut')).toEqual([]);
    expect(linesOf(made, 'budget')).toEqual([]);
  });

  it('refuses what it cannot stand on', async () => {
    expect(why(await createSheet(context, 4, [], 'operator'))).toBe('no_contribution');
    expect(why(await createSheet(context, 4, ['A4-0001', 'A4-0099', 'A5-0004'], 'operator'))).toBe(
      'unknown_contributions',
    );
    expect(why(await createSheet(context, 1, ['A4-0001'], 'operator'))).toBe('no_sheet_axis');
    expect(why(await change({ act: 'refresh' }))).toBe('unknown_sheet');
  });

  it('grows, is corrected by the staff, approved, then published; each change is a version', async () => {
    await createSheet(context, 4, ['A4-0001'], 'operator');
    expect(why(await change({ act: 'publish' }))).toBe('not_approved');
    await change({ act: 'add_members', references: ['A4-0002'] });
    const named = await change({ act: 'title', text: 'Le bus du numérique' });
    expect(named.kind === 'done' && named.body.sheet.title).toBe('Le bus du numérique');
    expect(why(await change({ act: 'reword', section: 'publics', line: 9, text: 'x' }))).toBe('unknown_line');
    expect(why(await change({ act: 'reword', section: 'nulle', line: 1, text: 'x' }))).toBe('unknown_section');
    const reworded = await change({ act: 'reword', section: 'publics', line: 1, text: 'Personnes âgées' });
    expect(linesOf(reworded, 'publics')).toEqual(['Personnes âgées', 'Jeunes']);
    expect(linesOf(await change({ act: 'drop_line', section: 'publics', line: 2 }), 'publics')).toEqual([
      'Personnes âgées',
    ]);
    expect(linesOf(await change({ act: 'add_line', section: 'pilote', text: 'Le département.' }), 'pilote')).toEqual([
      'Le département.',
    ]);
    await change({ act: 'approve' });
    const published = await change({ act: 'publish' });
    expect(published.kind === 'done' && published.document).toMatchObject({ status: 'published', version: 8 });
    const shown = await showSheet(context, KEY);
    expect(shown?.history.map(({ act }) => act)).toEqual([
      'created',
      'member_added',
      'titled',
      'reworded',
      'dropped_line',
      'added_line',
      'approved',
      'published',
    ]);
    expect(shown?.history[1]?.changes).toContainEqual({
      section: 'publics',
      kind: 'supported',
      text: 'Seniors',
      before: null,
      references: ['A4-0002'],
    });
  });

  it('says what changed since, is not approved over it, and takes it when refreshed', async () => {
    await createSheet(context, 4, ['A4-0001', 'A4-0002'], 'operator');
    bench.contributions = bench.contributions.map(one =>
      one.version.reference === 'A4-0001' ? { ...one, status: 'withdrawn' } : one,
    );
    const shown = await showSheet(context, KEY);
    expect(shown?.gone).toEqual(['A4-0001']);
    expect(shown?.pending.length).toBeGreaterThan(0);
    expect(why(await change({ act: 'approve' }))).toBe('outdated');
    const refreshed = await change({ act: 'refresh' });
    expect(refreshed.kind === 'done' && refreshed.body.members).toEqual(['A4-0002']);
    expect(linesOf(refreshed, 'publics')).toEqual(['Seniors']);
    expect((await change({ act: 'approve' })).kind).toBe('done');
    expect(why(await change({ act: 'remove_members', references: ['A4-0002'] }))).toBe('no_contribution');
  });

  it('takes another one in, which then says where it went', async () => {
    await createSheet(context, 4, ['A4-0001'], 'operator');
    await createSheet(context, 4, ['A4-0002'], 'operator');
    expect(why(await mergeSheets(context, KEY, KEY, 'operator'))).toBe('same_sheet');
    const merged = await mergeSheets(context, KEY, { axis: 4, number: 2 }, 'operator');
    expect(linesOf(merged, 'intitule')).toEqual(['Un bus numérique', 'Bus du numérique']);
    const gone = await changeSheet(context, { axis: 4, number: 2 }, { act: 'refresh' }, 'operator');
    expect(gone).toMatchObject({ why: 'not_live', mergedInto: 'F4-1' });
    why(gone);
    expect(await sheetCandidates(context, 4)).toEqual([]);
  });
});

describe('the document', () => {
  it('has every section, its sources, and what changed thanks to whom', async () => {
    await createSheet(context, 4, ['A4-0001'], 'operator');
    await change({ act: 'add_members', references: ['A4-0002'] });
    const shown = await showSheet(context, KEY);
    if (shown === null) throw new Error('no sheet');
    const options = { theme: 'Aider', dayOf: (at: string) => at.slice(0, 10), linkOf: () => null };
    const page = toMarkdown(sheetDocument(shown, options));
    for (const { label } of CONSULTATION.sections) expect(page).toContain(`## ${label['fr']}`);
    expect(page).toMatch(/## Budget et financements\n\n_Non renseigné_/);
    expect(page).toContain('- Seniors (A4-0001, A4-0002)');
    expect(page).toMatch(/\| A4-0002 \| collective \\?\(atelier\\?\) \| 2\u00A0février 2027 \| 1 \|/);
    expect(page).toContain('- Publics cibles, aussi dit par A4-0002 : Seniors');
    expect(page).toContain('Fiche action F4-1 – version 2');
  });
});

describe('the workbook of « Territoires en transitions »', () => {
  it('has its 35 columns, and each section in its place', async () => {
    await createSheet(context, 4, ['A4-0001', 'A4-0002'], 'operator');
    const shown = await showSheet(context, KEY);
    const pieces: Uint8Array[] = [];
    for await (const piece of territoiresXlsx(context, shown === null ? [] : [shown])) pieces.push(piece);
    const rows: (readonly string[])[] = [];
    for await (const row of readXlsxRows(Buffer.concat(pieces))) rows.push(row);
    const [columns = [], cells = []] = rows;
    expect(columns).toHaveLength(35);
    const cell = (column: string) => cells[columns.indexOf(column)];
    expect(cell('Titre de la fiche action')).toBe('Un bus numérique');
    expect(cell('Objectifs')).toBe('Un bus dans chaque village.\nQuand les gens n’attendront plus.');
    expect(cell('Notes complémentaires')).toContain('Publics cibles :\nSeniors\nJeunes');
    expect(cell('Participation Citoyenne')).toContain('F4-1');
    expect(cell('Financements') ?? '').toBe('');
  });
});
