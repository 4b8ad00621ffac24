/** Finds one exact day inside a flat line: « 3 mars 2027 », « 3/3 », « demain », « lundi prochain ». */
import { type Day, dayIn, fullYear, isBefore, occurrence, type Span } from './calendar.ts';
import { COUNT, countOf, DAY, dayOf, monthOf, monthPattern, WEEKDAY, weekdayOf } from './date-words.ts';

export interface Context {
  readonly today: Day;
  readonly english: boolean;
  /** Where a date without a year falls. */
  readonly turn: 'next' | 'last';
}
export interface FoundDay {
  readonly start: number;
  readonly end: number;
  /** Null when the words make a date that no calendar has. */
  readonly day: Day | null;
}

type Groups = Readonly<Record<string, string | undefined>>;
interface DayPattern {
  readonly pattern: RegExp;
  readonly read: (groups: Groups, context: Context) => Day | null;
}

const single = (day: Day | null): Span | null => (day === null ? null : { from: day, to: day });

/** The day and month in the year that is written, or in the year that the context means. */
function dated(day: number, month: number, year: string | undefined, context: Context): Day | null {
  if (year !== undefined) return dayIn(fullYear(year, context.today), month, day);
  return occurrence(at => single(dayIn(at, month, day)), context.today, context.turn)?.from ?? null;
}

function numeric(groups: Groups, context: Context): Day | null {
  const [first, second] = [Number(groups['day']), Number(groups['month'])];
  const monthFirst = context.english && second > 12 && first <= 12;
  return dated(monthFirst ? second : first, monthFirst ? first : second, groups['year'], context);
}

function onWeekday(groups: Groups, { today, turn }: Context): Day {
  const ahead = (weekdayOf(groups['weekday'] ?? '') - today.dayOfWeek + 7) % 7;
  const told = `${groups['before'] ?? ''} ${groups['after'] ?? ''}`;
  if (/dernier|passe|last/.test(told) || (turn === 'last' && told === ' ')) {
    return today.subtract({ days: ahead === 0 ? 7 : 7 - ahead });
  }
  const extra = /en huit/.test(told) ? 7 : /en quinze/.test(told) ? 14 : 0;
  const isToday = ahead === 0 && /^(?:ce|this)/.test(told);
  return today.add({ days: (ahead === 0 && !isToday ? 7 : ahead) + extra });
}

/** Days only: « dans deux semaines » is about a fortnight, see `approx-dates.ts`. */
function counted(groups: Groups, { today }: Context): Day {
  const days = countOf(groups['count'] ?? '');
  return groups['past'] === undefined ? today.add({ days }) : today.subtract({ days });
}

function named(groups: Groups, { today }: Context): Day {
  const shifts: ReadonlyArray<[RegExp, number]> = [
    [/^(?:apres|the day after)/, 2],
    [/^(?:avant|the day before)/, -2],
    [/^(?:demain|tomorrow)/, 1],
    [/^(?:hier|yesterday)/, -1],
  ];
  const shift = shifts.find(([pattern]) => pattern.test(groups['name'] ?? ''));
  return today.add({ days: shift?.[1] ?? 0 });
}

function thisMonth(groups: Groups, context: Context): Day | null {
  const day = dayOf(groups['day'] ?? '');
  const { today } = context;
  if (groups['next'] !== undefined) {
    const following = today.add({ months: 1 });
    return dayIn(following.year, following.month, day);
  }
  for (let months = 0; months <= 2; months += 1) {
    const month = today.with({ day: 1 }).add({ months });
    const found = dayIn(month.year, month.month, day);
    if (found !== null && !isBefore(found, today)) return found;
  }
  return null;
}

function patterns(english: boolean): DayPattern[] {
  const month = monthPattern(english);
  const year = "(?:19|20)\\d\\d|'?\\d\\d(?![\\d:]| ?h(?!\\p{L}))";
  const make = (source: string, read: DayPattern['read']): DayPattern => ({
    pattern: new RegExp(`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])`, 'u'),
    read,
  });
  /** « lundi 3 mars »: the date counts, the weekday is not checked. */
  const makeDated = (source: string, read: DayPattern['read']): DayPattern =>
    make(`(?:(?:${WEEKDAY}),? (?:le |the )?)?(?:${source})`, read);
  const spelt: DayPattern['read'] = (groups, context) => {
    const told = groups['year']?.replace("'", '');
    const turn = /dernier|last/.test(groups['turn'] ?? '') ? 'last' : context.turn;
    return dated(dayOf(groups['day'] ?? ''), monthOf(groups['month'] ?? ''), told, { ...context, turn });
  };
  return [
    make('(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})', groups =>
      dayIn(Number(groups['year']), Number(groups['month']), Number(groups['day'])),
    ),
    makeDated('(?<day>\\d{1,2}) ?[/.-] ?(?<month>\\d{1,2}) ?[/.-] ?(?<year>\\d{4}|\\d{2})', numeric),
    makeDated(
      `(?<day>${DAY}) ?(?:of )?(?<month>${month}|sept),? ?(?:(?:de l'an |de |of |en )?(?<year>${year})|(?<turn>prochain|dernier))?`,
      spelt,
    ),
    ...(english
      ? [
          makeDated(
            `(?<month>${month}) ?(?<day>\\d{1,2})(?: ?(?:st|nd|rd|th))?(?:,? ?(?<year>(?:19|20)\\d\\d))?`,
            spelt,
          ),
        ]
      : []),
    makeDated('(?<day>\\d{1,2}) ?\\/ ?(?<month>\\d{1,2})(?! ?[/.-] ?\\d)', numeric),
    make(
      "(?<name>aujourd'? ?hui|ce jour|apres[ -]demain|avant[ -]hier|demain|hier|today|the day after tomorrow|the day before yesterday|tomorrow|yesterday)",
      named,
    ),
    make(
      `(?<!(?:chaque|tous les|every) )(?:(?<before>ce|this|next|last) )?(?<weekday>${WEEKDAY})(?: (?<after>prochain|dernier|passe|en huit|en quinze))?`,
      onWeekday,
    ),
    make(`(?:dans|in|(?<past>il y a)) (?<count>${COUNT}) (?:jours?|days?)`, counted),
    make(`(?<count>${COUNT}) (?:jours?|days?) (?<past>ago)`, counted),
    make(`(?:le|the) (?<day>${DAY})(?: (?<next>du mois prochain)| de ce mois| prochain| du mois)? ?$`, thisMonth),
  ];
}

const FRENCH = patterns(false);
const ENGLISH = patterns(true);

/** The first exact day that `flat` (see `flatten`) names, trying the most explicit spellings first. */
export function findDay(flat: string, context: Context): FoundDay | null {
  for (const { pattern, read } of context.english ? ENGLISH : FRENCH) {
    const match = pattern.exec(flat);
    if (match === null) continue;
    return { start: match.index, end: match.index + match[0].trimEnd().length, day: read(match.groups ?? {}, context) };
  }
  return null;
}
