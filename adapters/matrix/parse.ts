/** PURE: Matrix's events → the port's, or why they are none of ours. */
import type { InboundEvent, InboundFile } from '#messaging/index.ts';
import { isoAt, localpartOf } from './ids.ts';
import { type Content, objectOf, type RoomEvent, textOf } from './payloads.ts';

/** A conversation's place, as the adapter found it. */
export interface Where {
  readonly workspace: string;
  readonly room: string;
  readonly thread: string | null;
  /** The person's name in the room, where it is known. */
  readonly name?: string | undefined;
  /** A direct room, or the thread opened for that person. */
  readonly direct: boolean;
}

/** When, by the adapter's reading: milliseconds since 1970, and the order key. */
export interface When {
  readonly ms: number;
  readonly order: string;
}

export interface Ignored {
  readonly ignored: string;
}

const PLATFORM = 'matrix';
const MEDIA: ReadonlySet<string> = new Set(['m.image', 'm.file', 'm.audio', 'm.video']);
const WORDS: ReadonlySet<string> = new Set(['m.text', 'm.emote']);

/** The thread that an event stands in; null for none. */
export function threadOf(content: Content): string | null {
  const relates = objectOf(content, 'm.relates_to');
  return textOf(relates, 'rel_type') === 'm.thread' ? textOf(relates, 'event_id') : null;
}

/** What a message corrects; null where it is one of its own. */
export function replaced(content: Content): string | null {
  const relates = objectOf(content, 'm.relates_to');
  return textOf(relates, 'rel_type') === 'm.replace' ? textOf(relates, 'event_id') : null;
}

/** What is said in a room of several to the bot: after « ! » or its name; `here`: to be answered in a thread there. */
export interface Called {
  readonly text: string;
  readonly here: boolean;
}

const HERE = /\s+(?:ici|here)\s*[.!]?$/iu;

/** null where it is not said to the bot. */
export function called(content: Content, botId: string, botName: string): Called | null {
  const body = bodyOf(content);
  const users = objectOf(content, 'm.mentions')['user_ids'];
  const named = Array.isArray(users) && users.includes(botId);
  const bang = /^\s*!\s*(?=\p{L})/u.exec(body)?.[0];
  if (bang === undefined && !named) return null;
  const said = (bang === undefined ? withoutName(body, botId, botName) : body.slice(bang.length)).trim();
  return { text: said.replace(HERE, '').trim(), here: HERE.test(said) };
}

function withoutName(body: string, botId: string, botName: string): string {
  for (const name of [botId, botName, localpartOf(botId)]) {
    const prefix = `@${name}`.replace(/^@@/, '@');
    for (const start of [prefix, name]) {
      if (name !== '' && body.toLowerCase().startsWith(start.toLowerCase()))
        return body.slice(start.length).replace(/^[\s:,]+/u, '');
    }
  }
  return body;
}

/** A message of its own. `said`: what follows « ! » or the bot's name, where it was called so. */
export function parseMessage(event: RoomEvent, where: Where, when: When, said: string | null): InboundEvent | Ignored {
  const { content, event_id: ref } = event;
  const type = textOf(content, 'msgtype') ?? '';
  if (!MEDIA.has(type) && !WORDS.has(type)) return { ignored: type === 'm.notice' ? 'bot' : 'kind' };
  const file = MEDIA.has(type) ? fileOf(content) : null;
  if (MEDIA.has(type) && file === null) return { ignored: 'no file' };
  const text = said ?? (file === null ? bare(bodyOf(content)) : captionOf(content, file));
  if (text === '' && file === null) return { ignored: 'empty' };
  const files = file === null ? [] : [file];
  return { ...base(event, where, when), kind: 'message', ref, text, files, replyTo: replyOf(content) };
}

export function parseEdit(event: RoomEvent, ref: string, where: Where, when: When): InboundEvent | Ignored {
  const next = objectOf(event.content, 'm.new_content');
  const type = textOf(next, 'msgtype') ?? '';
  if (!WORDS.has(type) && !MEDIA.has(type)) return { ignored: 'kind' };
  const file = MEDIA.has(type) ? fileOf(next) : null;
  const body = file === null ? bare(textOf(next, 'body') ?? '') : captionOf(next, file);
  return { ...base(event, where, when), kind: 'edit', ref, text: body };
}

/** `userId`: whose message was removed, by them or by a moderator of the room. */
export function parseRedaction(event: RoomEvent, ref: string, userId: string, where: Where, when: When): InboundEvent {
  return { ...base({ ...event, sender: userId }, where, when), kind: 'deletion', ref };
}

/** What a redaction removes: where it stands depends on the room's version. */
export function redactedBy(event: RoomEvent): string | null {
  return textOf(event.content, 'redacts') ?? event.redacts ?? null;
}

/** What a reaction is on, and the emoji; null for another annotation. */
export function reactionOf(content: Content): { readonly on: string; readonly key: string } | null {
  const relates = objectOf(content, 'm.relates_to');
  const [on, key] = [textOf(relates, 'event_id'), textOf(relates, 'key')];
  return textOf(relates, 'rel_type') === 'm.annotation' && on !== null && key !== null ? { on, key } : null;
}

/** The choices taken by the reactions on one message, in the words of a message: it is what corrections then point at. */
export function parsePicked(
  event: RoomEvent,
  on: string,
  picked: { readonly before: readonly number[]; readonly now: readonly number[] },
  where: Where,
  when: When,
): InboundEvent {
  const common = base(event, where, when);
  const ref = `reactions:${on}`;
  if (picked.now.length === 0) return { ...common, kind: 'deletion', ref };
  const text = picked.now.join(', ');
  if (picked.before.length > 0) return { ...common, kind: 'edit', ref, text };
  return { ...common, kind: 'message', ref, text, files: [], replyTo: on };
}

export function parseChoice(event: RoomEvent, values: readonly string[], where: Where, when: When): InboundEvent {
  return { ...base(event, where, when), kind: 'choice', values };
}

/** Said by an emoji on one of our messages, in a room of several. */
export function parseReaction(
  event: RoomEvent,
  ref: string,
  emoji: string,
  added: boolean,
  where: Where,
  when: When,
): InboundEvent {
  return { ...base(event, where, when), kind: 'reaction', ref, emoji, added };
}

/** `ms`: when they were seen typing. */
export function parseTyping(userId: string, where: Where, when: When): InboundEvent {
  const event = { event_id: `typing.${where.room}.${userId}.${when.ms}`, sender: userId } as RoomEvent;
  return { ...base(event, where, when), kind: 'typing' };
}

function base({ event_id: eventId, sender }: RoomEvent, where: Where, when: When) {
  const { workspace, room, thread, direct } = where;
  return {
    eventId,
    order: when.order,
    at: isoAt(when.ms),
    address: { platform: PLATFORM, workspace, channel: room, thread, userId: sender },
    author: { platform: PLATFORM, workspace, userId: sender, displayName: where.name ?? localpartOf(sender) },
    direct,
  };
}

/** The text, without the quote that older clients put before a reply. */
function bodyOf(content: Content): string {
  const body = textOf(content, 'body') ?? '';
  // Only after a reply of its own, and where it names who is quoted: people write « > » too.
  return replyOf(content) !== null && /^> (?:\* )?<@[^>\n]+>/u.test(body)
    ? body.replace(/^(?:> ?.*(?:\n|$))+\n?/u, '')
    : body;
}

/** « !contribuer » in a direct room says what « contribuer » does. */
function bare(body: string): string {
  return body.replace(/^\s*!\s*(?=\p{L}[\p{L} ]*(?:\d+)?\s*$)/u, '');
}

function replyOf(content: Content): string | null {
  const relates = objectOf(content, 'm.relates_to');
  if (textOf(relates, 'rel_type') === 'm.thread' && relates['is_falling_back'] === true) return null;
  return textOf(objectOf(relates, 'm.in_reply_to'), 'event_id');
}

function fileOf(content: Content): InboundFile | null {
  const encrypted = objectOf(content, 'file');
  const url = textOf(encrypted, 'url') ?? textOf(content, 'url');
  if (url === null || !url.startsWith('mxc://')) return null;
  const info = objectOf(content, 'info');
  const size = typeof info['size'] === 'number' ? info['size'] : 0;
  return {
    source: textOf(encrypted, 'url') === null ? url : JSON.stringify(encrypted),
    name: textOf(content, 'filename') ?? textOf(content, 'body') ?? 'fichier',
    mediaType: textOf(info, 'mimetype') ?? 'application/octet-stream',
    bytes: size,
    ...(textOf(content, 'msgtype') === 'm.audio' ? { audio: { seconds: secondsOf(info) } } : {}),
  };
}

/** Announced in milliseconds. */
function secondsOf(info: Content): number | null {
  return typeof info['duration'] === 'number' ? info['duration'] / 1_000 : null;
}

/** Where there is a file name of its own, the body is what the person wrote under the picture. */
function captionOf(content: Content, file: InboundFile): string {
  // Of a voice message (MSC3245) the body is its name, in the words of the client.
  if ('org.matrix.msc3245.voice' in content || 'org.matrix.msc3245.voice.v2' in content) return '';
  const body = textOf(content, 'body') ?? '';
  return textOf(content, 'filename') !== null && body !== file.name ? body : '';
}
