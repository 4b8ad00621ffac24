/** PURE: Slack's encoding of what people wrote → the text as they see it. */

const TOKEN = /<([^<>]*)>/g;
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** « <@U1|ana> », « <https://x|y> », « &lt; » read as on the screen; what people typed themselves stands as typed. */
export function decodeText(encoded: string): string {
  let out = '';
  let from = 0;
  for (const match of encoded.matchAll(TOKEN)) {
    out += entities(encoded.slice(from, match.index)) + entities(decodeToken(match[1] ?? ''));
    from = match.index + match[0].length;
  }
  return out + entities(encoded.slice(from));
}

/** Takes the mention of the bot away from the beginning of a message (« @bot contribuer 4 »). */
export function withoutMention(encoded: string, botUserId: string): string {
  return encoded.replaceAll(new RegExp(`<@${botUserId}(?:\\|[^>]*)?>:?`, 'g'), ' ').trim();
}

function decodeToken(token: string): string {
  const bar = token.indexOf('|');
  const target = bar === -1 ? token : token.slice(0, bar);
  const label = bar === -1 ? '' : token.slice(bar + 1);
  if (target.startsWith('@')) return label === '' ? target : `@${label.replace(/^@/, '')}`;
  if (target.startsWith('#')) return label === '' ? target : `#${label.replace(/^#/, '')}`;
  if (target.startsWith('!')) return label === '' ? `@${target.slice(1).replace(/^subteam\^/, '')}` : label;
  const address = target.replace(/^(?:mailto|tel):/, '');
  return label === '' || label === address || address.endsWith(`//${label}`) ? address : `${label} (${address})`;
}

function entities(text: string): string {
  return text.replaceAll(/&(?:lt|gt|amp);/g, entity => ENTITIES[entity] ?? entity);
}

/** Text of ours for a field that Slack decodes: nothing in it can be a mention, a link or an entity. */
export function encodeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
