import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSheet } from './build.ts';
import { changesOf } from './changes.ts';
import { forgetInEdits, forgetInSheet } from './forget.ts';
import type { SheetContribution, SheetEdit, SheetInput } from './sheet.ts';

const SECTIONS = ['intitule', 'publics', 'description'].map(name => ({ name, label: name.toUpperCase() }));

function contribution(reference: string, answers: Readonly<Record<string, readonly string[]>>): SheetContribution {
  return {
    reference,
    version: 1,
    submittedAt: `2027-02-${reference.slice(-2)}T09:00:00.000Z`,
    collective: false,
    answers: Object.entries(answers).map(([section, texts]) => ({
      question: `q_${section}`,
      label: `Question ${section} ?`,
      section,
      texts,
    })),
  };
}

const first = contribution('A4-0001', { intitule: ['Un bus numérique'], publics: ['Seniors', 'Jeunes'] });
const second = contribution('A4-0002', {
  intitule: ['Bus du numérique'],
  publics: ['seniors'],
  description: ['Un arrêt par semaine'],
});

function input(rest: Partial<SheetInput> = {}): SheetInput {
  return {
    axis: 4,
    sections: SECTIONS,
    titleSection: 'intitule',
    contributions: [first, second],
    statements: [],
    edits: [],
    ...rest,
  };
}

const linesOf = (rest: Partial<SheetInput>, section: string) =>
  buildSheet(input(rest)).sheet.sections.find(({ name }) => name === section)?.entries ?? [];

describe('buildSheet', () => {
  it('says once what several said, with all who said it', () => {
    expect(linesOf({}, 'publics').map(({ text, references }) => [text, references])).toEqual([
      ['Seniors', ['A4-0001', 'A4-0002']],
      ['Jeunes', ['A4-0001']],
    ]);
  });

  it('is named by the first contribution, or by the staff', () => {
    expect(buildSheet(input()).sheet.title).toBe('Un bus numérique');
    expect(buildSheet(input({ edits: [{ kind: 'title', text: 'Le bus' }] })).sheet.title).toBe('Le bus');
    expect(buildSheet(input({ contributions: [] })).sheet.title).toBeNull();
  });

  it('leaves a section that nothing feeds empty', () => {
    expect(linesOf({ contributions: [first] }, 'description')).toEqual([]);
  });

  it('takes statements of a synthesis with their sources, and none without', () => {
    const statement = { section: 'description', question: 'q', label: 'Q ?', text: 'Plusieurs demandent un bus.' };
    const statements = [
      { ...statement, references: ['A4-0009'] },
      { ...statement, text: 'Sans source.', references: [] },
    ];
    expect(linesOf({ statements, contributions: [] }, 'description').map(line => line.text)).toEqual([statement.text]);
  });

  it('applies what the staff changed, and says which change has lost its line', () => {
    const edits: SheetEdit[] = [
      { kind: 'reword', section: 'publics', of: 'Seniors', references: ['A4-0001'], text: 'Personnes âgées' },
      { kind: 'drop', section: 'publics', of: 'Jeunes', references: ['A4-0001'] },
      { kind: 'add', section: 'description', text: 'Coordonné par le département.' },
      { kind: 'drop', section: 'publics', of: 'Disparu', references: ['A4-0007'] },
    ];
    const { sheet, lostEdits } = buildSheet(input({ edits }));
    const publics = sheet.sections[1]?.entries;
    expect(publics).toHaveLength(1);
    expect(publics?.[0]).toMatchObject({
      text: 'Personnes âgées',
      original: 'Seniors',
      references: ['A4-0001', 'A4-0002'],
    });
    expect(sheet.sections[2]?.entries.at(-1)).toMatchObject({ origin: 'staff', references: [] });
    expect(lostEdits).toEqual([edits[3]]);
  });

  it('is the same whatever the order the contributions come in', () => {
    const all = [
      first,
      second,
      contribution('A4-0003', { publics: ['JEUNES'], description: ['un arrêt par semaine'] }),
    ];
    const wanted = buildSheet(input({ contributions: all })).sheet;
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), contributions => {
        expect(buildSheet(input({ contributions })).sheet).toEqual(wanted);
      }),
    );
  });
});

describe('changesOf', () => {
  it('says what changed, and thanks to which contributions', () => {
    const before = buildSheet(input({ contributions: [first] })).sheet;
    expect(changesOf(before, buildSheet(input()).sheet)).toEqual([
      { section: 'intitule', kind: 'added', text: 'Bus du numérique', before: null, references: ['A4-0002'] },
      { section: 'publics', kind: 'supported', text: 'Seniors', before: null, references: ['A4-0002'] },
      { section: 'description', kind: 'added', text: 'Un arrêt par semaine', before: null, references: ['A4-0002'] },
    ]);
    expect(changesOf(before, before)).toEqual([]);
  });

  it('says what fell, and what was reworded', () => {
    const edits: SheetEdit[] = [
      { kind: 'reword', section: 'publics', of: 'Seniors', references: ['A4-0001'], text: 'Âgés' },
    ];
    const kinds = changesOf(buildSheet(input()).sheet, buildSheet(input({ contributions: [first], edits })).sheet);
    expect(kinds.map(change => [change.section, change.kind])).toEqual([
      ['intitule', 'removed'],
      ['publics', 'reworded'],
      ['publics', 'unsupported'],
      ['description', 'removed'],
    ]);
  });
});

describe('forgetting', () => {
  it('leaves no word of a contribution, nor its reference', () => {
    const edits: SheetEdit[] = [
      { kind: 'reword', section: 'publics', of: 'Jeunes', references: ['A4-0001'], text: 'Les jeunes' },
      { kind: 'drop', section: 'publics', of: 'Seniors', references: ['A4-0001', 'A4-0002'] },
    ];
    const gone = new Set(['A4-0001']);
    const sheet = forgetInSheet(buildSheet(input({ edits: edits.slice(0, 1) })).sheet, gone);
    expect(JSON.stringify(sheet)).not.toMatch(/A4-0001|eunes|Un bus numérique/);
    expect(sheet.title).toBeNull();
    expect(sheet.sections[1]?.entries[0]?.references).toEqual(['A4-0002']);
    expect(forgetInEdits(edits, gone)).toEqual([{ ...edits[1], references: ['A4-0002'] }]);
  });

  it('leaves none, whoever is forgotten and whatever was edited', () => {
    const reference = fc.constantFrom('A4-0001', 'A4-0002');
    fc.assert(
      fc.property(reference, name => {
        const sheet = forgetInSheet(buildSheet(input()).sheet, new Set([name]));
        expect(JSON.stringify(sheet)).not.toContain(name);
        expect(sheet.sections.flatMap(({ entries }) => entries).every(({ references }) => references.length > 0)).toBe(
          true,
        );
      }),
    );
  });
});
