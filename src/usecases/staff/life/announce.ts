/** « annonces ici », « annoncer 4 »: what is said in channels when axes open and close, by hand and by itself. */
import { axisStatus, openingOf, textIn, themeIn } from '#consultation/inspect.ts';
import type { Consultation } from '#consultation/definition.ts';
import { type Param, type Phrase, phrase } from '#conversation/phrases.ts';
import type { OutboundFile, OutboundMessage } from '#messaging/index.ts';
import type { Wording } from '#wording/wording.ts';
import { lines, refuse, type StaffCall, type StaffCommand } from '../command.ts';
import { MAX_CHANNELS } from '../limits.ts';
import type { StaffTx } from '../ports.ts';
import type { Channel } from './ports.ts';
import { readAxes } from './read-when.ts';

/** The channel in which the command is said receives the announcements from now on. */
export const addChannel: StaffCommand = {
  name: 'channel.add',
  words: ['annonces ici', 'annoncer ici', 'announce here'],
  shown: { fr: 'annonces ici', en: 'announce here' },
  takes: 'nothing',
  least: 'staff',
  help: phrase('staff.help.channelAdd'),
  run: async (call, tx) => {
    const here = channelOf(call);
    if (here === null) return refuse(phrase('staff.channels.where'));
    if (!(await isInNetwork(call, tx, here)))
      return refuse(phrase('staff.channels.elsewhere', { channel: printChannel(here) }));
    const known = await tx.channels.list(call.network);
    if (known.length >= MAX_CHANNELS) return refuse(phrase('staff.channels.full', { max: MAX_CHANNELS }));
    const isNew = await tx.channels.add(call.network, here, call.now);
    const on = printChannel(here);
    return { say: [phrase(isNew ? 'staff.channels.added' : 'staff.channels.already', { channel: on })], on };
  },
};

export const removeChannel: StaffCommand = {
  name: 'channel.remove',
  words: ['annonces arreter ici', "plus d'annonces ici", 'announce no more here'],
  shown: { fr: 'annonces arrêter ici', en: 'announce no more here' },
  takes: 'nothing',
  least: 'staff',
  help: phrase('staff.help.channelRemove'),
  run: async (call, tx) => {
    const here = channelOf(call);
    if (here === null) return refuse(phrase('staff.channels.where'));
    if (!(await tx.channels.remove(call.network, here))) return refuse(phrase('staff.channels.notHere'));
    return { say: [phrase('staff.channels.removed', { channel: printChannel(here) })], on: printChannel(here) };
  },
};

export const listChannels: StaffCommand = {
  name: 'channel.list',
  words: ['annonces', 'annonces lister', 'announcements'],
  shown: { fr: 'annonces', en: 'announcements' },
  takes: 'nothing',
  least: 'facilitator',
  help: phrase('staff.help.channelList'),
  run: async (call, tx) => {
    const channels = await tx.channels.list(call.network);
    if (channels.length === 0) return { say: [phrase('staff.channels.none')] };
    const rows = channels.map(channel => phrase('staff.channels.line', { channel: printChannel(channel) }));
    return { say: [phrase('staff.channels.list', { lines: lines(rows) })] };
  },
};

/** Says in every chosen channel what is open, until when and how to begin. */
export const announceAxes: StaffCommand = {
  name: 'axis.announce',
  words: ['annoncer', 'announce'],
  shown: { fr: 'annoncer THÈME', en: 'announce TOPIC' },
  takes: 'argument',
  least: 'staff',
  help: phrase('staff.help.announce'),
  run: async (call, tx) => {
    const { consultation, now } = call;
    const read = readAxes(call.argument, consultation);
    if (read === null || read.rest !== '')
      return refuse(phrase('staff.announce.usage', { last: consultation.axes.length }));
    const channels = await tx.channels.list(call.network);
    if (channels.length === 0) return refuse(phrase('staff.channels.none'));
    const phrases = read.axes.map(axis =>
      announcement(consultation, axis, axisStatus(consultation, axis, now) === 'closed' ? 'closes' : 'opens', now),
    );
    for (const channel of channels) await post(call, tx, channel, phrases);
    return {
      say: [phrase('staff.announce.done', { count: channels.length, text: wordedAsPosted(call, phrases) })],
      on: read.axes.join(', '),
    };
  },
};

/** The very words of a post, for whoever reads the robot in another language than the consultation's. */
export function wordedAsPosted({ consultation, wording }: StaffCall, phrases: readonly Phrase[]): Param {
  return { markdown: phrases.map(one => wording.word(consultation.defaultLanguage, one)).join('\n\n') };
}

/** What is said of an axis that opens, is open, will open, or closes; its theme in the consultation's language. */
export function announcement(consultation: Consultation, axis: number, kind: 'opens' | 'closes', now: string): Phrase {
  const lang = consultation.defaultLanguage;
  const zone = consultation.timeZone;
  const { opens, closes } = openingOf(consultation, axis);
  const theme = themeIn(consultation, axis, lang);
  const organiser = textIn(consultation.organiser, lang, lang);
  if (kind === 'closes') return phrase('announce.closed', { axis, theme, organiser });
  const minutes = consultation.minutesPerAxis;
  if (opens !== null && opens > now)
    return phrase('announce.soon', { axis, theme, organiser, opens: { opening: opens, zone } });
  if (closes === null) return phrase('announce.open', { axis, theme, organiser, minutes });
  return phrase('announce.openUntil', { axis, theme, organiser, minutes, closes: { deadline: closes, zone } });
}

/** What a public message needs: words and an id. */
export interface PostParts {
  readonly wording: Wording;
  /** Its default language is the one that everybody in a channel is spoken to in. */
  readonly consultation: Consultation;
  readonly newId: () => string;
  readonly now: string;
}

/** A public message of the bot in a channel, in the words of the consultation's language. */
export async function post(
  { wording, consultation, newId, now }: PostParts,
  tx: StaffTx,
  channel: Channel,
  phrases: readonly Phrase[],
  files: readonly OutboundFile[] = [],
): Promise<void> {
  const { platform, workspace } = channel;
  const lang = consultation.defaultLanguage;
  const message: OutboundMessage = {
    id: newId(),
    to: { platform, workspace, channel: channel.channel, thread: null, userId: '' },
    visibility: 'public',
    text: phrases.map(one => wording.word(lang, one)).join('\n\n'),
    lang,
    choices: [],
    choicesMax: 1,
    question: null,
    progress: null,
    files,
    replyTo: null,
    mentions: 'none',
  };
  await tx.channels.post(channel, message, now);
}

/** Whether the channel's workspace belongs to the network of whoever acts: nothing is ever posted elsewhere. */
export async function isInNetwork(
  { network }: StaffCall,
  { roles }: StaffTx,
  { platform, workspace }: Channel,
): Promise<boolean> {
  return (await roles.networkOf(platform, workspace)) === network;
}

/** Where the command was said, if others read it. */
export function channelOf({ place, isDirect }: StaffCall): Channel | null {
  if (place === null || place.channel === null || isDirect) return null;
  return { platform: place.platform, workspace: place.workspace, channel: place.channel };
}

export function printChannel({ platform, workspace, channel }: Channel): string {
  return `${platform}:${workspace}:${channel}`;
}
