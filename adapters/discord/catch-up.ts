/** What was written while nobody listened: the history of each live conversation, after the last word taken in. */
import { z } from 'zod';
import type { LiveConversation } from '#messaging/index.ts';
import type { Inbox } from './inbox.ts';
import { LIMITS } from './limits.ts';
import { ask, type Link } from './link.ts';
import { Message } from './payloads.ts';
import { idAt, idOfOrder, msAt, msOf } from './snowflake.ts';

/** Hands over, in order, what somebody wrote or changed since; returns how many of these there were. */
export async function catchUp(link: Link, inbox: Inbox, { address, lastOrder }: LiveConversation): Promise<number> {
  const channel = address.thread ?? address.channel;
  const last = idOfOrder(lastOrder);
  // Not spoken in yet, or last heard on another platform: nothing there was missed.
  if (channel === null || last === null) return 0;
  const lastMs = msOf(last);
  let after = idAt(lastMs - LIMITS.editsLookedAtMs);
  let count = 0;
  for (let page = 0; page < LIMITS.historyPages; page += 1) {
    const query = { after, limit: String(LIMITS.historyPage) };
    const path = `/channels/${channel}/messages` as const;
    const found = await ask(link, { method: 'GET', path, query }, z.array(Message));
    const messages = found.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    for (const message of messages.filter(({ author }) => author.id === address.userId)) {
      const there = { ...message, guild_id: address.thread === null ? undefined : address.workspace };
      if (BigInt(message.id) > BigInt(last)) await inbox.message(link, there);
      else if (msAt(message.edited_timestamp ?? '') > lastMs) await inbox.edit(link, there);
      else continue;
      count += 1;
    }
    const newest = messages.at(-1);
    if (newest === undefined || messages.length < LIMITS.historyPage) break;
    after = newest.id;
  }
  return count;
}

/** The channel that a conversation is caught up with in; null where it has none yet. */
export function channelOf({ address }: LiveConversation): string | null {
  return address.thread ?? address.channel;
}
