import { expect, test } from 'vitest';
import { subjectOf, texts } from '#test/synthesis/texts.ts';
import { type Audience, showCounts } from './closed.ts';
import { indexSources } from './find-sources.ts';
import { placeNew, profilesOf } from './place-new.ts';
import type { CountedQuestion } from './review/body.ts';
import { synthesize } from './synthesize.ts';
import { tabulate } from './tabulate.ts';

const asked = (counts: Readonly<Record<string, number>>, others: Partial<CountedQuestion> = {}): CountedQuestion => ({
  question: 'q',
  label: 'Que choisir ?',
  counts: Object.entries(counts).map(([label, n]) => ({ label, count: n })),
  answered: Object.values(counts).reduce((sum, n) => sum + n, 0),
  dontKnow: 0,
  skipped: 0,
  ...others,
});
const plain = (text: string) => text.replace(/[\u202F\u00A0]/g, ' ');
const said = (question: CountedQuestion, audience: Audience) =>
  showCounts(question, audience).choices.map(one => plain(one.said));

test('the staff see every count, with a percentage from thirty answers on', () => {
  expect(said(asked({ fibre: 30, guichet: 9, bus: 1 }), 'staff')).toEqual([
    '30 sur 40 (75 %)',
    '9 sur 40 (23 %)',
    '1 sur 40 (3 %)',
  ]);
  expect(said(asked({ fibre: 12, guichet: 7 }), 'staff')).toEqual(['12 sur 19', '7 sur 19']);
});

test('a cell under five is hidden, with another one where it could be deduced from the total', () => {
  const single = asked({ fibre: 30, guichet: 10, bus: 2 });
  expect(said(single, 'public')).toEqual(['30 sur 42 (71 %)', 'non communiqué', 'moins de 5']);
  expect(showCounts(single, 'public').choices.map(one => one.count)).toEqual([30, null, null]);
  const several = asked({ fibre: 31, guichet: 10, bus: 1 }, { answered: 41 });
  expect(said(several, 'public')).toEqual(['31 sur 41 (76 %)', '10 sur 41 (24 %)', 'moins de 5']);
});

test('those who do not know and those who skip are hidden as choices are', () => {
  const shown = showCounts(asked({ fibre: 3, bus: 0 }, { dontKnow: 2, skipped: 9 }), 'public');
  expect([shown.answered, shown.dontKnow, shown.skipped].map(({ said: words }) => words)).toEqual([
    'moins de 5',
    'moins de 5',
    'non communiqué',
  ]);
  expect(shown.choices.map(({ said: words }) => words)).toEqual(['moins de 5', '0']);
});

test('a bar is as long as its count beside the longest, and none tells a hidden one', () => {
  const bars = showCounts(asked({ fibre: 30, guichet: 15, bus: 0, train: 2 }, { answered: 40 }), 'public').choices;
  expect(bars.map(({ bar }) => bar.length)).toEqual([20, 10, 0, 0]);
});

test('structured answers stand in one table that names its contributions, without the columns that nobody filled', () => {
  const table = tabulate({
    fields: ['Indicateur', 'Personne', 'Cible'],
    rows: [
      { reference: 'A4-1', cells: ['Foyers', '', '80 %'] },
      { reference: 'A4-2', cells: ['Accueils', '', ' '] },
      { reference: 'A4-3', cells: ['', ' ', ''] },
    ],
  });
  expect(table).toEqual({
    fields: ['Indicateur', 'Cible'],
    rows: [
      { reference: 'A4-1', cells: ['Foyers', '80 %'] },
      { reference: 'A4-2', cells: ['Accueils', 'Non renseigné'] },
    ],
  });
});

test('a new contribution joins its theme without the others being read again; one that fits nowhere is said', () => {
  const given = texts(96);
  const made = synthesize('Que faut-il ?', given);
  const profiles = JSON.parse(JSON.stringify(profilesOf(made, given))) as ReturnType<typeof profilesOf>;
  const placed = placeNew(profiles, [
    { id: 'N-1', text: 'Un guichet devrait rester ouvert dans chaque canton.' },
    { id: 'N-2', text: 'Les cigognes nichent sur le clocher au printemps.' },
    { id: 'N-3', text: 'je ne sais pas' },
  ]);
  const [theme] = [...placed.themes].find(([, ids]) => ids.includes('N-1')) ?? [''];
  const members = made.themes.find(({ id }) => id === theme)?.contributions ?? [];
  expect(members.filter(id => subjectOf(id) === 2).length).toBeGreaterThan(members.length / 2);
  expect(placed.unplaced).toEqual(['N-2']);
  expect(placed.makeAnew).toBe(false);
  const many = Array.from({ length: 30 }, (_, i) => ({ id: `M-${i}`, text: `Les cigognes nichent, volume ${i}` }));
  expect(placeNew(profiles, many).makeAnew).toBe(true);
});

test('the contribution behind a sentence is found, despite a typing error', () => {
  const index = indexSources(texts(24));
  const [first] = index.find('un conseillé numérique itinérant avec un fourgon', 3);
  const found = texts(24).find(({ id }) => id === first?.id);
  expect(found?.text).toContain('fourgon');
  expect(index.find('zzz', 3)).toEqual([]);
});
