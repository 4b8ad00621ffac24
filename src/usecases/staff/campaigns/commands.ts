/** « relance … », « relances », « relance lancer R3 »: campaigns made, looked at, started, paused, stopped. */
import { allowedFrom } from '#calendar/quiet.ts';
import { frenchHolidays } from '#calendar/holidays.ts';
import { METROPOLE } from '#calendar/places.ts';
import type { Axis } from '#consultation/definition.ts';
import { openingOf, themeIn } from '#consultation/inspect.ts';
import { type Param, type Phrase, phrase } from '#conversation/phrases.ts';
import { lines, refuse, type StaffCall, type StaffCommand } from '../command.ts';
import { MAX_CAMPAIGNS } from '../limits.ts';
import type { StaffReply, StaffTx } from '../ports.ts';
import { announcement, channelOf, isInNetwork, printChannel, wordedAsPosted } from '../life/announce.ts';
import { nextRound, openAxes } from './next.ts';
import type { Campaign, CampaignRule } from './ports.ts';
import { readCampaign } from './read-campaign.ts';

/** Whoever was reminded may call that a « relance », and want no more of them. */
const OWN_REMINDERS = phrase('staff.instead.reminders');

/** Makes a rule, and shows whom it would reach, when, and the very words: nothing is sent before « lancer ». */
export const newCampaign: StaffCommand = {
  name: 'campaign.new',
  words: ['relance', 'nouvelle relance', 'remind', 'reminder new'],
  shown: { fr: 'relance brouillons THÈME QUAND', en: 'remind drafts TOPIC WHEN' },
  takes: 'argument',
  least: 'staff',
  help: phrase('staff.help.campaignNew'),
  instead: OWN_REMINDERS,
  run: async (call, tx) => {
    const number = readNumber(call.argument);
    if (number !== null) return showCampaign(call, tx, number);
    const { network, consultation, now } = call;
    const read = readCampaign(call.argument, consultation, channelOf(call), now);
    if (!read.ok) return refuse(read.why);
    const { channel } = read.rule;
    if (channel !== null && !(await isInNetwork(call, tx, channel)))
      return refuse(phrase('staff.channels.elsewhere', { channel: printChannel(channel) }));
    const known = await tx.campaigns.list(network, consultation.name);
    if (known.filter(({ status }) => status !== 'stopped' && status !== 'over').length >= MAX_CAMPAIGNS)
      return refuse(phrase('staff.campaign.full', { max: MAX_CAMPAIGNS }));
    const nextAt = nextRound(read.rule, consultation, now);
    if (nextAt === null) return refuse(phrase('staff.campaign.noRound'));
    const made = {
      id: call.newId(),
      network,
      consultation: consultation.name,
      rule: read.rule,
      status: 'ready',
      nextAt,
      ownerId: call.participantId,
      createdAt: now,
    } as const;
    const campaign = { ...made, number: await tx.campaigns.create(made) };
    const count = await tx.campaigns.count(network, consultation.name, read.rule, now);
    const say = [
      ...(await preview(call, campaign, count)),
      phrase('staff.campaign.start', { number: campaign.number }),
    ];
    return { say, on: `R${campaign.number}` };
  },
};

/** « 37 personnes, prochaine le 3 mars 2027, 10 h 00 », with the text as it would be read. */
async function preview(call: StaffCall, campaign: Campaign, count: number): Promise<readonly Phrase[]> {
  const { rule, number, nextAt } = campaign;
  const at = nextAt === null ? null : await sentAt(rule, nextAt);
  const shown =
    at === null ? [] : [phrase('staff.campaign.preview', { number, count, at: { opening: at, zone: rule.zone } })];
  const moved = at !== null && at !== nextAt ? [phrase('staff.campaign.moved')] : [];
  const none = count === 0 ? [phrase('staff.campaign.nobody')] : [];
  const open = openAxes(rule, call.consultation, at ?? call.now);
  if (open.length === 0) return [...shown, phrase('staff.campaign.closedThen', { themes: { list: rule.axes } })];
  const text = rule.audience === 'channel' ? postOf(call, open, at ?? call.now) : lines(textOf(call, rule, open[0]));
  return [...shown, ...moved, ...none, phrase('staff.campaign.text', { text })];
}

/** The hour at which it would go to somebody who lives in metropolitan France. */
async function sentAt(rule: CampaignRule, at: string): Promise<string> {
  return allowedFrom(at, rule.quiet, { ...METROPOLE, zone: rule.zone }, await frenchHolidays()) ?? at;
}

/** What would be posted in the channel at that hour, in the consultation's language. */
function postOf(call: StaffCall, axes: readonly number[], at: string): Param {
  return wordedAsPosted(
    call,
    axes.map(axis => announcement(call.consultation, axis, 'opens', at)),
  );
}

/** The words that one person would read, on one of the axes, with three answers given. */
function textOf({ consultation, lang }: StaffCall, rule: CampaignRule, on: number | undefined): readonly Phrase[] {
  const axis = consultation.axes.find(({ number }) => number === on);
  const theme = axis === undefined ? '' : themeIn(consultation, axis.number, lang);
  const said: Phrase =
    rule.audience === 'drafts'
      ? phrase('reminder.draft', { theme, given: EXAMPLE_GIVEN, of: axis === undefined ? 0 : ordinary(axis) })
      : phrase('reminder.absent', { axis: axis?.number ?? 0, theme });
  const choices = [phrase('reminder.resume'), phrase('reminder.later', { days: 3 }), phrase('reminder.stop')].map(
    (label, i) => phrase('staff.campaign.choice', { n: i + 1, label: { phrase: label } }),
  );
  const closes = axis === undefined ? null : openingOf(consultation, axis.number).closes;
  const until =
    closes === null
      ? []
      : [phrase('reminder.deadline', { deadline: { deadline: closes, zone: consultation.timeZone } })];
  return [said, ...until, ...choices];
}

/** Questions of the parts that everybody is asked. */
function ordinary({ parts, questions }: Axis): number {
  const optional = new Set(parts.filter(part => part.optional).map(({ name }) => name));
  return questions.filter(({ part }) => !optional.has(part)).length;
}

/** Answers given in the example of a preview. */
const EXAMPLE_GIVEN = 3;

export const listCampaigns: StaffCommand = {
  name: 'campaign.list',
  words: ['relances', 'relance liste', 'relances lister', 'campaigns'],
  shown: { fr: 'relances', en: 'campaigns' },
  takes: 'nothing',
  least: 'facilitator',
  help: phrase('staff.help.campaignList'),
  instead: OWN_REMINDERS,
  run: async ({ network, consultation }, tx) => {
    const all = await tx.campaigns.list(network, consultation.name);
    if (all.length === 0) return { say: [phrase('staff.campaign.none'), phrase('staff.campaign.usage')] };
    return { say: [phrase('staff.campaign.list', { lines: lines(all.slice(-LISTED).map(lineOf)) })] };
  },
};

/** Campaigns listed at once: the latest. */
const LISTED = 20;

function lineOf({ number, status, nextAt, rule }: Campaign): Phrase {
  const about = { number, status, audience: { phrase: whom(rule) } };
  if (nextAt === null || status === 'stopped' || status === 'over') return phrase('staff.campaign.line', about);
  return phrase('staff.campaign.lineNext', { ...about, at: { opening: nextAt, zone: rule.zone } });
}

function whom({ audience, axes, channel }: CampaignRule): Phrase {
  const list: Param = { list: axes };
  if (audience === 'channel')
    return phrase('staff.campaign.inChannel', { channel: channel === null ? '' : printChannel(channel) });
  if (audience === 'workshop') return phrase('staff.campaign.ofWorkshop', { themes: list });
  return audience === 'drafts'
    ? phrase('staff.campaign.ofDrafts', { themes: list })
    : phrase('staff.campaign.ofAbsent', { themes: list });
}

/** What a campaign has done so far. */
async function showCampaign(call: StaffCall, tx: StaffTx, number: number): Promise<StaffReply> {
  const campaign = await tx.campaigns.find(call.network, call.consultation.name, number);
  if (campaign === null) return refuse(phrase('staff.campaign.unknown', { number }));
  const { sent, resumed, submitted, waiting, done, declined, late } = await tx.campaigns.results(campaign.id);
  return {
    say: [
      phrase('staff.campaign.list', { lines: lines([lineOf(campaign)]) }),
      phrase('staff.campaign.results', { sent, resumed, submitted, waiting, done, declined, late }),
    ],
    on: `R${number}`,
  };
}

type Turn = 'start' | 'pause' | 'stop';

function turning(
  turn: Turn,
  name: string,
  words: readonly string[],
  shown: StaffCommand['shown'],
  help: Phrase,
): StaffCommand {
  return {
    name,
    words,
    shown,
    takes: 'argument',
    least: 'staff',
    help,
    instead: OWN_REMINDERS,
    run: async (call, tx) => {
      const number = readNumber(call.argument);
      if (number === null) return refuse(phrase('staff.campaign.which'));
      const campaign = await tx.campaigns.find(call.network, call.consultation.name, number);
      if (campaign === null) return refuse(phrase('staff.campaign.unknown', { number }));
      return turnCampaign(call, tx, campaign, turn);
    },
  };
}

async function turnCampaign(call: StaffCall, tx: StaffTx, campaign: Campaign, turn: Turn): Promise<StaffReply> {
  const { id, number, rule, status } = campaign;
  const on = `R${number}`;
  // One that has no date left may still be sending: at the pace of a platform, that takes hours.
  const waiting = status === 'over' ? (await tx.campaigns.results(id)).waiting : 0;
  if (status === 'stopped' || (status === 'over' && waiting === 0))
    return refuse(phrase('staff.campaign.isOver', { number }));
  if (status === 'over' && turn !== 'stop') return refuse(phrase('staff.campaign.sending', { number, waiting }));
  if (turn === 'stop') {
    await tx.campaigns.setStatus(id, 'stopped', null);
    return { say: [phrase('staff.campaign.stopped', { number })], on };
  }
  if (turn === 'pause') {
    if (status !== 'running') return refuse(phrase('staff.campaign.notRunning', { number }));
    await tx.campaigns.setStatus(id, 'paused', campaign.nextAt);
    return { say: [phrase('staff.campaign.paused', { number })], on };
  }
  if (status === 'running') return refuse(phrase('staff.campaign.isRunning', { number }));
  const nextAt = nextRound(rule, call.consultation, call.now);
  if (nextAt === null) return refuse(phrase('staff.campaign.noRound'));
  const at = await sentAt(rule, nextAt);
  if (rule.schedule.kind === 'once' && openAxes(rule, call.consultation, at).length === 0)
    return refuse(phrase('staff.campaign.closedThen', { themes: { list: rule.axes } }));
  const count = await tx.campaigns.count(call.network, call.consultation.name, rule, call.now);
  if (count === 0 && rule.schedule.kind === 'once') return refuse(phrase('staff.campaign.nobodyOnce', { number }));
  await tx.campaigns.setStatus(id, 'running', nextAt);
  return {
    say: [phrase('staff.campaign.started', { number, count, at: { opening: at, zone: rule.zone } })],
    on,
  };
}

export const startCampaign = turning(
  'start',
  'campaign.start',
  ['relance lancer', 'remind start', 'relance reprendre'],
  { fr: 'relance lancer R1', en: 'remind start R1' },
  phrase('staff.help.campaignStart'),
);
export const pauseCampaign = turning(
  'pause',
  'campaign.pause',
  ['relance pause', 'relance suspendre', 'remind pause'],
  { fr: 'relance pause R1', en: 'remind pause R1' },
  phrase('staff.help.campaignPause'),
);
export const stopCampaign = turning(
  'stop',
  'campaign.stop',
  ['relance arreter', 'relance stop', 'remind stop'],
  { fr: 'relance arrêter R1', en: 'remind stop R1' },
  phrase('staff.help.campaignStop'),
);

/** « R3 », « 3 »; null for anything else. */
function readNumber(text: string): number | null {
  const found = /^r?\s*(\d{1,4})$/iu.exec(text.trim());
  return found?.[1] === undefined ? null : Number(found[1]);
}
