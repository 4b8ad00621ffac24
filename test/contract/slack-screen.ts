/** What somebody sees of a direct conversation in Slack, and what can be pressed there. */
import { decodeText } from '#adapters/slack/decode.ts';
import { type Json, object, objects, text } from '#adapters/slack/json.ts';
import { BOT_USER } from '#test/support/slack/emulator.ts';
import type { Seen } from './world.ts';

/** A message as Slack keeps it, as its client shows it. */
export function seenOf(message: Json): Seen {
  const blocks = objects(message['blocks']);
  return {
    id: text(message['ts']),
    from: text(message['user']) === BOT_USER ? 'bot' : 'person',
    text:
      blocks.length > 0
        ? blocks
            .map(blockText)
            .filter(one => one !== '')
            .join('\n')
        : decodeText(text(message['text'])),
    choices: pressable(message).map(one => one.label),
    files: objects(message['files']).map(file => text(file['name'])),
  };
}

function blockText(block: Json): string {
  if (block['type'] === 'rich_text') return objects(block['elements']).map(richText).join('\n');
  if (block['type'] === 'context')
    return objects(block['elements'])
      .map(one => text(one['text']))
      .join(' ');
  return '';
}

function richText(element: Json): string {
  const elements = objects(element['elements']);
  if (element['type'] === 'rich_text_list') return elements.map(item => `– ${richText(item)}`).join('\n');
  return elements
    .map(one => {
      if (one['type'] === 'link')
        return one['text'] === one['url'] ? text(one['url']) : `${text(one['text'])} (${text(one['url'])})`;
      return text(one['text']);
    })
    .join('');
}

interface Pressable {
  readonly label: string;
  readonly actionId: string;
  readonly blockId: string;
  readonly type: string;
  readonly value: string;
  readonly option: Json | null;
}

/** Buttons, options and boxes of a message; « Valider » is pressed with the boxes. */
export function pressable(message: Json): readonly Pressable[] {
  const found: Pressable[] = [];
  for (const block of objects(message['blocks'])) {
    for (const element of objects(block['elements'])) {
      if (block['type'] !== 'actions') continue;
      const common = {
        actionId: text(element['action_id']),
        blockId: text(block['block_id']),
        type: text(element['type']),
      };
      for (const option of objects(element['options'])) {
        found.push({ ...common, label: labelOf(option), value: text(option['value']), option });
      }
      if (element['type'] === 'button') {
        found.push({ ...common, label: labelOf(element), value: text(element['value']), option: null });
      }
    }
  }
  return found;
}

function labelOf(one: Json): string {
  return text(object(one['text'])['text']);
}

/** The presses that choose it: one, or a tick and « Valider ». */
export function pressesOf(message: Json, label: string): readonly Json[] {
  const chosen = pressable(message).find(one => one.label === label);
  if (chosen === undefined) throw new Error(`no choice « ${label} » on ${text(message['ts'])}`);
  const action = { action_id: chosen.actionId, block_id: chosen.blockId, type: chosen.type };
  if (chosen.option === null) {
    return [
      {
        actions: [{ ...action, value: chosen.value, text: { type: 'plain_text', text: label } }],
        state: { values: {} },
      },
    ];
  }
  if (chosen.type === 'static_select') {
    return [{ actions: [{ ...action, selected_option: chosen.option }], state: { values: {} } }];
  }
  const picked = { ...action, selected_options: [chosen.option] };
  const validate = {
    action_id: 'validate',
    block_id: chosen.blockId,
    type: 'button',
    text: { type: 'plain_text', text: 'Valider' },
  };
  const state = {
    values: { [chosen.blockId]: { [chosen.actionId]: { type: chosen.type, selected_options: [chosen.option] } } },
  };
  return [
    { actions: [picked], state },
    { actions: [validate], state },
  ];
}

/** The state of a modal in which somebody filled some fields; the others stay as they opened. */
export function filled(view: Json, values: Readonly<Record<string, string | readonly string[]>>): Json {
  const inputs = objects(view['blocks']).filter(block => block['type'] === 'input');
  const unknown = Object.keys(values).filter(name => !inputs.some(block => block['block_id'] === name));
  if (unknown.length > 0) throw new Error(`no field ${unknown.join(', ')}`);
  return Object.fromEntries(
    inputs.map(block => {
      const element = object(block['element']);
      const given = values[text(block['block_id'])];
      return [text(block['block_id']), { [text(element['action_id'])]: fieldState(element, given) }];
    }),
  );
}

function fieldState(element: Json, given: string | readonly string[] | undefined): Json {
  const type = text(element['type']);
  if (type === 'plain_text_input') return { type, value: given ?? element['initial_value'] ?? null };
  const options = objects(element['options']);
  const picked = given === undefined ? null : options.filter(option => [given].flat().includes(text(option['value'])));
  if (type === 'checkboxes' || type === 'multi_static_select') {
    return { type, selected_options: picked ?? element['initial_options'] ?? [] };
  }
  return { type, selected_option: picked?.[0] ?? element['initial_option'] ?? null };
}
