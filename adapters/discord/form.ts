/** PURE: « Répondre » and the form of a theme as modals, and what comes back from them. */
import { type Form, type FormField, splitText } from '#messaging/index.ts';
import { writeCustomId } from './custom-id.ts';
import { LIMITS } from './limits.ts';
import type { Component } from './payloads.ts';
import { cut, MENU } from './render.ts';
import { wordsFor } from './words.ts';

const INPUT = 4;
const TEXT = 10;
const LABEL = 18;
const LINE = 1;
const PARAGRAPH = 2;

export interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly Component[];
}

/** One question: `ref` is the message of ours that is answered, `question` what it says (a phone hides it meanwhile). */
export function answerModal(ref: string, question: string, lang: string | undefined): Modal {
  const words = wordsFor(lang);
  const [shown = ''] = splitText(question, LIMITS.shownQuestionChars);
  const input = { type: INPUT, custom_id: 'text', style: PARAGRAPH, required: true, max_length: LIMITS.inputChars };
  const custom_id = writeCustomId({ kind: 'answered', ref });
  return {
    custom_id,
    title: words.answer,
    components: [...(shown === '' ? [] : [{ type: TEXT, content: shown }]), labelled(words.yourAnswer, null, input)],
  };
}

/** What a modal can show: the questions with no more choices than a menu holds, and texts no longer than an input. */
function shownFields(form: Form): readonly FormField[] {
  return form.fields.filter(
    ({ choices, given, type }) =>
      choices.length <= LIMITS.optionsPerMenu &&
      (type === 'line' || type === 'text' ? String(given).length <= LIMITS.inputChars : choices.length > 0),
  );
}

export function pagesOf(form: Form): number {
  return Math.ceil(shownFields(form).length / LIMITS.modalFields);
}

/** The page on which that question stands; the first where it is not shown. */
export function pageOf(form: Form, question: string | null): number {
  const at = shownFields(form).findIndex(({ name }) => name === question);
  return Math.max(0, Math.floor(at / LIMITS.modalFields));
}

/** The first question of a page, for the button that leads to it. */
export function firstOf(form: Form, page: number): string | null {
  return shownFields(form)[page * LIMITS.modalFields]?.name ?? null;
}

/** Five questions, prefilled. null where there is nothing to show. */
export function formModal(form: Form, page: number): Modal | null {
  const from = page * LIMITS.modalFields;
  const fields = shownFields(form).slice(from, from + LIMITS.modalFields);
  if (fields.length === 0) return null;
  const pages = pagesOf(form);
  const number = pages > 1 ? ` (${page + 1}/${pages})` : '';
  return {
    custom_id: writeCustomId({ kind: 'filled', draftId: form.draftId, page }),
    title: `${cut(form.title, LIMITS.modalTitleChars - number.length)}${number}`,
    components: fields.map(field => {
      const whole = field.label.length <= LIMITS.labelChars;
      // The whole question where the label has no room for it: read out with the field.
      const under = whole ? field.hint : field.label;
      return labelled(field.label, under, control(field, fieldId(field)));
    }),
  };
}

function control(field: FormField, custom_id: string): Component {
  if (field.type === 'one' || field.type === 'several') {
    return {
      type: MENU,
      custom_id,
      required: false,
      min_values: 0,
      max_values: Math.max(1, field.max),
      options: field.choices.map(choice => ({
        label: cut(choice.label, LIMITS.optionLabelChars),
        value: choice.value,
        default: field.given.includes(choice.value),
      })),
    };
  }
  const style = field.type === 'text' ? PARAGRAPH : LINE;
  const value = String(field.given);
  const input = { type: INPUT, custom_id, style, required: false, max_length: LIMITS.inputChars };
  return value === '' ? input : { ...input, style: value.includes('\n') ? PARAGRAPH : style, value };
}

function labelled(label: string, description: string | null, component: Component): Component {
  const under = description === null ? {} : { description: cut(description, LIMITS.descriptionChars) };
  return { type: LABEL, label: cut(label, LIMITS.labelChars), ...under, component };
}

/** By its name, at most 60 characters: the form may not be the same any more when it comes back. */
function fieldId({ name }: FormField): string {
  return `=${name}`;
}

/** The text of a « Répondre ». */
export function readAnswer(components: readonly Component[]): string {
  return flat(components).find(({ custom_id }) => custom_id === 'text')?.value ?? '';
}

/** The answers of a page that differ from what stood there: an answer left as it was keeps the messages that gave it. */
export function readForm(form: Form, components: readonly Component[]): Record<string, string | readonly string[]> {
  const fields = shownFields(form);
  const changed: [string, string | readonly string[]][] = [];
  for (const { custom_id = '', value, values } of flat(components)) {
    const field = fields.find(one => fieldId(one) === custom_id);
    if (field === undefined) continue;
    if (values === undefined) {
      if (value !== undefined && value.trim() !== '' && value !== field.given) changed.push([field.name, value]);
      continue;
    }
    const chosen = field.choices.flatMap(one => (values.includes(one.value) ? [one.value] : []));
    const same = chosen.length === field.given.length && chosen.every(one => field.given.includes(one));
    if (chosen.length > 0 && !same) changed.push([field.name, chosen]);
  }
  return Object.fromEntries(changed);
}

function flat(components: readonly Component[]): Component[] {
  return components.flatMap(one => [
    ...flat(one.components ?? []),
    ...(one.component === undefined ? [] : flat([one.component])),
    ...(one.custom_id === undefined ? [] : [one]),
  ]);
}
