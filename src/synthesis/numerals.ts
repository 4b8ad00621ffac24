/** Numbers written in words, or with « mille » and « millions », put into digits, so that figures compare. */

const ONES: ReadonlyMap<string, number> = new Map(
  [
    'deux trois quatre cinq six sept huit neuf'.split(' ').map((word, i) => [word, i + 2] as const),
    'dix onze douze treize quatorze quinze seize'.split(' ').map((word, i) => [word, i + 10] as const),
  ].flat(),
);
const TENS: ReadonlyMap<string, number> = new Map(
  Object.entries({ vingt: 20, vingts: 20, trente: 30, quarante: 40, cinquante: 50, soixante: 60 }),
);
const ABOUT: ReadonlyMap<string, number> = new Map(
  Object.entries({
    dizaine: 10,
    douzaine: 12,
    quinzaine: 15,
    vingtaine: 20,
    trentaine: 30,
    cinquantaine: 50,
    centaine: 100,
    millier: 1000,
  }),
);
const SCALED = /(\d+(?:,\d+)?|\d{1,3}(?: \d{3})+) ?(mille|millions?|milliards?|k€)(?![a-z])/g;
const SCALES: Readonly<Record<string, number>> = { mille: 1e3, 'k€': 1e3, million: 1e6, milliard: 1e9 };
const WORDS = /[a-z]+(?:(?:-| )[a-z]+)*/g;

/** `plain` (folded text) with its numbers in digits: « deux cents » gives « 200 », « 45 mille » « 45000 », « pour cent » « % ». */
export function inDigits(plain: string): string {
  return plain
    .replace(/\bpour[ -]?cents?\b/g, '%')
    .replace(SCALED, scaled)
    .replace(WORDS, run => inRun(run.split(/(?=[ -])|(?<=[ -])/)))
    .replace(SCALED, scaled);
}

function scaled(_: string, figure: string, scale: string): string {
  const value = Number(figure.replaceAll(' ', '').replace(',', '.')) * (SCALES[scale.replace(/s$/, '')] ?? 1);
  return `${Math.round(value)}${scale === 'k€' ? ' €' : ''}`;
}

/** Words and what separates them, in turn. */
function inRun(parts: readonly string[]): string {
  let made = '';
  for (let i = 0; i < parts.length; ) {
    const number = numberAt(parts, i);
    made += number === null ? parts[i] : String(number.value);
    i = number === null ? i + 1 : number.end;
  }
  return made;
}

/** The longest number that begins at `start`. « Un » counts inside of one only: it is an article elsewhere. */
function numberAt(parts: readonly string[], start: number): { readonly value: number; readonly end: number } | null {
  const about = ABOUT.get((parts[start] ?? '').replace(/s$/, ''));
  if (about !== undefined) return { value: about, end: start + 1 };
  let thousands = 0;
  let under: number | null = null;
  let end = start;
  for (let i = start; i < parts.length; i += 2) {
    let word = parts[i] ?? '';
    if (word === 'et' && under !== null && /^(?:une?|onze)$/.test(parts[i + 2] ?? '') && under % 100 >= 20) {
      i += 2;
      word = parts[i] ?? '';
    }
    if (word === 'mille' && thousands === 0) {
      thousands = (under ?? 1) * 1000;
      under = null;
    } else {
      const next = added(under, word);
      if (next === null) break;
      under = next;
    }
    end = i + 1;
  }
  return end === start ? null : { value: thousands + (under ?? 0), end };
}

/** What `under` (below a thousand) becomes with one more word, or null where that word begins another number. */
function added(under: number | null, word: string): number | null {
  const last = (under ?? 0) % 100;
  if (/^cents?$/.test(word)) {
    if (under === null) return 100;
    return under >= 2 && under <= 9 ? under * 100 : null;
  }
  if (/^vingts?$/.test(word) && last === 4) return (under as number) + 76;
  const ten = TENS.get(word);
  if (ten !== undefined) return under === null ? ten : last === 0 && under >= 100 ? under + ten : null;
  const one = /^une?$/.test(word) ? 1 : ONES.get(word);
  if (one === undefined) return null;
  if (under === null) return one === 1 ? null : one;
  if (last === 0 && under >= 100) return one === 1 ? null : under + one;
  if (last === 10) return one >= 7 && one <= 9 ? under + one : null;
  if (last === 60 || last === 80) return one < 20 ? under + one : null;
  return last >= 20 && last % 10 === 0 && one < 10 ? under + one : null;
}
