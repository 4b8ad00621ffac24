/** Reads a campaign's rule as the staff write it. Pure. See the help: `staff.campaign.usage`. */
import { WORKING_HOURS } from '#calendar/quiet.ts';
import { checkCron } from '#calendar/schedule.ts';
import type { Consultation } from '#consultation/definition.ts';
import { isTimeZone } from '#consultation/instant.ts';
import { type Phrase, phrase } from '#conversation/phrases.ts';
import { fold } from '#text/index.ts';
import type { Channel } from '../life/ports.ts';
import { readAxes, readInstant } from '../life/read-when.ts';
import { DEFAULT_HOUR, DEFAULT_SENDS, MAX_DAYS, MAX_SENDS_EACH } from '../limits.ts';
import type { Audience, CampaignRule, CampaignSchedule } from './ports.ts';

export type ReadCampaign =
  | { readonly ok: true; readonly rule: CampaignRule }
  | { readonly ok: false; readonly why: Phrase };

const AUDIENCES: readonly (readonly [RegExp, Audience])[] = [
  [/^(?:brouillons?|drafts?)\b/u, 'drafts'],
  [/^(?:inscrits|inscrites|absents|abonnes|subscribers)\b/u, 'absent'],
  [/^(?:ateliers?|workshops?)\b/u, 'workshop'],
  [/^(?:ici|salon|here|channel)\b/u, 'channel'],
];
const WEEKDAYS = 'dimanche lundi mardi mercredi jeudi vendredi samedi'.split(' ');
const ENGLISH_DAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

/** `here`: the channel in which it is said, for « relance ici ». `now`: ISO UTC. */
export function readCampaign(
  argument: string,
  consultation: Consultation,
  here: Channel | null,
  now: string,
): ReadCampaign {
  const text = argument.trim().replace(/\s+/g, ' ');
  const found = AUDIENCES.find(([words]) => words.test(fold(text)));
  if (found === undefined) return refused(phrase('staff.campaign.usage'));
  const [, audience] = found;
  if (audience === 'channel' && here === null) return refused(phrase('staff.channels.where'));
  const rest = text.replace(/^\S+\s*/u, '');
  // « 3 jours avant la fin » begins with no theme.
  const named = /^\d{1,3}\s+(?:jours?|days?)\b/iu.test(rest) ? null : readAxes(rest, consultation);
  const unknown = named === null ? themeNamed(rest) : null;
  if (unknown !== null)
    return refused(phrase('staff.campaign.theme', { axis: unknown, last: consultation.axes.length }));
  const options = takeOptions(named?.rest ?? rest, consultation.timeZone);
  if (!isTimeZone(options.zone)) return refused(phrase('staff.campaign.zone', { zone: options.zone }));
  const { from, to } = options.quiet;
  if (from >= to || to > 24) return refused(phrase('staff.campaign.hours'));
  if (options.atMost < 1 || options.atMost > MAX_SENDS_EACH)
    return refused(phrase('staff.campaign.times', { max: MAX_SENDS_EACH }));
  const schedule = readSchedule(options.rest, options.zone, now);
  if (!schedule.ok) return schedule;
  const axes = named?.axes ?? consultation.axes.map(({ number }) => number);
  const { zone, quiet, atMost, silentDays } = options;
  if (silentDays !== null && (silentDays < 1 || silentDays > MAX_DAYS))
    return refused(phrase('staff.campaign.days', { max: MAX_DAYS }));
  const channel = audience === 'channel' ? here : null;
  return { ok: true, rule: { audience, axes, silentDays, channel, schedule: schedule.schedule, zone, quiet, atMost } };
}

/** « 9 », « thème 9 » at the head of what follows the audience: a theme, where no hour or date begins so. */
function themeNamed(text: string): number | null {
  const found =
    /^(?:(?:le\s+)?(?:th[eè]me|axe|topic)\s+)?(\d{1,2})(?=\s+(?:chaque|tous|le|every|cron|on|\d{1,3}\s)|$)/iu.exec(
      text,
    );
  return found?.[1] === undefined ? null : Number(found[1]);
}

function refused(why: Phrase): { readonly ok: false; readonly why: Phrase } {
  return { ok: false, why };
}

interface Options {
  readonly rest: string;
  readonly zone: string;
  readonly quiet: CampaignRule['quiet'];
  readonly atMost: number;
  readonly silentDays: number | null;
}

/** What may stand anywhere: the zone, the hours, the days, how often at most, how long a silence. */
function takeOptions(text: string, defaultZone: string): Options {
  let rest = ` ${text} `;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest);
    if (found !== null) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
    return found;
  };
  const zone = take(/\s(?:fuseau|zone)\s+([A-Za-z]+(?:\/[A-Za-z_-]+)*)/u)?.[1] ?? defaultZone;
  const most = take(/\s(\d{1,2})\s+(?:fois au plus|times at most)(?=\s)/iu)?.[1];
  const silent = take(
    /\s(?:après|apres|after)\s+(\d{1,3})\s+(?:jours?|days?)(?:\s+(?:de silence|of silence))?(?=\s)/iu,
  )?.[1];
  const hours = take(/\s(?:de|from|entre|between)\s+(\d{1,2})\s*h?\s+(?:à|a|et|to|and)\s+(\d{1,2})\s*h?(?=\s)/iu);
  const weekends = take(/\s(?:week-?ends? compris|week-?ends? included)(?=\s)/iu) !== null;
  const holidays = take(/\s(?:(?:jours )?f[ée]ri[ée]s compris|holidays included)(?=\s)/iu) !== null;
  return {
    rest: rest.trim().replace(/\s+/g, ' '),
    zone,
    quiet: {
      from: hours === null ? WORKING_HOURS.from : Number(hours[1]),
      to: hours === null ? WORKING_HOURS.to : Number(hours[2]),
      weekends,
      holidays,
    },
    atMost: Number(most ?? DEFAULT_SENDS),
    silentDays: silent === undefined ? null : Number(silent),
  };
}

type ReadSchedule =
  | { readonly ok: true; readonly schedule: CampaignSchedule }
  | { readonly ok: false; readonly why: Phrase };

function readSchedule(text: string, zone: string, now: string): ReadSchedule {
  const folded = fold(text);
  if (folded === '') return refused(phrase('staff.campaign.when'));
  const cron = /^cron\s+["«]?\s*([^"»]+?)\s*["»]?$/u.exec(text)?.[1];
  if (cron !== undefined) return readCron(cron, zone);
  const before =
    /^(\d{1,3}) (?:jours?|days?) (?:avant(?: la fin)?|before(?: the end)?)(?: (?:a|at) (\d{1,2}) ?(?:h|:00)?)?$/u.exec(
      folded,
    );
  if (before !== null) {
    const [, days, hour] = before;
    if (Number(days) < 1 || Number(days) > MAX_DAYS) return refused(phrase('staff.campaign.days', { max: MAX_DAYS }));
    if (Number(hour ?? 0) > 23) return refused(phrase('staff.dates.unread', { text }));
    return {
      ok: true,
      schedule: { kind: 'before', days: Number(days), hour: Number(hour ?? DEFAULT_HOUR) },
    };
  }
  const every = /^(?:chaque|tous les|every) (\S+?)s?(?: (?:a|at) (\d{1,2}) ?(?:h|:)? ?(\d{2})?)?$/u.exec(folded);
  if (every !== null) {
    const [, day = '', hour, minute] = every;
    const on = dayOfWeek(day);
    if (on === null || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59)
      return refused(phrase('staff.dates.unread', { text }));
    return readCron(`${Number(minute ?? 0)} ${Number(hour ?? DEFAULT_HOUR)} * * ${on}`, zone);
  }
  const at = readInstant(text, zone, now, false);
  if (!at.ok) return refused(phrase('staff.dates.unread', { text }));
  const when = at.timed ? at.at : new Date(Date.parse(at.at) + DEFAULT_HOUR * 3_600_000).toISOString();
  if (when <= now) return refused(phrase('staff.dates.past', { at: { opening: when, zone } }));
  return { ok: true, schedule: { kind: 'once', at: when } };
}

function dayOfWeek(word: string): string | null {
  if (word === 'jour' || word === 'day') return '*';
  const index = Math.max(WEEKDAYS.indexOf(word), ENGLISH_DAYS.indexOf(word));
  return index === -1 ? null : String(index);
}

function readCron(expression: string, zone: string): ReadSchedule {
  switch (checkCron(expression, zone)) {
    case 'ok':
      return { ok: true, schedule: { kind: 'cron', expression, zone } };
    case 'too_often':
      return refused(phrase('staff.campaign.tooOften'));
    case 'never':
      return refused(phrase('staff.campaign.never'));
    case 'unread':
      return refused(phrase('staff.campaign.cron', { text: expression }));
  }
}
