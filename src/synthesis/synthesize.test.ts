import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { texts, subjectOf } from '#test/synthesis/texts.ts';
import { checkClaim, sourcesById } from './citations.ts';
import type { SourceText, Synthesis } from './model.ts';
import { quoteFault } from './quote.ts';
import { synthesize } from './synthesize.ts';

const QUESTION = 'Que faudrait-il pour que chacun accède aux services en ligne ?';

const allCitations = (made: Synthesis) =>
  [...made.highlights, ...made.themes.flatMap(theme => theme.statements)].flatMap(statement => statement.citations);

function checkWhole(made: Synthesis, given: readonly SourceText[]): void {
  const sources = new Map(given.map(text => [text.id, text.text]));
  for (const { id, quote } of allCitations(made)) expect(quoteFault(quote, (sources.get(id) ?? '').trim())).toBeNull();
  for (const theme of made.themes) {
    expect(new Set(theme.contributions).size).toBe(theme.contributions.length);
    for (const statement of theme.statements) expect(statement.citations.length).toBeGreaterThan(0);
    for (const id of theme.contributions) expect(sources.has(id)).toBe(true);
  }
  const { contributions, analysed, setAside, unclassified } = made.stats;
  expect(analysed + setAside.empty + setAside.noOpinion + setAside.otherLanguage).toBe(contributions);
  const placed = new Set([...made.themes.flatMap(theme => theme.contributions), ...unclassified]);
  expect(placed.size).toBe(analysed);
}

describe('a synthesis with no model', () => {
  const given = texts(96);
  const made = synthesize(QUESTION, given);

  test('every analysed contribution is in a theme or said to be in none; every citation stands', () => {
    checkWhole(made, given);
    expect(allCitations(made).length).toBeGreaterThan(15);
  });

  test('themes hold texts of one subject', () => {
    let alike = 0;
    let all = 0;
    for (const theme of made.themes) {
      const counts = [0, 0, 0, 0];
      for (const id of theme.contributions) counts[subjectOf(id)] = (counts[subjectOf(id)] ?? 0) + 1;
      alike += Math.max(...counts);
      all += theme.contributions.length;
    }
    expect(alike / all).toBeGreaterThan(0.85);
  });

  test('labels are told by the words of the subject, with a capital, each once', () => {
    const labels = made.themes.map(theme => theme.label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels.join(' ').toLowerCase()).toMatch(/guichet/);
    expect(labels.join(' ').toLowerCase()).toMatch(/conseiller/);
    for (const label of labels) expect(label.charAt(0)).toBe(label.charAt(0).toUpperCase());
  });

  test('what people live, propose and lack is told apart; those who want it and those who do not are set face to face', () => {
    const kinds = new Set(made.themes.flatMap(theme => theme.statements).map(statement => statement.kind));
    for (const kind of ['overview', 'experience', 'obstacle', 'proposal']) expect(kinds).toContain(kind);
  });

  test('the same input gives the same synthesis; the question alone changes no citation', () => {
    expect(synthesize(QUESTION, given)).toEqual(made);
  });

  test('near-identical texts are one argument, with its number, and keep their own ids', () => {
    const copies = Array.from({ length: 12 }, (_, i) => ({
      id: `C-${i}`,
      text: 'Gardons le guichet de la poste, il rend service à tout le village.',
    }));
    const many = synthesize(QUESTION, [...given, ...copies]);
    const group = many.stats.folded.find(folded => folded.id === 'C-0');
    expect(group?.same.length).toBe(11);
    expect(many.stats.texts).toBeLessThan(many.stats.analysed);
    const holder = many.themes.find(theme => theme.contributions.includes('C-0'));
    expect(copies.every(copy => holder?.contributions.includes(copy.id))).toBe(true);
  });

  test('people, contributions, workshops and attendees are counted apart', () => {
    const { stats } = synthesize(QUESTION, [
      { id: '1', text: 'Il faut garder le guichet.', author: 'a' },
      { id: '2', text: 'Il faut garder le guichet ouvert.', author: 'a' },
      { id: '3', text: 'Notre atelier demande la fibre.', author: 'b', attendees: 14 },
      { id: '4', text: 'je ne sais pas' },
      { id: '5', text: ' … ' },
      { id: '6', text: 'We should keep the front desk open for the people who are not online.' },
    ]);
    expect(stats).toMatchObject({ contributions: 6, analysed: 3, people: 2, collective: 1, attendees: 14 });
    expect(stats.setAside).toEqual({ empty: 1, noOpinion: 1, otherLanguage: 1 });
  });
});

test.each([0, 1, 2, 7])('%i texts are a synthesis too', n => {
  const given = texts(n);
  const made = synthesize(QUESTION, given);
  checkWhole(made, given);
  expect(made.themes.length).toBe(n === 0 ? 0 : 1);
});

test('two texts of the same id are refused: a citation would be ambiguous', () => {
  expect(() =>
    synthesize(QUESTION, [
      { id: 'x', text: 'un' },
      { id: 'x', text: 'deux' },
    ]),
  ).toThrow(RangeError);
});

test('whatever people write, nothing throws, nothing is lost and every citation stands', () => {
  const word = fc.constantFrom(
    'guichet',
    'fibre',
    'pas',
    'ne',
    'sans',
    'la',
    'école',
    '« quoi »',
    '12 km',
    '\n',
    '...',
    '!?',
    'il faut',
    '😀',
    '<b>',
    '__proto__',
    'https://x.fr/a.b',
    'D’accord',
  );
  const text = fc.oneof(
    fc.array(word, { maxLength: 30 }).map(words => words.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 40 }), written => {
      const given = written.map((one, i) => ({ id: `id${i}`, text: one }));
      const made = synthesize(QUESTION, given);
      const { contributions, analysed, setAside } = made.stats;
      expect(analysed + setAside.empty + setAside.noOpinion + setAside.otherLanguage).toBe(contributions);
      const sources = sourcesById(given.map(one => ({ ...one, text: one.text.normalize('NFC') })));
      for (const theme of made.themes)
        for (const statement of theme.statements)
          expect(statement.citations.every(({ id }) => sources.has(id))).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('a text of 200,000 characters is read up to its bound', () => {
  const long = 'Le guichet doit rester ouvert dans chaque village. '.repeat(4000);
  const given = [...texts(20), { id: 'long', text: long }];
  const made = synthesize(QUESTION, given);
  expect(made.stats.analysed).toBe(21);
  const sources = sourcesById(given);
  for (const { id, quote } of allCitations(made))
    expect(checkClaim({ text: quote, citations: [{ id, quote }] }, sources).status).not.toBe('dropped');
});

test('what cleaning changes is read, and never quoted: a citation stands in the text as given', () => {
  const damaged =
    'Le guichet du village manque d\u2019\u009Cuvres et de livres. Il faudrait garder le guichet ouvert le samedi.';
  const given = [...texts(20), { id: 'damaged', text: damaged }, { id: 'hidden', text: 'Il faut un gui\u200Bchet.' }];
  const made = synthesize(QUESTION, given);
  const written = new Map(given.map(({ id, text }) => [id, text]));
  expect(made.stats.analysed).toBe(22);
  expect(made.stats.citations.dropped).toBe(0);
  const citations = allCitations(made);
  expect(citations.some(({ id }) => id === 'damaged')).toBe(true);
  for (const { id, quote } of citations) expect(quoteFault(quote, written.get(id) ?? '')).toBeNull();
});
