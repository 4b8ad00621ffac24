/** PURE: Discord's payloads → the port's events, or why they are none of ours. */
import type { InboundEvent, InboundFile } from '#messaging/index.ts';
import type { Interaction, Message, MessageDelete, MessageUpdate, Reaction, User } from './payloads.ts';
import { idAt, instantOf, isoAt, msAt, orderKey } from './snowflake.ts';

/** A conversation's place, as the adapter found it. */
export interface Where {
  /** The workspace under which the account is known. */
  readonly workspace: string;
  readonly channel: string | null;
  readonly thread: string | null;
  /** A direct message, or the private thread opened for that person. */
  readonly direct: boolean;
}

export interface Ignored {
  readonly ignored: string;
}

const PLATFORM = 'discord';
const DEFAULT_MESSAGE = 0;
const REPLY = 19;

/** Who an interaction is from; null for none that a person made. */
export function userOf(interaction: Interaction): User | null {
  return interaction.member?.user ?? interaction.user ?? null;
}

/** Why a message is none of ours, before anything is asked about it; null for one that may be. */
export function whyIgnored(message: Message, botId: string): string | null {
  if (message.author.id === botId) return 'own';
  if (message.author.bot === true || message.webhook_id !== undefined) return 'bot';
  if (message.type !== DEFAULT_MESSAGE && message.type !== REPLY) return 'system';
  return null;
}

/** Whether the bot is called by its name. */
export function mentions(message: Message, botId: string): boolean {
  return message.mentions.some(({ id }) => id === botId);
}

/** `text`: what the person wrote, where it came as a file. */
export function parseMessage(message: Message, where: Where, botId: string, text?: string): InboundEvent | Ignored {
  const said = text ?? withoutMention(message.content, botId);
  const files = text === undefined ? message.attachments.map(fileOf) : [];
  if (said === '' && files.length === 0) return { ignored: 'empty' };
  return {
    ...base(message.id, message.id, where, message.author, message.member?.nick),
    kind: 'message',
    ref: message.id,
    text: said,
    files,
    replyTo: message.message_reference?.message_id ?? null,
  };
}

/** An edit by its author; Discord also « updates » a message to unfold its links. */
export function parseEdit(update: MessageUpdate, where: Where, botId: string): InboundEvent | Ignored {
  const { author, content, edited_timestamp: edited, id } = update;
  if (author === undefined || content === undefined) return { ignored: 'partial' };
  if (author.id === botId || author.bot === true) return { ignored: 'bot' };
  if (edited === null || edited === undefined || Number.isNaN(msAt(edited))) return { ignored: 'not edited' };
  const at = isoAt(msAt(edited));
  return {
    ...base(`${id}.${at}`, idAt(msAt(at)), where, author, update.member?.nick),
    at,
    kind: 'edit',
    ref: id,
    text: withoutMention(content, botId),
  };
}

/** Discord does not say who deleted what: `userId` is whose conversation it was in. */
export function parseDeletion(
  { id }: Pick<MessageDelete, 'id'>,
  where: Where,
  userId: string,
  now: string,
): InboundEvent {
  const author: User = { id: userId, username: '' };
  return { ...base(`${id}.deleted`, idAt(msAt(now)), where, author, null), at: now, kind: 'deletion', ref: id };
}

/** `name`: the account's, where the gateway tells it. Discord gives reactions no id of their own. */
export function parseReaction(
  { user_id: userId, message_id: ref, emoji }: Reaction,
  where: Where,
  added: boolean,
  name: string,
  now: string,
): InboundEvent {
  const author: User = { id: userId, username: name };
  const shown = emoji.name ?? '';
  const id = `${ref}.${userId}.${shown}.${added ? 'added' : 'removed'}.${now}`;
  return { ...base(id, idAt(msAt(now)), where, author, null), at: now, kind: 'reaction', ref, emoji: shown, added };
}

export function parseTyping(userId: string, seconds: number, where: Where): InboundEvent {
  const at = isoAt(seconds * 1_000);
  const author: User = { id: userId, username: '' };
  const id = `typing.${where.thread ?? where.channel ?? ''}.${userId}.${seconds}`;
  return { ...base(id, idAt(seconds * 1_000), where, author, null), at, kind: 'typing' };
}

/** A click, as the choices' ids. */
export function parseChoice(
  interaction: Interaction,
  where: Where,
  user: User,
  values: readonly string[],
): InboundEvent {
  return { ...baseOf(interaction, where, user), kind: 'choice', values };
}

export function parseForm(
  interaction: Interaction,
  where: Where,
  user: User,
  draftId: string,
  values: Readonly<Record<string, string | readonly string[]>>,
): InboundEvent {
  return { ...baseOf(interaction, where, user), kind: 'form', draftId, values };
}

/** Words given through a modal, or an older message taken as an answer: `ref` is what its edits will point at. */
export function parseWords(
  interaction: Interaction,
  where: Where,
  user: User,
  words: { readonly text: string; readonly ref: string; readonly replyTo: string | null },
): InboundEvent {
  return { ...baseOf(interaction, where, user), kind: 'message', ...words, files: [] };
}

/** A slash command as the words that say the same in a message; null for one that is none of ours. */
export function commandText(data: NonNullable<Interaction['data']>): string | null {
  const [first] = data.options ?? [];
  if (data.name === 'contribuer') {
    const value = (name: string): string => String(data.options?.find(option => option.name === name)?.value ?? '');
    return ['contribuer', readTheme(value('thème')), value('pour')].filter(word => word !== '').join(' ');
  }
  if (data.name !== 'tourdetable' || first === undefined) return null;
  const argument = first.options?.[0]?.value;
  const words = first.name.replaceAll('-', ' ');
  return argument === undefined ? words : `${words} ${String(argument)}`;
}

/** The theme's number, whether it was completed or typed. */
function readTheme(value: string): string {
  return /\d{1,3}/.exec(value)?.[0] ?? value.slice(0, 100);
}

export function parseCommand(interaction: Interaction, where: Where, user: User, text: string): InboundEvent {
  return { ...baseOf(interaction, where, user), kind: 'command', text };
}

function baseOf(interaction: Interaction, where: Where, user: User) {
  const event = base(interaction.id, interaction.id, where, user, interaction.member?.nick);
  return interaction.locale === undefined ? event : { ...event, locale: interaction.locale };
}

function base(eventId: string, id: string, where: Where, user: User, nick: string | null | undefined) {
  const { workspace, channel, thread, direct } = where;
  return {
    eventId,
    order: orderKey(id),
    at: instantOf(id),
    address: { platform: PLATFORM, workspace, channel, thread, userId: user.id },
    author: { platform: PLATFORM, workspace, userId: user.id, displayName: nameOf(user, nick) },
    direct,
  };
}

function nameOf(user: User, nick: string | null | undefined): string {
  return nick ?? user.global_name ?? (user.username === '' ? user.id : user.username);
}

function withoutMention(content: string, botId: string): string {
  return content
    .replaceAll(new RegExp(`<@!?${botId}>`, 'g'), ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Only a voice message says how long it is; any other sound is one too. */
function fileOf({ url, filename, size, content_type, duration_secs }: Message['attachments'][number]): InboundFile {
  const mediaType = content_type ?? 'application/octet-stream';
  const isSound = mediaType.startsWith('audio/') || typeof duration_secs === 'number';
  const audio = isSound ? { audio: { seconds: duration_secs ?? null } } : {};
  return { source: url, name: filename, mediaType, bytes: size, ...audio };
}
