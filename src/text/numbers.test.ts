import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMark, readNumber } from './numbers.ts';

const UNITS = 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'.split(
  ' ',
);
const TENS = ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante'];

/** 0 to 9999 in French words, joined as the traditional spelling does. */
function inWords(n: number): string {
  if (n < 17) return UNITS[n] ?? '';
  if (n < 20) return `dix-${UNITS[n - 10]}`;
  if (n < 70) {
    const [tens, unit] = [TENS[Math.floor(n / 10)] ?? '', n % 10];
    return unit === 0 ? tens : unit === 1 ? `${tens} et un` : `${tens}-${UNITS[unit]}`;
  }
  if (n < 80) return n === 71 ? 'soixante et onze' : `soixante-${inWords(n - 60)}`;
  if (n < 100) return n === 80 ? 'quatre-vingts' : `quatre-vingt-${inWords(n - 80)}`;
  if (n < 1000) {
    const [hundreds, rest] = [Math.floor(n / 100), n % 100];
    const head = hundreds === 1 ? 'cent' : `${UNITS[hundreds]} cent${rest === 0 ? 's' : ''}`;
    return rest === 0 ? head : `${head} ${inWords(rest)}`;
  }
  const [thousands, rest] = [Math.floor(n / 1000), n % 1000];
  const head = thousands === 1 ? 'mille' : `${inWords(thousands)} mille`;
  return rest === 0 ? head : `${head} ${inWords(rest)}`;
}

const EN_UNITS = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
  seventeen eighteen nineteen`.split(/\s+/);
const EN_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
function inEnglish(n: number): string {
  if (n < 20) return EN_UNITS[n] ?? '';
  if (n < 100) return n % 10 === 0 ? (EN_TENS[n / 10] ?? '') : `${EN_TENS[Math.floor(n / 10)]}-${EN_UNITS[n % 10]}`;
  const [size, name] = n < 1000 ? [100, 'hundred'] : [1000, 'thousand'];
  const [head, rest] = [`${inEnglish(Math.floor(n / size))} ${name}`, n % size];
  return rest === 0 ? head : `${head}${rest < 100 ? ' and' : ''} ${inEnglish(rest)}`;
}

const grouped = (n: number, by: string): string => String(n).replace(/\B(?=(\d{3})+$)/g, by);

describe('readNumber finds the number that was formatted', () => {
  const value = fc.integer({ min: 0, max: 9999 });
  it.each<[string, (n: number) => string]>([
    ['digits', String],
    ['spaces', n => grouped(n, ' ')],
    ['no-break spaces', n => grouped(n, '\u202F')],
    ['dots', n => grouped(n, '.')],
    ['a unit', n => `${n} lieux`],
    ['decimals', n => `${grouped(n, ' ')},0`],
    ['words', inWords],
    ['hyphens everywhere', n => inWords(n).replaceAll(' ', '-')],
    ['spaces everywhere', n => inWords(n).replaceAll('-', ' ')],
    ['words without accents, in capitals', n => inWords(n).replace('é', 'e').toUpperCase()],
  ])('in French: %s', (_, format) => {
    fc.assert(
      fc.property(value, n => {
        expect(readNumber(format(n), 'fr')).toMatchObject({ ok: true, value: n, approximate: false });
      }),
    );
  });

  it.each<[string, (n: number) => string]>([
    ['digits', n => grouped(n, ',')],
    ['words', inEnglish],
  ])('in English: %s', (_, format) => {
    fc.assert(
      fc.property(value, n => {
        expect(readNumber(format(n), 'en')).toMatchObject({ ok: true, value: n });
      }),
    );
  });

  it('with decimals, up to millions', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
        const expected = Number(`${whole}.${String(cents).padStart(2, '0')}`);
        const decimals = String(cents).padStart(2, '0');
        expect(readNumber(`${grouped(whole, ' ')},${decimals}`, 'fr')).toMatchObject({ value: expected });
        expect(readNumber(`${grouped(whole, ',')}.${decimals}`, 'en')).toMatchObject({ value: expected });
      }),
    );
  });
});

describe('readNumber, as people write', () => {
  it.each<[string, number, boolean]>([
    ['12', 12, false],
    ['12.', 12, false],
    ['1 250,5', 1250.5, false],
    ['1.250,50', 1250.5, false],
    ['environ 12', 12, true],
    ['12 environ', 12, true],
    ['~30', 30, true],
    ['≈ 30', 30, true],
    ['30+', 30, true],
    ['+ de 30', 30, true],
    ['> 30', 30, true],
    ['à peu près 40', 40, true],
    ['je dirais 15', 15, true],
    ['peut-être 12', 12, true],
    ['je sais pas, 12 ?', 12, true],
    ['une dizaine', 10, true],
    ['une bonne dizaine', 10, true],
    ['une petite vingtaine de lieux', 20, true],
    ['une demi-douzaine', 6, true],
    ['deux dizaines', 20, true],
    ['3 dizaines', 30, true],
    ['20aine', 20, true],
    ['une centaine', 100, true],
    ['un millier', 1000, true],
    ['une dizaine de milliers', 10_000, true],
    ['plus de 50', 50, true],
    ['moins de dix', 10, true],
    ['au moins 5', 5, true],
    ['deux cents', 200, false],
    ['2 cents', 200, false],
    ['vingt-et-un', 21, false],
    ['septante-deux', 72, false],
    ['onze cents', 1100, false],
    ['un million deux cent mille', 1_200_000, false],
    ['2 k', 2000, false],
    ['2k', 2000, false],
    ['2K€', 2000, false],
    ['2 M€', 2_000_000, false],
    ['1,5 million', 1_500_000, false],
    ['1,1 million', 1_100_000, false],
    ['2 mille', 2000, false],
    ['zéro', 0, false],
    ['aucun', 0, false],
    ['Aucun lieu', 0, false],
    ["il n'y en a pas", 0, false],
    ['y en a pas', 0, false],
    ['pas un seul', 0, false],
    ['un', 1, false],
    ['une seule', 1, false],
    ['il y en a un', 1, false],
    ['12 lieux', 12, false],
    ['il y a 12 lieux chez nous', 12, false],
    ['12 (douze)', 12, false],
    ['12 en 2024', 12, false],
    ['vingt pour cent', 20, false],
    ['12 %', 12, false],
    ['2️⃣', 2, false],
    ['１２', 12, false],
    ['-5', -5, false],
    ['0,5', 0.5, false],
    ["1'250", 1250, false],
    ['1.250', 1250, false],
    ['1.5', 1.5, false],
    ['quatres', 4, false],
    ['ving cinq', 25, false],
    ['une association aide 12 personnes', 12, false],
    ['about a dozen', 12, true],
    ['twenty-one', 21, false],
  ])('%j is %d (approximate: %s)', (text, value, approximate) => {
    expect(readNumber(text, 'fr')).toMatchObject({ ok: true, value, approximate });
  });

  it.each<[string, number, boolean]>([
    ['1,250.5', 1250.5, false],
    ['1,250', 1250, false],
    ['1.250', 1.25, false],
    ['about a dozen', 12, true],
    ['half a dozen', 6, true],
    ['a hundred and five', 105, false],
    ['more than 50', 50, true],
    ['none', 0, false],
    ['une dizaine', 10, true],
  ])('in English %j is %d (approximate: %s)', (text, value, approximate) => {
    expect(readNumber(text, 'en')).toMatchObject({ ok: true, value, approximate });
  });

  it.each([
    ['', 'none'],
    ['bonjour', 'none'],
    ['aucune idée', 'none'],
    ['je ne sais pas', 'none'],
    ['un peu', 'none'],
    ['un problème de transport', 'none'],
    ['tout neuf', 'none'],
    ["C'est une priorité", 'none'],
    ['1. Réduire les déchets', 'none'],
    ['A4', 'none'],
    ['12h30', 'none'],
    ['le 2e', 'none'],
    ['en 2019', 'none'],
    ['1000000000000000', 'none'],
    ['il y a environ 12 lieux chez nous mais pas tous ouverts', 'none'],
    ['3 ou 4', 'several'],
    ['deux trois', 'several'],
    ['un ou deux', 'several'],
    ['12 lieux dont 3 mobiles', 'several'],
    ['06 12 34 56 78', 'several'],
    ['12/03/2027', 'several'],
    ['entre 10 et 20', 'range'],
    ['10-20', 'range'],
    ['de 5 à 10', 'range'],
    ['entre dix et vingt', 'range'],
    ['de 2000 à 3000', 'range'],
    ['beaucoup', 'unbounded'],
    ['plusieurs', 'unbounded'],
    ['des dizaines', 'unbounded'],
    ['quelques centaines', 'unbounded'],
  ])('%j is refused: %s', (text, reason) => expect(readNumber(text, 'fr')).toEqual({ ok: false, reason }));

  it('gives back the part that was read', () => {
    expect(readNumber('il y a Une Dizaine de lieux', 'fr')).toMatchObject({ matched: 'Une Dizaine' });
    expect(readNumber('à peu près 1 250 personnes', 'fr')).toMatchObject({ matched: '1 250' });
  });

  it('never throws and never invents an infinite value', () => {
    const pieces = fc.constantFrom(
      '12',
      ' ',
      'un',
      'cent',
      'mille',
      'vingt',
      '-',
      ',',
      '.',
      'et',
      'million',
      'dizaine',
      'à',
      '%',
      'k',
    );
    const soup = fc.array(pieces, { maxLength: 30 }).map(list => list.join(''));
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 120 }), soup),
        fc.constantFrom('fr', 'en', ''),
        (text, lang) => {
          const reading = readNumber(text, lang);
          if (reading.ok) expect(Number.isFinite(reading.value)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('readMark', () => {
  it.each([
    ['4', 4],
    ['4/5', 4],
    ['4 sur 5', 4],
    ['je dirais 4 sur 5', 4],
    ['quatre', 4],
  ])('%j on five is %d', (text, value) => expect(readMark(text, 5, 'fr')).toMatchObject({ ok: true, value }));
  it.each(['4/10', '4 ou 5', '3 sur 20', 'bof'])('%j is not on five', text =>
    expect(readMark(text, 5, 'fr').ok).toBe(false),
  );
});
