/** PURE: a message whose question is answered: its components no longer work, and it says what was chosen. */
import { LIMITS } from './limits.ts';
import { escapeText } from './markdown.ts';
import type { Component } from './payloads.ts';
import { MENU } from './render.ts';

export interface Settled {
  readonly content: string;
  readonly components: readonly Component[];
}

/** `chosen`: values of the component that was used; `word`: « Votre choix : », or a whole sentence without values. */
export function settle(
  message: { readonly content: string; readonly components: readonly Component[] },
  used: { readonly customId: string; readonly values: readonly string[] } | null,
  word: string,
): Settled {
  const labels = used === null ? [] : labelsOf(message.components, used);
  const said = used === null ? word : `${word} ${labels.map(escapeText).join(', ')}`;
  const content = `${message.content}\n\n**${said}**`.trimStart();
  return {
    content: content.length > LIMITS.contentChars ? message.content : content,
    components: message.components.map(row => disabled(row, used)),
  };
}

/** Whether something in it can still be used. */
export function isAlive(components: readonly Component[]): boolean {
  return components.some(
    component =>
      (component.custom_id !== undefined && component.disabled !== true) || isAlive(component.components ?? []),
  );
}

function labelsOf(
  components: readonly Component[],
  used: { readonly customId: string; readonly values: readonly string[] },
): string[] {
  return components.flatMap(component => {
    if (component.components !== undefined) return labelsOf(component.components, used);
    if (component.custom_id !== used.customId) return [];
    if (component.type !== MENU) return component.label ?? [];
    return used.values.flatMap(value => component.options?.find(option => option.value === value)?.label ?? []);
  });
}

function disabled(
  component: Component,
  used: { readonly customId: string; readonly values: readonly string[] } | null,
): Component {
  const { id: _own, ...rest } = component as Component & { readonly id?: number };
  if (rest.components !== undefined) return { ...rest, components: rest.components.map(one => disabled(one, used)) };
  if (rest.options === undefined || rest.custom_id !== used?.customId) return { ...rest, disabled: true };
  const options = rest.options.map(option => ({ ...option, default: used?.values.includes(option.value) ?? false }));
  return { ...rest, disabled: true, options };
}
