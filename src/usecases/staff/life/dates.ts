/** « ouvrir », « fermer », « prolonger », « calendrier »: when each axis takes answers. */
import type { Consultation } from '#consultation/definition.ts';
import { axisStatus, openingOf, themeIn } from '#consultation/inspect.ts';
import { type Phrase, phrase } from '#conversation/phrases.ts';
import { lines, refuse, type StaffCall, type StaffCommand } from '../command.ts';
import type { StaffReply, StaffTx } from '../ports.ts';
import { missingPapers } from './papers.ts';
import { readAxes, readInstant } from './read-when.ts';

/**
 * Opens axes now, or at the instant that is written; refused while papers are missing. An axis whose end has passed
 * needs a new one: « prolonger » gives it.
 */
export const openAxes: StaffCommand = {
  name: 'axis.open',
  words: ['ouvrir', 'open'],
  shown: { fr: 'ouvrir THÈME [le JOUR à HEURE]', en: 'open TOPIC [DAY at HOUR]' },
  takes: 'argument',
  least: 'staff',
  help: phrase('staff.help.open'),
  run: async (call, tx) => {
    const { consultation, now } = call;
    const read = readAxes(call.argument, consultation);
    if (read === null) return refuse(phrase('staff.dates.openUsage', { last: consultation.axes.length }));
    const missing = missingPapers(consultation);
    if (missing.length > 0)
      return refuse(
        phrase('staff.papers.missing', {
          lines: lines(missing.map(key => phrase('staff.papers.line', { paper: { phrase: phrase(key) } }))),
        }),
      );
    const at =
      read.rest === '' ? ({ ok: true, at: now } as const) : readInstant(read.rest, consultation.timeZone, now, false);
    if (!at.ok) return refuse(phrase('staff.dates.unread', { text: read.rest }));
    if (at.at < now) return refuse(phrase('staff.dates.past', { at: { opening: at.at, zone: consultation.timeZone } }));
    const ended = read.axes.filter(axis => {
      const { closes } = openingOf(consultation, axis);
      return closes !== null && closes <= at.at;
    });
    if (ended.length > 0) return refuse(phrase('staff.dates.ended', { themes: { list: ended } }));
    for (const axis of read.axes)
      await set(call, tx, axis, { opens: at.at, closes: openingOf(consultation, axis).closes });
    return confirm(call, 'staff.dates.opened', read.axes, at.at);
  },
};

/** Closes axes now, or at the instant that is written (exclusive). Drafts are kept; the authors are told when they write. */
export const closeAxes: StaffCommand = {
  name: 'axis.close',
  words: ['fermer', 'close'],
  shown: { fr: 'fermer THÈME [le JOUR à HEURE]', en: 'close TOPIC [DAY at HOUR]' },
  takes: 'argument',
  least: 'staff',
  help: phrase('staff.help.close'),
  run: async (call, tx) => {
    const { consultation, now } = call;
    const read = readAxes(call.argument, consultation);
    if (read === null) return refuse(phrase('staff.dates.closeUsage', { last: consultation.axes.length }));
    return endAt(call, tx, read.axes, read.rest === '' ? now : read.rest, 'staff.dates.closed');
  },
};

/** Gives axes a later end; one that was closed opens again. */
export const prolongAxes: StaffCommand = {
  name: 'axis.prolong',
  words: ['prolonger', 'prolong', 'extend'],
  shown: { fr: "prolonger THÈME jusqu'au JOUR [à HEURE]", en: 'prolong TOPIC until DAY [at HOUR]' },
  takes: 'argument',
  least: 'staff',
  help: phrase('staff.help.prolong'),
  run: async (call, tx) => {
    const { consultation } = call;
    const read = readAxes(call.argument, consultation);
    if (read === null || read.rest === '')
      return refuse(phrase('staff.dates.prolongUsage', { last: consultation.axes.length }));
    return endAt(call, tx, read.axes, read.rest, 'staff.dates.prolonged');
  },
};

async function endAt(
  call: StaffCall,
  tx: StaffTx,
  axes: readonly number[],
  when: string,
  key: 'staff.dates.closed' | 'staff.dates.prolonged',
): Promise<StaffReply> {
  const { consultation, now } = call;
  const zone = consultation.timeZone;
  const at = when === now ? ({ ok: true, at: now } as const) : readInstant(when, zone, now, true);
  if (!at.ok) return refuse(phrase('staff.dates.unread', { text: when }));
  if (at.at < now) return refuse(phrase('staff.dates.past', { at: { opening: at.at, zone } }));
  for (const axis of axes) {
    const { opens, closes } = openingOf(consultation, axis);
    if (opens !== null && opens >= at.at)
      return refuse(phrase('staff.dates.beforeOpening', { axis, opens: { opening: opens, zone } }));
    if (key === 'staff.dates.prolonged' && (closes === null || closes >= at.at))
      return refuse(
        closes === null
          ? phrase('staff.dates.noEnd', { axis })
          : phrase('staff.dates.earlier', { axis, deadline: { deadline: closes, zone } }),
      );
  }
  for (const axis of axes) await set(call, tx, axis, { opens: openingOf(consultation, axis).opens, closes: at.at });
  return confirm(call, key, axes, at.at);
}

async function set(
  { network, consultation, now }: StaffCall,
  tx: StaffTx,
  axis: number,
  { opens, closes }: { readonly opens: string | null; readonly closes: string | null },
): Promise<void> {
  await tx.dates.set(consultation.name, { network, axis, opens, closes }, now);
}

function confirm(
  { consultation, now }: StaffCall,
  key: 'staff.dates.opened' | 'staff.dates.closed' | 'staff.dates.prolonged',
  axes: readonly number[],
  at: string,
): StaffReply {
  const zone = consultation.timeZone;
  const when = key === 'staff.dates.opened' ? { opening: at, zone } : { deadline: at, zone };
  const isNow = at <= now ? 'now' : 'later';
  const on = `${axes.join(', ')} ${at}`;
  const say = [phrase(key, { themes: { list: axes }, count: axes.length, when: isNow, at: when })];
  const next = {
    'staff.dates.closed': [phrase('staff.dates.closedDrafts')],
    'staff.dates.opened': [phrase('staff.kit.hint', { axis: axes[0] ?? 1 })],
    'staff.dates.prolonged': [],
  }[key];
  return { say: [...say, ...next], on };
}

/** Every axis: open or not, since when, until when. */
export const showDates: StaffCommand = {
  name: 'axis.dates',
  words: ['calendrier', 'dates', 'calendar'],
  shown: { fr: 'calendrier', en: 'calendar' },
  takes: 'nothing',
  least: 'facilitator',
  help: phrase('staff.help.dates'),
  // Anybody may want to know until when they can answer.
  instead: phrase('staff.instead.themes'),
  run: ({ consultation, now, lang }) =>
    Promise.resolve({
      say: [
        phrase('staff.dates.list', {
          lines: lines(consultation.axes.map(axis => lineOf(consultation, axis.number, now, lang))),
        }),
      ],
    }),
};

function lineOf(consultation: Consultation, axis: number, now: string, lang: string): Phrase {
  const { opens, closes } = openingOf(consultation, axis);
  const zone = consultation.timeZone;
  const theme = themeIn(consultation, axis, lang);
  const status = axisStatus(consultation, axis, now);
  if (status === 'not_yet' && opens !== null)
    return phrase('staff.dates.lineNotYet', { axis, theme, opens: { opening: opens, zone } });
  if (status === 'closed' && closes !== null)
    return phrase('staff.dates.lineClosed', { axis, theme, closes: { deadline: closes, zone } });
  if (closes === null) return phrase('staff.dates.lineOpen', { axis, theme });
  return phrase('staff.dates.lineOpenUntil', { axis, theme, closes: { deadline: closes, zone } });
}
