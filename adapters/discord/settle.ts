/** PURE: a message whose question is answered: its components no longer work, and it says what was answered. */
import { readCustomId } from './custom-id.ts';
import { LIMITS } from './limits.ts';
import { escapeText } from './markdown.ts';
import type { Component } from './payloads.ts';

export interface Shown {
  readonly content: string;
  readonly components: readonly Component[];
}

export interface Answered {
  /** « Votre choix : », or a whole sentence where nothing follows. */
  readonly word: string;
  /** Ids of the choices that were made. */
  readonly values: readonly string[];
  /** Words that were given; empty for none. */
  readonly said: string;
}

export function settle(message: Shown, { word, values, said }: Answered): Shown {
  const answer = [...labelsOf(message.components, values), ...(said === '' ? [] : [said])].map(escapeText).join(', ');
  const content = `${message.content}\n\n**${answer === '' ? word : `${word} ${answer}`}**`.trimStart();
  return {
    content: content.length > LIMITS.contentChars ? message.content : content,
    components: message.components.map(row => disabled(row, values)),
  };
}

/** Whether something in it can still be used. */
export function isAlive(components: readonly Component[]): boolean {
  return components.some(
    component =>
      (component.custom_id !== undefined && component.disabled !== true) || isAlive(component.components ?? []),
  );
}

function labelsOf(components: readonly Component[], values: readonly string[]): string[] {
  return components.flatMap(component => {
    if (component.components !== undefined) return labelsOf(component.components, values);
    if (component.options !== undefined)
      return component.options.flatMap(({ value, label }) => (values.includes(value) ? [label] : []));
    const id = readCustomId(component.custom_id ?? '');
    return id?.kind === 'choice' && values.includes(id.choice) ? (component.label ?? []) : [];
  });
}

function disabled(component: Component, values: readonly string[]): Component {
  const { id: _own, ...rest } = component as Component & { readonly id?: number };
  if (rest.components !== undefined) return { ...rest, components: rest.components.map(one => disabled(one, values)) };
  if (rest.options === undefined) return { ...rest, disabled: true };
  const options = rest.options.map(option => ({ ...option, default: values.includes(option.value) }));
  return { ...rest, disabled: true, options };
}
