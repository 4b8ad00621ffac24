import { expect, test } from 'vitest';
import { subjectOf, texts } from '#test/synthesis/texts.ts';
import { chartOf, countChoices } from './closed.ts';
import { indexSources } from './find-sources.ts';
import { placeNew, profilesOf } from './place-new.ts';
import { synthesize } from './synthesize.ts';
import { tabulate } from './tabulate.ts';

const CHOICES = [
  { value: 'a', label: 'La fibre' },
  { value: 'b', label: 'Un guichet' },
  { value: 'c', label: 'Un bus' },
];
const times = (n: number, value: string) => Array.from({ length: n }, () => [value]);
const plain = (text: string) => text.replace(/[\u202F\u00A0]/g, ' ');

test('choices are counted; what is skipped and what is not known are apart', () => {
  const counted = countChoices(CHOICES, [...times(30, 'a'), ...times(10, 'b'), 'dont_know', null, [], null]);
  expect(counted).toMatchObject({ answered: 40, dontKnow: 1, skipped: 3 });
  expect(counted.choices.map(({ count, shown, percentage }) => [count, shown, plain(percentage ?? '')])).toEqual([
    [30, '30', '75 %'],
    [10, '10', '25 %'],
    [0, '0', '0 %'],
  ]);
});

test('a cell under five is hidden, with another one where it could be deduced from the total', () => {
  const single = countChoices(CHOICES, [...times(30, 'a'), ...times(10, 'b'), ...times(2, 'c')]);
  expect(single.choices.map(({ shown }) => shown)).toEqual(['30', 'non communiqué', 'moins de 5']);
  const several = countChoices(CHOICES, [...times(30, 'a'), ...times(10, 'b'), ['a', 'c']]);
  expect(several.choices.map(({ shown }) => shown)).toEqual(['31', '10', 'moins de 5']);
});

test('no percentage under thirty answers; a value of an older revision keeps its own name', () => {
  const counted = countChoices(CHOICES, [...times(12, 'a'), ...times(7, 'old')]);
  expect(counted.choices.at(-1)).toEqual({ value: 'old', label: 'old', count: 7, shown: '7', percentage: null });
});

test('the chart says every number in words before its bar', () => {
  expect(plain(chartOf(countChoices(CHOICES, [...times(30, 'a'), ...times(15, 'b')])))).toBe(
    [
      'La fibre : 30 (67 %) ████████████████████',
      'Un guichet : 15 (33 %) ██████████',
      'Un bus : 0 (0 %)',
      'Sur 45 réponses.',
    ].join('\n'),
  );
});

test('structured answers stand in one table that names its contributions', () => {
  const fields = [
    { name: 'indicator', label: 'Indicateur' },
    { name: 'target', label: 'Cible' },
    { name: 'unused', label: 'Personne' },
  ];
  const table = tabulate(fields, [
    { id: 'A4-2', fields: { indicator: 'Accueils', target: ' ' } },
    { id: 'A4-1', fields: { indicator: 'Foyers', target: '80 %' } },
    { id: 'A4-3', fields: {} },
  ]);
  expect(table).toEqual({
    header: ['contribution', 'Indicateur', 'Cible'],
    rows: [
      ['A4-1', 'Foyers', '80 %'],
      ['A4-2', 'Accueils', 'Non renseigné'],
    ],
    filled: [2, 1],
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
