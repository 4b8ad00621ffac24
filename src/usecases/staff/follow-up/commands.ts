/** « suivi »: people, contributions and texts, by theme, question, territory, kind of actor, day; and what is not covered. */
import type { Axis, Consultation } from '#consultation/definition.ts';
import { textIn } from '#consultation/inspect.ts';
import { type Param, type Phrase, phrase } from '#conversation/phrases.ts';
import { hideSmall, type Shown } from '#synthesis/small-cells.ts';
import { fold } from '#text/index.ts';
import { dayIn } from '#text/instants.ts';
import { lines, refuse, type StaffCall, type StaffCommand } from '../command.ts';
import { channelOf, post } from '../life/announce.ts';
import { readAxes } from '../life/read-when.ts';
import { COVERAGE_LINES, FIGURE_LINES } from '../limits.ts';
import type { StaffReply, StaffTx } from '../ports.ts';
import { isAtLeast } from '../roles.ts';
import type { FigureCell, Figures } from './ports.ts';

type View = 'summary' | 'territories' | 'actors' | 'days' | 'coverage';

const VIEWS: readonly (readonly [RegExp, View])[] = [
  [/^(?:territoires?|departements?|territories)$/u, 'territories'],
  [/^(?:acteurs?|roles?|actors)$/u, 'actors'],
  [/^(?:jours?|par jour|days)$/u, 'days'],
  [/^(?:couverture|coverage)(?: .*)?$/u, 'coverage'],
];

export const followUp: StaffCommand = {
  name: 'follow-up',
  words: ['suivi', 'follow-up', 'follow up', 'figures'],
  shown: {
    fr: 'suivi [THÈME, territoires, acteurs, jours, couverture, ici]',
    en: 'follow-up [TOPIC, territories, actors, days, coverage, here]',
  },
  takes: 'argument',
  least: 'facilitator',
  help: phrase('staff.help.followUp'),
  run: async (call, tx) => {
    const { network, consultation } = call;
    const asked = fold(call.argument);
    if (asked === 'ici' || asked === 'here') return publish(call, tx);
    const isOpen = isAtLeast(call.role, 'moderator');
    const read = asked === '' ? null : readAxes(call.argument, consultation);
    const axis = consultation.axes.find(({ number }) => number === read?.axes[0]);
    if (axis !== undefined && read?.rest === '')
      return { say: await ofAxis(call, tx, axis, isOpen), on: String(axis.number) };
    const view = asked === '' ? 'summary' : VIEWS.find(([words]) => words.test(asked))?.[1];
    if (view === undefined) return refuse(phrase('staff.figures.usage'));
    const figures = await tx.figures.of(network, consultation.name);
    if (figures.cells.length === 0) return { say: [phrase('staff.figures.nothing')] };
    return { say: viewOf(call, figures, view, isOpen), on: view };
  },
};

function viewOf(call: StaffCall, figures: Figures, view: View, isOpen: boolean): readonly Phrase[] {
  switch (view) {
    case 'summary':
      return summary(call, figures, isOpen);
    case 'territories':
      return table('staff.figures.territories', countsOf(figures.peopleOfTerritory, placeName), isOpen);
    case 'actors':
      return table('staff.figures.actors', countsOf(figures.peopleOfActor, actorName(call)), isOpen);
    case 'days':
      return days(call, figures, isOpen);
    case 'coverage':
      return coverage(call, figures, isOpen);
  }
}

/** The same words for everybody, in the channel in which it is said: small counts are hidden there. */
async function publish(call: StaffCall, tx: StaffTx): Promise<StaffReply> {
  const here = channelOf(call);
  if (here === null) return refuse(phrase('staff.channels.where'));
  const figures = await tx.figures.of(call.network, call.consultation.name);
  if (figures.cells.length === 0) return refuse(phrase('staff.figures.nothing'));
  await post(call, tx, here, summary({ ...call, lang: 'fr' }, figures, false));
  return { say: [phrase('staff.figures.posted')], on: here.channel };
}

function summary(call: StaffCall, figures: Figures, isOpen: boolean): readonly Phrase[] {
  const { consultation, now } = call;
  const sent = figures.cells.filter(({ status }) => status === 'submitted');
  const axes = consultation.axes.map(({ number }) => number);
  const submitted = hide(
    axes.map(axis => total(sent, axis)),
    isOpen,
  );
  const drafts = hide(
    axes.map(axis =>
      total(
        figures.cells.filter(({ status }) => status === 'draft'),
        axis,
      ),
    ),
    isOpen,
  );
  const people = hide(
    axes.map(axis => figures.peopleOfAxis.get(axis) ?? 0),
    isOpen,
  );
  const rows = axes.map((axis, i) =>
    phrase('staff.figures.axis', {
      axis,
      theme: themeOf(call, axis),
      people: shown(people[i]),
      submitted: shown(submitted[i]),
      drafts: shown(drafts[i]),
    }),
  );
  const [all = null] = hide([figures.people], isOpen);
  const [contributions = null] = hide([sum(sent)], isOpen);
  const texts = figures.cells.filter(({ status }) => status !== 'withdrawn').reduce((n, cell) => n + cell.texts, 0);
  const [written = null] = hide([texts], isOpen);
  return [
    phrase('staff.figures.head', {
      at: { opening: now, zone: consultation.timeZone },
      people: shown(all),
      contributions: shown(contributions),
      texts: shown(written),
    }),
    phrase('staff.figures.axes', { lines: lines(rows) }),
    ...(isOpen ? [] : [phrase('staff.figures.hidden')]),
  ];
}

/** Question after question: how many answered it, and how many drafts wait there. */
async function ofAxis(call: StaffCall, tx: StaffTx, axis: Axis, isOpen: boolean): Promise<readonly Phrase[]> {
  const { network, consultation } = call;
  const { cells } = await tx.figures.of(network, consultation.name);
  const answered = await tx.figures.answered(network, consultation.name, axis.number);
  const waiting = new Map<string, number>();
  for (const cell of cells)
    if (cell.axis === axis.number && cell.status === 'draft')
      waiting.set(cell.stopsAt, (waiting.get(cell.stopsAt) ?? 0) + cell.count);
  const given = hide(
    axis.questions.map(({ name }) => answered.get(name) ?? 0),
    isOpen,
  );
  const stops = hide(
    axis.questions.map(({ name }) => waiting.get(name) ?? 0),
    isOpen,
  );
  const rows = axis.questions.map(({ name }, i) =>
    phrase('staff.figures.question', { question: name, answered: shown(given[i]), stops: shown(stops[i]) }),
  );
  return [
    phrase('staff.figures.ofAxis', { axis: axis.number, theme: themeOf(call, axis.number), lines: lines(rows) }),
    ...(isOpen ? [] : [phrase('staff.figures.hidden')]),
  ];
}

function days({ consultation }: StaffCall, { submittedAtHour }: Figures, isOpen: boolean): readonly Phrase[] {
  const byDay = new Map<string, number>();
  for (const [hour, count] of submittedAtHour) {
    const { year, month, day } = dayIn(`${hour}:00:00.000Z`, consultation.timeZone);
    const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    byDay.set(iso, (byDay.get(iso) ?? 0) + count);
  }
  const sorted = [...byDay].toSorted(([a], [b]) => (a < b ? 1 : -1)).slice(0, FIGURE_LINES);
  const counts = hide(
    sorted.map(([, count]) => count),
    isOpen,
  );
  const rows = sorted.map(([day], i) => phrase('staff.figures.line', { label: { day }, count: shown(counts[i]) }));
  return rows.length === 0
    ? [phrase('staff.figures.noneSent')]
    : [phrase('staff.figures.days', { lines: lines(rows) })];
}

/** Theme × territory × kind of actor: the emptiest first, among the territories and kinds that were heard at all. */
function coverage(call: StaffCall, { cells }: Figures, isOpen: boolean): readonly Phrase[] {
  const counts = new Map<string, number>();
  const places = new Set<string>();
  const actors = new Set<string>();
  for (const { axis, territory, actor, status, count } of cells) {
    if (territory !== '') places.add(territory);
    if (actor !== '') actors.add(actor);
    if (status !== 'submitted' || territory === '' || actor === '') continue;
    const key = `${axis}|${territory}|${actor}`;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  const all = call.consultation.axes.flatMap(({ number }) =>
    [...places].flatMap(territory =>
      [...actors].map(actor => ({
        axis: number,
        territory,
        actor,
        count: counts.get(`${number}|${territory}|${actor}`) ?? 0,
      })),
    ),
  );
  if (all.length === 0) return [phrase('staff.figures.noCoverage')];
  const covered = all.filter(({ count }) => count > 0).length;
  const emptiest = all.toSorted((a, b) => a.count - b.count || a.axis - b.axis).slice(0, COVERAGE_LINES);
  const shownCounts = hide(
    emptiest.map(({ count }) => count),
    isOpen,
  );
  const rows = emptiest.map(({ axis, territory, actor }, i) =>
    phrase('staff.figures.cell', {
      axis,
      territory: placeName(territory),
      actor: actorName(call)(actor),
      count: shown(shownCounts[i]),
    }),
  );
  return [
    phrase('staff.figures.coverage', { covered, all: all.length, lines: lines(rows) }),
    phrase('staff.figures.coverageAdvice'),
  ];
}

type Labelled = readonly { readonly label: Param; readonly count: number }[];

function countsOf(counts: ReadonlyMap<string, number>, name: (key: string) => Param): Labelled {
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([key, count]) => ({ label: name(key), count }));
}

function table(
  key: 'staff.figures.territories' | 'staff.figures.actors',
  all: Labelled,
  isOpen: boolean,
): readonly Phrase[] {
  const first = all.slice(0, FIGURE_LINES);
  const counts = hide(
    first.map(({ count }) => count),
    isOpen,
  );
  const rows = first.map(({ label }, i) => phrase('staff.figures.line', { label, count: shown(counts[i]) }));
  return [phrase(key, { lines: lines(rows) }), ...(isOpen ? [] : [phrase('staff.figures.hidden')])];
}

function hide(counts: readonly number[], isOpen: boolean): readonly Shown[] {
  return isOpen ? counts : hideSmall(counts);
}

function shown(count: Shown | undefined): Param {
  return count === null || count === undefined ? { phrase: phrase('staff.figures.few') } : count;
}

function placeName(code: string): Param {
  return code === '' ? { phrase: phrase('staff.figures.unknown') } : { place: code };
}

function actorName({ consultation, lang }: StaffCall): (name: string) => Param {
  return name => {
    const choice = consultation.actors.find(actor => actor.name === name);
    if (name === '') return { phrase: phrase('staff.figures.unknown') };
    return choice === undefined ? name : textIn(choice.label, lang, consultation.defaultLanguage);
  };
}

function themeOf({ consultation, lang }: Pick<StaffCall, 'consultation' | 'lang'>, axis: number): string {
  return themeIn(consultation, axis, lang);
}

function themeIn({ axes, defaultLanguage }: Consultation, axis: number, lang: string): string {
  const found = axes.find(({ number }) => number === axis);
  return found === undefined ? '' : textIn(found.theme, lang, defaultLanguage);
}

function total(cells: readonly FigureCell[], axis: number): number {
  return sum(cells.filter(cell => cell.axis === axis));
}

function sum(cells: readonly FigureCell[]): number {
  return cells.reduce((n, { count }) => n + count, 0);
}
