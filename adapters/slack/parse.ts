/** PURE: what Slack delivers → an event of the port, or the reason why it is none. */
import type { AccountKey, Address, InboundEvent, InboundFile } from '#messaging/index.ts';
import { decodeText, withoutMention } from './decode.ts';
import { fingerprint } from './fingerprint.ts';
import { FORM_CALLBACK, formValues } from './form.ts';
import { timeOf } from './instant.ts';
import { type Json, object, objects, text, textOrNull } from './json.ts';
import { ACTION } from './render.ts';

/** What the adapter knows beside the payload. */
export interface Surroundings {
  /** Our own account: what it says is not an event. */
  readonly botUserId: string;
  /** ISO UTC, for what carries no time of its own. */
  readonly now: string;
}

/** A message that was just answered by a press: it is shown as answered. */
export interface Answered {
  readonly channel: string;
  readonly ts: string;
  readonly blocks: readonly Json[];
  readonly text: string;
  readonly labels: readonly string[];
}

export type Parsed =
  | {
      readonly kind: 'event';
      readonly event: InboundEvent;
      /** The direct conversation with its author, where that is where it happened. */
      readonly direct: string | null;
      /** Where its author waits in public for an answer that comes in private. */
      readonly elsewhere: { readonly channel: string; readonly thread: string | null } | null;
      readonly answered: Answered | null;
    }
  /** A form is asked for: it must be shown within three seconds. */
  | { readonly kind: 'form'; readonly account: AccountKey; readonly draftId: string; readonly triggerId: string }
  | { readonly kind: 'home'; readonly userId: string }
  | { readonly kind: 'uninstalled'; readonly workspace: string }
  | { readonly kind: 'ignored'; readonly reason: string };

const KEPT_SUBTYPES: ReadonlySet<string> = new Set(['', 'file_share', 'thread_broadcast', 'me_message']);

/** Reads one body of the Events API, of interactivity or of a slash command. Never throws. */
export function parseSlack(body: Json, around: Surroundings): Parsed {
  switch (text(body['type'])) {
    case 'event_callback':
      return parseEvent(body, object(body['event']), around);
    case 'block_actions':
      return parsePress(body, around);
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

function ignored(reason: string): Parsed {
  return { kind: 'ignored', reason };
}

function parseEvent(body: Json, event: Json, around: Surroundings): Parsed {
  const workspace = text(body['team_id']);
  switch (text(event['type'])) {
    case 'message':
      return parseMessage(body, event, around);
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
        answered: null,
      };
    }
    case 'app_home_opened':
      return event['tab'] === 'home' ? { kind: 'home', userId: text(event['user']) } : ignored('not the home tab');
    case 'app_uninstalled':
      return { kind: 'uninstalled', workspace };
    case 'tokens_revoked':
      return object(event['tokens'])['bot'] === undefined
        ? ignored("a person's token")
        : { kind: 'uninstalled', workspace };
    default:
      return ignored(`event ${text(event['type']).slice(0, 40)}`);
  }
}

function parseMessage(body: Json, event: Json, around: Surroundings): Parsed {
  const subtype = text(event['subtype']);
  const channel = text(event['channel']);
  if (!isDirect(channel, event)) return ignored('not said to us');
  const heard = (one: InboundEvent): Parsed => ({
    kind: 'event',
    event: one,
    direct: channel,
    elsewhere: null,
    answered: null,
  });
  if (subtype === 'message_deleted' || (subtype === 'message_changed' && isTombstone(event))) {
    const gone = object(event['previous_message']);
    if (isOurs(gone, around)) return ignored('ours');
    const base = baseOf(body, event, text(gone['user']), stampOf(event), around);
    return heard({ ...base, kind: 'deletion', ref: text(event['deleted_ts']) || text(gone['ts']) });
  }
  if (subtype === 'message_changed') {
    const [after, before] = [object(event['message']), object(event['previous_message'])];
    if (isOurs(after, around)) return ignored('ours');
    // A link that unfolds, a pin: the words are the same.
    if (text(after['text']) === text(before['text'])) return ignored('same words');
    const base = baseOf(body, event, text(after['user']), stampOf(event), around);
    return heard({ ...base, kind: 'edit', ref: text(after['ts']), text: decodeText(text(after['text'])) });
  }
  if (!KEPT_SUBTYPES.has(subtype)) return ignored(`message ${subtype.slice(0, 40)}`);
  if (isOurs(event, around)) return ignored('ours');
  const ts = text(event['ts']);
  const thread = textOrNull(event['thread_ts']);
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

function parsePress(body: Json, around: Surroundings): Parsed {
  const [action] = objects(body['actions']);
  if (action === undefined) return ignored('no action');
  const id = text(action['action_id']);
  const user = text(object(body['user'])['id']);
  const container = object(body['container']);
  const channel = text(container['channel_id']) || text(object(body['channel'])['id']);
  const stamp = text(action['action_ts']);
  const base = {
    ...baseOf(body, { channel }, user, stamp, around),
    eventId: `press:${user}:${stamp}:${id}`,
  };
  const made = (event: InboundEvent, labels: readonly string[]): Parsed => ({
    kind: 'event',
    event,
    direct: isDirect(channel, {}) ? channel : null,
    elsewhere: null,
    answered: answeredOf(body, container, channel, labels),
  });
  if (id.startsWith(ACTION.choice)) {
    const label = text(object(action['text'])['text']);
    return made({ ...base, kind: 'choice', values: [text(action['value'])] }, [label]);
  }
  if (id === ACTION.menu) {
    const option = object(action['selected_option']);
    return made({ ...base, kind: 'choice', values: [text(option['value'])] }, [labelOf(option)]);
  }
  if (id === ACTION.validate) {
    const picked = tickedIn(body);
    const labels = picked.map(labelOf);
    return made({ ...base, kind: 'choice', values: picked.map(one => text(one['value'])) }, labels);
  }
  if (id === ACTION.date) {
    const date = text(action['selected_date']);
    return date === '' ? ignored('no date') : made({ ...base, kind: 'command', text: date }, [date]);
  }
  if (id.startsWith(ACTION.say)) return made({ ...base, kind: 'command', text: text(action['value']) }, []);
  if (id === ACTION.form) {
    const account = { platform: 'slack', workspace: base.address.workspace, userId: user };
    return { kind: 'form', account, draftId: text(action['value']), triggerId: text(body['trigger_id']) };
  }
  return ignored(id === ACTION.boxes ? 'ticked, not confirmed' : 'unknown action');
}

/** A form that was sent, or closed with something in it: a draft either way. */
function parseForm(body: Json, view: Json, around: Surroundings): Parsed {
  if (text(view['callback_id']) !== FORM_CALLBACK) return ignored('unknown view');
  const values = formValues(view);
  if (Object.keys(values).length === 0) return ignored('closed, nothing in it');
  const user = text(object(body['user'])['id']);
  const base = baseOf(body, {}, user, '', around);
  return {
    kind: 'event',
    event: {
      ...base,
      eventId: `form:${text(view['id'])}:${fingerprint(JSON.stringify(values))}`,
      direct: true,
      kind: 'form',
      draftId: text(view['private_metadata']),
      values,
    },
    direct: null,
    elsewhere: null,
    answered: null,
  };
}

/** What is ticked in the message when « Valider » is pressed. */
function tickedIn(body: Json): readonly Json[] {
  for (const block of Object.values(object(object(body['state'])['values']))) {
    const boxes = object(object(block)[ACTION.boxes]);
    if (boxes['selected_options'] !== undefined) return objects(boxes['selected_options']);
  }
  return [];
}

function answeredOf(body: Json, container: Json, channel: string, labels: readonly string[]): Answered | null {
  const message = object(body['message']);
  const ts = text(container['message_ts']) || text(message['ts']);
  if (ts === '' || channel === '' || container['is_ephemeral'] === true || labels.length === 0) return null;
  return { channel, ts, blocks: objects(message['blocks']), text: text(message['text']), labels };
}

/** Both shortcuts lead to the direct conversation. */
function parseShortcut(body: Json, around: Surroundings): Parsed {
  if (text(body['callback_id']) !== 'contribuer') return ignored('unknown shortcut');
  const user = text(object(body['user'])['id']);
  const stamp = text(body['action_ts']);
  const base = { ...baseOf(body, {}, user, stamp, around), eventId: `shortcut:${user}:${stamp}` };
  return {
    kind: 'event',
    event: { ...base, kind: 'command', text: 'contribuer' },
    direct: null,
    elsewhere: null,
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
    answered: null,
  };
}

type Base = Pick<InboundEvent, 'eventId' | 'order' | 'at' | 'address' | 'author' | 'direct'>;

/** `stamp`: Slack's own « 1712345678.000100 »; empty for what carries none. */
function baseOf(body: Json, event: Json, userId: string, stamp: string, around: Surroundings): Base {
  const workspace = text(body['team_id']) || text(object(body['team'])['id']) || text(object(body['user'])['team_id']);
  const channel = textOrNull(event['channel']);
  const direct = channel !== null && isDirect(channel, event);
  const address: Address = {
    platform: 'slack',
    workspace,
    channel: direct ? null : channel,
    thread: direct ? null : textOrNull(event['thread_ts']),
    userId,
  };
  const [at, order] = timeOf(stamp, around.now);
  return {
    eventId: text(body['event_id']),
    order,
    at,
    address,
    author: { platform: 'slack', workspace, userId, displayName: userId },
    direct,
  };
}

function stampOf(event: Json): string {
  return text(event['event_ts']) || text(event['ts']);
}

function isDirect(channel: string, event: Json): boolean {
  return event['channel_type'] === 'im' || channel.startsWith('D');
}

function isOurs(message: Json, { botUserId }: Surroundings): boolean {
  const user = text(message['user']);
  return user === '' || user === botUserId || textOrNull(message['bot_id']) !== null || user === 'USLACKBOT';
}

/** A deleted message under which there are answers leaves a stone in its place. */
function isTombstone(event: Json): boolean {
  return text(object(event['message'])['subtype']) === 'tombstone';
}

function labelOf(option: Json): string {
  return text(object(option['text'])['text']);
}

function fileOf(file: Json): InboundFile {
  const bytes = typeof file['size'] === 'number' ? file['size'] : 0;
  return {
    source: text(file['url_private_download']) || text(file['url_private']),
    name: text(file['name']) || text(file['title']) || text(file['id']),
    mediaType: text(file['mimetype']),
    bytes,
  };
}
