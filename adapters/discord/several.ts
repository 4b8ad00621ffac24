/** PURE: several choices among more than a menu holds: kept in the message's own menus until « Valider ». */
import { readCustomId } from './custom-id.ts';
import type { Component } from './payloads.ts';
import type { Shown } from './settle.ts';

/** Whether the choice is made by « Valider », not by the menu itself. */
export function isPaged(components: readonly Component[]): boolean {
  return leavesOf(components).some(({ custom_id }) => readCustomId(custom_id ?? '')?.kind === 'done');
}

/** What is chosen in all menus, in their order: ids of choices. */
export function chosenIn(components: readonly Component[]): string[] {
  return menusOf(components).flatMap(({ options = [] }) =>
    options.flatMap(option => (option.default === true ? [option.value] : [])),
  );
}

/** How many may be chosen in all: what the largest menu takes. */
export function mostOf(components: readonly Component[]): number {
  return Math.max(0, ...menusOf(components).map(({ max_values: most = 1 }) => most));
}

/** The message, with what was just chosen in one of its menus. */
export function withChosen(message: Shown, customId: string, values: readonly string[]): Shown {
  return { content: message.content, components: message.components.map(one => marked(one, customId, values)) };
}

function marked(component: Component, customId: string, values: readonly string[]): Component {
  const { id: _own, ...rest } = component as Component & { readonly id?: number };
  if (rest.components !== undefined)
    return { ...rest, components: rest.components.map(one => marked(one, customId, values)) };
  if (rest.options === undefined || rest.custom_id !== customId) return rest;
  return { ...rest, options: rest.options.map(option => ({ ...option, default: values.includes(option.value) })) };
}

function menusOf(components: readonly Component[]): Component[] {
  return leavesOf(components).filter(({ options }) => options !== undefined);
}

function leavesOf(components: readonly Component[]): Component[] {
  return components.flatMap(one => (one.components === undefined ? [one] : leavesOf(one.components)));
}
