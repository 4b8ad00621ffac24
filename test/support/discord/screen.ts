/** A person's screen: Discord's Markdown as read, what can be pressed, and what pressing it sends. */
import type { Component } from '#adapters/discord/payloads.ts';
import type { StoredMessage } from './state.ts';

const TOKEN =
  /\\([^0-9A-Za-z\s])|\[((?:\\.|[^\]\\])*)\]\(<?(https?:\/\/[^\s)>]+)>?\)|<(https?:\/\/[^\s>]+)>|\*\*|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** As it is read: marks gone, escapes resolved. */
export function shown(content: string): string {
  return content
    .split('\n')
    .map(line => line.replace(/^- /, '– ').replace(TOKEN, shownToken))
    .join('\n');
}

function shownToken(_all: string, escaped?: string, label?: string, url?: string, address?: string): string {
  if (escaped !== undefined) return escaped;
  if (label !== undefined && url !== undefined) return `${label.replace(/\\(.)/gu, '$1')} (${url})`;
  return address ?? '';
}

/** Something that can be pressed: its label as a person calls it, without its number. */
export interface Press {
  readonly label: string;
  readonly customId: string;
  readonly componentType: number;
  readonly values: readonly string[];
}

export function pressesOf({ components }: Pick<StoredMessage, 'components'>): Press[] {
  return leaves(components).flatMap(({ type, custom_id: customId = '', label, options, disabled }): Press[] => {
    if (disabled === true) return [];
    if (type === 2) return [{ label: bare(label ?? ''), customId, componentType: type, values: [] }];
    return (options ?? []).map(option => ({
      label: bare(option.label),
      customId,
      componentType: type,
      values: [option.value],
    }));
  });
}

/** Escapes and numbers apart. */
function bare(label: string): string {
  return label.replace(/^\d+\. /, '');
}

export function leaves(components: readonly Component[]): Component[] {
  return components.flatMap(one => {
    const inside = [...(one.components ?? []), ...(one.component === undefined ? [] : [one.component])];
    return inside.length === 0 ? [one] : leaves(inside);
  });
}

/** Mentions that would ring: outside escapes. */
export function ringing(content: string): number {
  return [...content.matchAll(/(?<!\\)(?:@everyone|@here|<@[!&]?\d+>)/g)].length;
}
