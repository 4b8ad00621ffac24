/** Finds one period inside a flat line: « fin 2027 », « printemps prochain », « 1er trimestre », « début mars ». */
import { type Day, monthsFrom, occurrence, type Span, type Turn } from './calendar.ts';
import { DAY, dayOf, monthOf, monthPattern, SEASON, seasonStart } from './date-words.ts';
import { type Context, findDay } from './days.ts';

export type Precision = 'day' | 'month' | 'quarter' | 'semester' | 'season' | 'year' | 'open';
export interface FoundPeriod extends Span {
  readonly precision: Precision;
  readonly start: number;
  readonly end: number;
  /** « fin 2027 »: before its end, then, not before its beginning. */
  readonly isEnd: boolean;
}

type Groups = Readonly<Record<string, string | undefined>>;
type Told = (Span & { readonly precision: Precision }) | null;
interface PeriodPattern {
  readonly pattern: RegExp;
  readonly read: (groups: Groups, context: Context) => Told;
}

const YEAR = '(?:19|20)\\d\\d';
const THIS_YEAR = "cette annee|l'annee en cours|this year";
const NEXT_YEAR = "l'annee prochaine|annee prochaine|l'an prochain|an prochain|next year";
const LAST_YEAR = "l'annee derniere|annee derniere|annee passee|l'an dernier|l'an passe|last year";
const ANY_YEAR = `(?:l')?annee ${YEAR}|${YEAR}|${THIS_YEAR}|${NEXT_YEAR}|${LAST_YEAR}`;
const LINK = "(?:de l'|d'|de la |de |du |l'|le |la |of the |of |the |-)?";
const PART =
  '(?<part>tout debut|debut|debut de|early|beginning|start|milieu|mi|mid|middle|courant|au cours|fin|end|late|toute fin)[ -]?';
const TURN = 'prochaine?|derniere?|dernier|passee?|suivant|next|last';
const RANKS: ReadonlyArray<[RegExp, number]> = [
  [/^(?:1|premi|first|t1|q1|s1)/, 1],
  [/^(?:2|deux|sec|t2|q2|s2)/, 2],
  [/^(?:3|trois|third|t3|q3)/, 3],
  [/^(?:4|quatr|fourth|t4|q4)/, 4],
];

/** The year that is written (« 2027 », « l'an prochain », « année 2027 »); null when none is. */
function yearOf(text: string | undefined, today: Day): number | null {
  if (text === undefined) return null;
  const digits = /(?:19|20)\d\d/.exec(text);
  if (digits !== null) return Number(digits[0]);
  if (/prochain|next/.test(text)) return today.year + 1;
  return /derni|passe|last/.test(text) ? today.year - 1 : today.year;
}

function turnOf(groups: Groups, context: Context): Turn {
  const told = `${groups['turn'] ?? ''} ${groups['this'] ?? ''}`;
  if (/prochain|suivant|next/.test(told)) return 'coming';
  if (/derni|passe|last/.test(told)) return 'past';
  return /cet|ce|this/.test(told) ? 'this' : context.turn;
}

/** « début », « mi », « fin » of a span: its thirds; of a year: first quarter, middle half, last quarter. */
function narrow(told: NonNullable<Told>, part: string | undefined): NonNullable<Told> {
  const { from, to } = told;
  const rank = /debut|early|beginning|start/.test(part ?? '') ? 0 : /^mi|middle/.test(part ?? '') ? 1 : 2;
  if (part === undefined || /cour/.test(part)) return told;
  if (told.precision === 'month' && from.month === to.month) {
    const [first, last] = [
      [1, 10],
      [11, 20],
      [21, to.day],
    ][rank] ?? [1, to.day];
    return { ...told, from: from.with({ day: first ?? 1 }), to: to.with({ day: last ?? to.day }) };
  }
  const months = (to.year - from.year) * 12 + to.month - from.month + 1;
  const isYear = told.precision === 'year';
  const skipped = isYear ? [0, 3, 9] : [0, Math.floor(months / 3), months - Math.floor(months / 3)];
  const lasting = isYear && rank === 1 ? 6 : Math.floor(months / (isYear ? 4 : 3));
  const begin = from.add({ months: skipped[rank] ?? 0 });
  const precision = lasting === 6 ? 'semester' : lasting === 1 ? 'month' : 'quarter';
  return { ...monthsFrom(begin.year, begin.month, Math.max(1, lasting)), precision };
}

/** A yearly return of `months` months from `first`, in the year written or the one that the context means. */
function yearly(first: number, months: number, precision: Precision, groups: Groups, context: Context): Told {
  const year = yearOf(groups['year'], context.today);
  const make = (at: number): Span => monthsFrom(at, first, months);
  const span = year === null ? occurrence(make, context.today, turnOf(groups, context)) : make(year);
  return span === null ? null : narrow({ ...span, precision }, groups['part']);
}

function rankOf(text: string | undefined, last: number): number {
  const found = RANKS.find(([pattern]) => pattern.test(text ?? ''));
  return found?.[1] ?? last;
}

function monthRange(groups: Groups, context: Context): Told {
  const [first, last] = [monthOf(groups['month'] ?? ''), monthOf(groups['until'] ?? '')];
  const months = ((last - first + 12) % 12) + 1;
  const year = yearOf(groups['year'], context.today);
  const begins = year === null ? undefined : String(first > last ? year - 1 : year);
  return yearly(first, months, 'month', { ...groups, year: begins }, context);
}

function dayRange(groups: Groups, context: Context): Told {
  const month = yearly(monthOf(groups['month'] ?? ''), 1, 'day', { year: groups['year'] }, context);
  const [first, last] = [dayOf(groups['day'] ?? ''), dayOf(groups['until'] ?? '')];
  if (month === null || first > last || last > month.to.day || first < 1) return null;
  return { from: month.from.with({ day: first }), to: month.from.with({ day: last }), precision: 'day' };
}

function yearRange(groups: Groups): Told {
  const first = Number(groups['year']);
  const until = groups['until'] ?? '';
  const last = until.length === 2 ? Math.floor(first / 100) * 100 + Number(until) : Number(until);
  return last < first
    ? null
    : { from: monthsFrom(first, 1, 12).from, to: monthsFrom(last, 1, 12).to, precision: 'year' };
}

function relative(groups: Groups, { today }: Context): Told {
  const shift = /prochain|next/.test(groups['told'] ?? '') ? 1 : /derni|passe|last/.test(groups['told'] ?? '') ? -1 : 0;
  if (/semaine|week/.test(groups['told'] ?? '')) {
    const from = today.subtract({ days: today.dayOfWeek - 1 }).add({ weeks: shift });
    return { from, to: from.add({ days: 6 }), precision: 'day' };
  }
  if (/mestre|quarter/.test(groups['told'] ?? '')) {
    const months = /sem/.test(groups['told'] ?? '') ? 6 : 3;
    const begin = today
      .with({ month: today.month - ((today.month - 1) % months), day: 1 })
      .add({ months: months * shift });
    return { ...monthsFrom(begin.year, begin.month, months), precision: months === 6 ? 'semester' : 'quarter' };
  }
  const month = today.add({ months: shift });
  return narrow({ ...monthsFrom(month.year, month.month, 1), precision: 'month' }, groups['part']);
}

function patterns(english: boolean): PeriodPattern[] {
  const month = monthPattern(english);
  const optionalYear = `(?: ?,? ?${LINK}(?<year>${ANY_YEAR})| (?<turn>${TURN}))?`;
  const part = `(?:${PART}${LINK})?`;
  const rank =
    '[1-4] ?(?:er|ere|e|eme|nd|nde|d|st|rd|th)?|premiere?|deuxieme|seconde?|troisieme|quatrieme|dernier|first|second|third|fourth|last';
  const make = (source: string, read: PeriodPattern['read']): PeriodPattern => ({
    pattern: new RegExp(`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])`, 'u'),
    read,
  });
  const quarter: PeriodPattern['read'] = (groups, context) =>
    yearly(rankOf(groups['rank'], 4) * 3 - 2, 3, 'quarter', groups, context);
  const half: PeriodPattern['read'] = (groups, context) =>
    yearly(rankOf(groups['rank'], 2) === 1 ? 1 : 7, 6, 'semester', groups, context);
  return [
    make(
      `(?:du |les |from )?(?<day>${DAY}) ?(?:-|au|et|to|and) ?(?<until>${DAY}) (?<month>${month})(?: (?<year>${YEAR}))?`,
      dayRange,
    ),
    make(
      `(?:mois de |mois d')?(?<month>${month}) ?(?:-|\\/|a|et|ou|to|and|or) ?(?<until>${month})(?: ${LINK}(?<year>${ANY_YEAR}))?`,
      monthRange,
    ),
    make(`${part}(?<rank>${rank}) (?:trimestre|trim\\.?|quarter)${optionalYear}`, quarter),
    make(`${part}(?<rank>[tq][1-4])(?:[ -/]?${LINK}(?<year>${ANY_YEAR}))?`, quarter),
    make(`${part}(?<rank>${rank}) (?:semestre|sem\\.?|half)${optionalYear}`, half),
    make(`(?<rank>s[12]) ?${LINK}(?<year>${ANY_YEAR})`, half),
    make(
      `${part}(?:(?<this>cet|ce|this|next|last) )?(?<season>${SEASON})(?:${optionalYear}(?:[-/](?<until>${YEAR}|\\d\\d))?)`,
      (groups, context) => yearly(seasonStart(groups['season'] ?? ''), 3, 'season', groups, context),
    ),
    make(
      `${part}(?:mois de |mois d')?(?:(?<this>ce|this|next|last) )?(?<month>${month})${optionalYear}`,
      (groups, context) => yearly(monthOf(groups['month'] ?? ''), 1, 'month', groups, context),
    ),
    make(`(?<part>fin|debut|mi)[ -]sept${optionalYear}`, (groups, context) => yearly(9, 1, 'month', groups, context)),
    make(`(?<year>${YEAR}) ?(?:-|\\/|a|et|ou|to|and|or) ?(?<until>${YEAR}|\\d\\d)`, yearRange),
    make(`${part}(?<year>${ANY_YEAR})`, (groups, context) => yearly(1, 12, 'year', groups, context)),
    make(`${PART}(?:de |d'|de l'|l'|of the )(?:annee|year)`, (groups, context) =>
      yearly(1, 12, 'year', { ...groups, year: THIS_YEAR }, context),
    ),
    make(
      `${part}(?<told>(?:le |du )?mois prochain|ce mois(?:-ci)?|du mois|(?:le )?mois dernier|(?:next|this|last) month|(?:la )?semaine prochaine|cette semaine|(?:la )?semaine derniere|(?:next|this|last) week|(?:le |ce )?(?:prochain )?(?:tri|se)mestre(?: prochain| dernier)?|(?:next|this|last) quarter)`,
      relative,
    ),
  ];
}

const FRENCH = patterns(false);
const ENGLISH = patterns(true);

/** The first period that `flat` (see `flatten`) names, an exact day included; null when there is none. */
export function findPeriod(flat: string, context: Context): FoundPeriod | null {
  const list = context.english ? ENGLISH : FRENCH;
  const range = list[0]?.pattern.exec(flat) ?? null;
  const found = range === null ? findDay(flat, context) : null;
  if (found !== null) {
    const { day, start, end } = found;
    return day === null ? null : { from: day, to: day, precision: 'day', start, end, isEnd: false };
  }
  for (const { pattern, read } of list) {
    const match = pattern.exec(flat);
    if (match === null) continue;
    const told = read(match.groups ?? {}, context);
    if (told === null) continue;
    const isEnd = /fin|end|late/.test(match.groups?.['part'] ?? '');
    return { ...told, start: match.index, end: match.index + match[0].trimEnd().length, isEnd };
  }
  return null;
}
