/** PURE: what Slack delivers → an event of the port, or the reason why it is none. */
import type { InboundEvent, InboundFile } from '#messaging/index.ts';
import { decodeText, withoutMention } from './decode.ts';
import { organisationOf, workspaceOf } from './installation.ts';
import { timeOf } from './instant.ts';
import { type Json, object, objects, text, textOrNull } from './json.ts';
import { parseForm, parsePress, parseSuggestion } from './parse-press.ts';
import { accountOf, baseOf, ignored, isDirect, type Parsed, stampOf, type Surroundings } from './parsed.ts';

const KEPT_SUBTYPES: ReadonlySet<string> = new Set(['', 'file_share', 'thread_broadcast', 'me_message']);

/** Reads one body of the Events API, of interactivity or of a slash command. Never throws. */
export function parseSlack(body: Json, around: Surroundings): Parsed {
  switch (text(body['type'])) {
    case 'event_callback':
      return parseEvent(body, object(body['event']), around);
    case 'block_actions':
      return parsePress(body, around);
    case 'block_suggestion':
      return parseSuggestion(body);
    case 'view_submission':
    case 'view_closed':
      return parseForm(body, object(body['view']), around);
    case 'shortcut':
    case 'message_action':
      return parseShortcut(body, around);
    default:
      return text(body['command']).startsWith('/') ? parseCommand(body, around) : ignored('unknown type');
  }
}

function parseEvent(body: Json, event: Json, around: Surroundings): Parsed {
  switch (text(event['type'])) {
    case 'message':
      return parseMessage(body, event, around);
    case 'reaction_added':
    case 'reaction_removed':
      return parseReaction(body, event, around);
    case 'app_mention': {
      if (isOurs(event, around) || isDirect(text(event['channel']), event)) return ignored('told as a message');
      const said = decodeText(withoutMention(text(event['text']), around.botUserId));
      const base = baseOf(body, event, text(event['user']), text(event['ts']), around);
      const elsewhere = { channel: text(event['channel']), thread: textOrNull(event['thread_ts']) };
      return {
        kind: 'event',
        event: { ...base, kind: 'command', text: said },
        direct: null,
        elsewhere,
        quote: null,
        answered: null,
      };
    }
    case 'app_home_opened':
      return event['tab'] === 'home'
        ? { kind: 'home', account: accountOf(workspaceOf(body), text(event['user'])) }
        : ignored('not the home tab');
    case 'app_uninstalled':
      return uninstalled(body, event, around);
    case 'tokens_revoked':
      return listed(object(event['tokens'])['bot']) === 0
        ? ignored("a person's token")
        : uninstalled(body, event, around);
    default:
      return ignored(`event ${text(event['type']).slice(0, 40)}`);
  }
}

/** An organisation that takes the app back names one of its workspaces too. */
function uninstalled(body: Json, event: Json, around: Surroundings): Parsed {
  const stamp = text(event['event_ts']);
  const seconds = typeof body['event_time'] === 'number' ? body['event_time'] : Number.NaN;
  const [at] = timeOf(stamp === '' && seconds > 0 ? `${seconds}.000000` : stamp, around.now);
  const workspaces = [workspaceOf(body), organisationOf(body)].filter(id => id !== '');
  return { kind: 'uninstalled', workspaces: [...new Set(workspaces)], at };
}

function listed(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function parseMessage(body: Json, event: Json, around: Surroundings): Parsed {
  const subtype = text(event['subtype']);
  const channel = text(event['channel']);
  const direct = isDirect(channel, event);
  const heard = (one: InboundEvent): Parsed => ({
    kind: 'event',
    event: one,
    direct: direct ? channel : null,
    elsewhere: null,
    quote: null,
    answered: null,
    ...(direct ? {} : { among: true as const }),
  });
  if (subtype === 'message_deleted' || (subtype === 'message_changed' && isTombstone(event))) {
    const gone = object(event['previous_message']);
    // Among others, what we wrote first is what the thread hangs from.
    if (direct && isOurs(gone, around)) return ignored('ours');
    const base = baseOf(body, inThreadOf(event, gone), text(gone['user']), stampOf(event), around);
    return heard({ ...base, kind: 'deletion', ref: text(event['deleted_ts']) || text(gone['ts']) });
  }
  if (subtype === 'message_changed') {
    const [after, before] = [object(event['message']), object(event['previous_message'])];
    if (isOurs(after, around)) return ignored('ours');
    // A link that unfolds, a pin: the words are the same.
    if (text(after['text']) === text(before['text'])) return ignored('same words');
    const base = baseOf(body, inThreadOf(event, after), text(after['user']), stampOf(event), around);
    return heard({ ...base, kind: 'edit', ref: text(after['ts']), text: decodeText(text(after['text'])) });
  }
  if (!KEPT_SUBTYPES.has(subtype)) return ignored(`message ${subtype.slice(0, 40)}`);
  if (isOurs(event, around)) return ignored('ours');
  const ts = text(event['ts']);
  const thread = textOrNull(event['thread_ts']);
  // It comes as a mention too, which says to whom it was said.
  if (!direct && text(event['text']).includes(`<@${around.botUserId}>`)) return ignored('told as a mention');
  if (!direct && thread === null) return ignored('not said to us');
  return heard({
    ...baseOf(body, event, text(event['user']), ts, around),
    // The same from the history as from Slack's own delivery, and each of its redeliveries.
    eventId: `message:${channel}:${ts}`,
    kind: 'message',
    ref: ts,
    text: decodeText(text(event['text'])),
    files: objects(event['files']).map(fileOf),
    // Answering in the thread of a message is quoting it.
    replyTo: thread === ts ? null : thread,
  });
}

/** The thread that a changed or deleted message stood in. */
function inThreadOf(event: Json, message: Json): Json {
  const thread = textOrNull(message['thread_ts']);
  return thread === null || thread === text(message['ts']) ? event : { ...event, thread_ts: thread };
}

/** A reaction to one of our messages, in a channel. */
function parseReaction(body: Json, event: Json, around: Surroundings): Parsed {
  const item = object(event['item']);
  const channel = text(item['channel']);
  const ref = text(item['ts']);
  if (item['type'] !== 'message' || channel === '' || isDirect(channel, {})) return ignored('not in a channel');
  const base = baseOf(body, { channel }, text(event['user']), stampOf(event), around);
  const emoji = text(event['reaction']);
  const added = event['type'] === 'reaction_added';
  const one: InboundEvent = { ...base, kind: 'reaction', ref, emoji, added };
  return { kind: 'event', event: one, direct: null, elsewhere: null, quote: null, answered: null, among: true };
}

/** Both shortcuts lead to the direct conversation. */
function parseShortcut(body: Json, around: Surroundings): Parsed {
  if (text(body['callback_id']) !== 'contribuer') return ignored('unknown shortcut');
  const user = text(object(body['user'])['id']);
  const stamp = text(body['action_ts']);
  const quoted = decodeText(text(object(body['message'])['text'])).trim();
  const base = { ...baseOf(body, {}, user, stamp, around), eventId: `shortcut:${user}:${stamp}` };
  return {
    kind: 'event',
    event: { ...base, kind: 'command', text: 'contribuer' },
    direct: null,
    elsewhere: null,
    quote: quoted === '' ? null : quoted,
    answered: null,
  };
}

function parseCommand(body: Json, around: Surroundings): Parsed {
  const channel = text(body['channel_id']);
  const rest = decodeText(text(body['text'])).trim();
  const said = text(body['command']) === '/contribuer' ? `contribuer ${rest}`.trim() : rest;
  const base = {
    ...baseOf(body, { channel }, text(body['user_id']), '', around),
    eventId: `command:${text(body['trigger_id'])}`,
  };
  const direct = isDirect(channel, {});
  return {
    kind: 'event',
    event: { ...base, kind: 'command', text: said },
    direct: direct ? channel : null,
    elsewhere: direct ? null : { channel, thread: null },
    quote: null,
    answered: null,
  };
}

function isOurs(message: Json, { botUserId }: Surroundings): boolean {
  const user = text(message['user']);
  return user === '' || user === botUserId || textOrNull(message['bot_id']) !== null || user === 'USLACKBOT';
}

/** A deleted message under which there are answers leaves a stone in its place. */
function isTombstone(event: Json): boolean {
  return text(object(event['message'])['subtype']) === 'tombstone';
}

/** What is shared from another workspace is announced by its id alone: the rest is asked for as it is fetched. */
function fileOf(file: Json): InboundFile {
  const bytes = typeof file['size'] === 'number' ? file['size'] : 0;
  return {
    source: text(file['url_private_download']) || text(file['url_private']) || text(file['id']),
    name: text(file['name']) || text(file['title']) || text(file['id']),
    mediaType: text(file['mimetype']),
    bytes,
    ...(isSound(file) ? { audio: { seconds: secondsOf(file) } } : {}),
  };
}

/** An audio clip is announced as a subtype of its own: its type may be that of a film without pictures. */
function isSound(file: Json): boolean {
  return text(file['subtype']) === 'slack_audio' || text(file['mimetype']).startsWith('audio/');
}

function secondsOf(file: Json): number | null {
  return typeof file['duration_ms'] === 'number' ? file['duration_ms'] / 1_000 : null;
}
