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

/** The modal, with what was answered so far. A question whose answer Slack could not hold whole stays out of it. */
export function formView(form: Form): ModalView {
  const words = wordsIn(form.lang);
  const fields = form.fields.slice(0, LIMITS.viewBlocks - 1).map(field => inputBlock(field, form.lang));
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    title: { type: 'plain_text', text: cut(form.title, LIMITS.titleChars), emoji: false },
    submit: { type: 'plain_text', text: words.save, emoji: false },
    close: { type: 'plain_text', text: words.close, emoji: false },
    // What is closed is a draft all the same.
    notify_on_close: true,
    private_metadata: form.draftId,
    blocks: [{ type: 'context', elements: [{ type: 'plain_text', text: words.formHelp, emoji: false }] }, ...fields],
  };
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
