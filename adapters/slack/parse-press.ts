/** PURE: what somebody pressed, picked or filled → an event of the port. */
import { fingerprint } from './fingerprint.ts';
import { FORM_CALLBACK, formPlace, formValues } from './form.ts';
import { type Json, object, objects, text } from './json.ts';
import type { InboundEvent } from '#messaging/index.ts';
import { accountOf, type Answered, baseOf, ignored, isDirect, type Parsed, type Surroundings } from './parsed.ts';
import { ACTION } from './render.ts';

/** A press on a message or on the home tab. */
export function parsePress(body: Json, around: Surroundings): Parsed {
  const [action] = objects(body['actions']);
  if (action === undefined) return ignored('no action');
  if (object(body['view'])['callback_id'] === FORM_CALLBACK) return ignored('a form being filled');
  const id = text(action['action_id']);
  const [name, prompt] = withoutPrompt(id);
  const asked = prompt === null ? {} : { prompt };
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
    quote: null,
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
  if (name === ACTION.date) {
    const date = text(action['selected_date']);
    return date === '' ? ignored('no date') : made({ ...base, ...asked, kind: 'command', text: date }, [date]);
  }
  if (name === ACTION.places) {
    const option = object(action['selected_option']);
    return made({ ...base, ...asked, kind: 'command', text: text(option['value']) }, [labelOf(option)]);
  }
  if (name.startsWith(ACTION.say)) {
    const label = text(object(action['text'])['text']);
    return made({ ...base, ...asked, kind: 'command', text: text(action['value']) }, [label]);
  }
  if (id === ACTION.form) {
    const account = accountOf(base.address.workspace, user);
    return { kind: 'form', account, draftId: text(action['value']), triggerId: text(body['trigger_id']) };
  }
  return ignored(id === ACTION.boxes ? 'ticked, not confirmed' : 'unknown action');
}

/** What was typed in a list that follows the keyboard. */
export function parseSuggestion(body: Json): Parsed {
  const [name] = withoutPrompt(text(body['action_id']));
  if (name !== ACTION.places) return ignored('unknown list');
  return { kind: 'suggest', userId: text(object(body['user'])['id']), typed: text(body['value']) };
}

/** A form that was sent, or closed with something in it: a draft either way. */
export function parseForm(body: Json, view: Json, around: Surroundings): Parsed {
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
      draftId: formPlace(view).draftId,
      values,
    },
    direct: null,
    elsewhere: null,
    quote: null,
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

/** The inverse of `withPrompt`. */
function withoutPrompt(id: string): readonly [name: string, prompt: number | null] {
  const [, name = id, prompt] = /^(.*)@(\d{1,9})$/.exec(id) ?? [];
  return [name, prompt === undefined ? null : Number(prompt)];
}

function labelOf(option: Json): string {
  return text(object(option['text'])['text']);
}
