/** PURE: the questions of an axis → a modal, and what was filled in it → answers by question. */
import type { Form, FormField } from '#messaging/index.ts';
import type { KnownBlock, ModalView, PlainTextOption } from './client.ts';
import { type Json, object, objects, text } from './json.ts';
import { LIMITS } from './limits.ts';
import { cut, plainLabel } from './plain-text.ts';
import { wordsIn } from './words.ts';

/** Tells our modal from others. */
export const FORM_CALLBACK = 'form';

const FIELD = 'value';

type Element = Extract<KnownBlock, { type: 'input' }>['element'];

/** Where somebody is in a form of several pages: it comes back with what they filled. */
export interface FormPlace {
  readonly draftId: string;
  /** From 0. */
  readonly page: number;
  /** The last question of the page; the next one begins after it. Empty on the last page. */
  readonly until: string;
}

/**
 * A page of the modal, with what was answered so far; null where nothing is left to show. A question whose answer Slack
 * could not hold whole stays out of it. `after`: the page just filled.
 */
export function formView(form: Form, after: FormPlace | null): ModalView | null {
  const words = wordsIn(form.lang);
  const begun = after === null ? -1 : form.fields.findIndex(({ name }) => name === after.until);
  // Its last question is asked no more: what its answers changed stands after as many.
  const from = after === null ? 0 : begun === -1 ? (after.page + 1) * LIMITS.formFields : begun + 1;
  const shown = form.fields.slice(from, from + LIMITS.formFields);
  if (after !== null && shown.length === 0) return null;
  const more = from + shown.length < form.fields.length;
  const page = after === null ? 0 : after.page + 1;
  const pages = page + Math.max(1, Math.ceil((form.fields.length - from) / LIMITS.formFields));
  const place: FormPlace = { draftId: form.draftId, page, until: more ? (shown.at(-1)?.name ?? '') : '' };
  const help = pages === 1 ? words.formHelp : `${words.page(page + 1, pages)} ${words.formHelp}`;
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    title: { type: 'plain_text', text: cut(form.title, LIMITS.titleChars), emoji: false },
    submit: { type: 'plain_text', text: more ? words.next : words.save, emoji: false },
    close: { type: 'plain_text', text: words.close, emoji: false },
    // What is closed is a draft all the same.
    notify_on_close: true,
    private_metadata: JSON.stringify(place),
    blocks: [
      { type: 'context', elements: [{ type: 'plain_text', text: help, emoji: false }] },
      ...shown.map(field => inputBlock(field, form.lang)),
    ],
  };
}

/** What `private_metadata` brings back. */
export function formPlace(view: Json): FormPlace {
  const place = object(parsed(text(view['private_metadata'])));
  const page = typeof place['page'] === 'number' ? place['page'] : 0;
  return { draftId: text(place['draftId']), page, until: text(place['until']) };
}

function parsed(metadata: string): unknown {
  try {
    return JSON.parse(metadata);
  } catch {
    return null;
  }
}

function inputBlock(field: FormField, lang: string): KnownBlock {
  const label = { type: 'plain_text' as const, text: cut(field.label, LIMITS.inputLabelChars), emoji: false };
  if (typeof field.given === 'string' && field.given.length > LIMITS.inputChars) {
    return {
      type: 'section',
      text: { ...label, text: `${cut(field.label, LIMITS.inputLabelChars)}\n${wordsIn(lang).tooLong}` },
    };
  }
  const hint =
    field.hint ??
    (field.type === 'several' && field.max < field.choices.length ? wordsIn(lang).atMost(field.max) : null);
  return {
    type: 'input',
    block_id: field.name,
    optional: true,
    // Slack tells nothing of what stood in a modal that is closed: each change is heard as it is made.
    dispatch_action: true,
    label,
    element: elementOf(field),
    ...(hint === null ? {} : { hint: { type: 'plain_text', text: cut(hint, LIMITS.inputLabelChars), emoji: false } }),
  };
}

function elementOf(field: FormField): Element {
  const { choices, given } = field;
  const written = choices.length === 0 || choices.length > LIMITS.options;
  if (written) {
    return {
      type: 'plain_text_input',
      action_id: FIELD,
      multiline: field.type === 'text',
      max_length: LIMITS.inputChars,
      dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
      ...(typeof given === 'string' && given !== '' ? { initial_value: given } : {}),
    };
  }
  const few = choices.length <= LIMITS.checkboxes;
  const options = choices.map(({ value, label }) => optionOf(value, label, few));
  const chosen = options.filter(({ value }) => value !== undefined && given.includes(value));
  const [first] = chosen;
  if (field.type === 'several') {
    const initial = chosen.length === 0 ? {} : { initial_options: chosen };
    if (few) return { type: 'checkboxes', action_id: FIELD, options, ...initial };
    return { type: 'multi_static_select', action_id: FIELD, options, max_selected_items: field.max, ...initial };
  }
  const initial = first === undefined ? {} : { initial_option: first };
  return { type: few ? 'radio_buttons' : 'static_select', action_id: FIELD, options, ...initial };
}

/** A label that is too long goes on under it, where there is room for that. */
function optionOf(value: string, label: string, described: boolean): PlainTextOption {
  const rest = label.slice(LIMITS.labelChars - 1);
  const description = described && label.length > LIMITS.labelChars ? { description: plainLabel(`…${rest}`) } : {};
  return { text: plainLabel(label), value, ...description };
}

/** What stands in the modal: texts, and the values of what was chosen. */
export function formValues(view: Json): Readonly<Record<string, string | readonly string[]>> {
  const values: Record<string, string | readonly string[]> = {};
  for (const [name, block] of Object.entries(object(object(view['state'])['values']))) {
    const field = object(object(block)[FIELD]);
    if (field['selected_options'] !== undefined) {
      values[name] = objects(field['selected_options']).map(option => text(option['value']));
    } else if (field['selected_option'] !== undefined) {
      const value = text(object(field['selected_option'])['value']);
      values[name] = value === '' ? [] : [value];
    } else values[name] = text(field['value']);
  }
  return values;
}
