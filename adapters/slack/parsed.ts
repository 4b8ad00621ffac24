/** PURE: what reading a payload of Slack gives, and what every payload has. */
import type { AccountKey, Address, InboundEvent } from '#messaging/index.ts';
import { timeOf } from './instant.ts';
import { workspaceOf } from './installation.ts';
import { type Json, text, textOrNull } from './json.ts';

/** What the adapter knows beside the payload. */
export interface Surroundings {
  /** Our own account: what it says is not an event. */
  readonly botUserId: string;
  /** ISO UTC, for what carries no time of its own. */
  readonly now: string;
}

/** A message that was just answered by a press: it is shown as answered. */
export interface Answered {
  readonly channel: string;
  readonly ts: string;
  readonly blocks: readonly Json[];
  readonly text: string;
  readonly labels: readonly string[];
}

export type Parsed =
  | {
      readonly kind: 'event';
      readonly event: InboundEvent;
      /** The direct conversation with its author, where that is where it happened. */
      readonly direct: string | null;
      /** Where its author waits in public for an answer that comes in private. */
      readonly elsewhere: { readonly channel: string; readonly thread: string | null } | null;
      /** The message that its author started from. */
      readonly quote: string | null;
      readonly answered: Answered | null;
      /** Said among others: handed over only where a workshop is held. */
      readonly among?: true;
    }
  /** A form is asked for: it must be shown within three seconds. */
  | { readonly kind: 'form'; readonly account: AccountKey; readonly draftId: string; readonly triggerId: string }
  | { readonly kind: 'home'; readonly account: AccountKey }
  /** Places that begin so are asked for: they must be there within three seconds. */
  | { readonly kind: 'suggest'; readonly userId: string; readonly typed: string }
  /** `workspaces`: the installation that goes is the first of these that stands; `at`: when, ISO UTC. */
  | { readonly kind: 'uninstalled'; readonly workspaces: readonly string[]; readonly at: string }
  | { readonly kind: 'ignored'; readonly reason: string };

export function accountOf(workspace: string, userId: string): AccountKey {
  return { platform: 'slack', workspace, userId };
}

export function ignored(reason: string): Parsed {
  return { kind: 'ignored', reason };
}

/** What every event has. */
export type Base = Pick<InboundEvent, 'eventId' | 'order' | 'at' | 'address' | 'author' | 'direct'>;

/** `stamp`: Slack's own « 1712345678.000100 »; empty for what carries none. */
export function baseOf(body: Json, event: Json, userId: string, stamp: string, around: Surroundings): Base {
  const workspace = workspaceOf(body);
  const channel = textOrNull(event['channel']);
  const direct = channel !== null && isDirect(channel, event);
  const address: Address = {
    platform: 'slack',
    workspace,
    channel: direct ? null : channel,
    thread: direct ? null : textOrNull(event['thread_ts']),
    userId,
  };
  const [at, order] = timeOf(stamp, around.now);
  return {
    eventId: text(body['event_id']),
    order,
    at,
    address,
    author: { platform: 'slack', workspace, userId, displayName: userId },
    direct,
  };
}

export function stampOf(event: Json): string {
  return text(event['event_ts']) || text(event['ts']);
}

export function isDirect(channel: string, event: Json): boolean {
  return event['channel_type'] === 'im' || channel.startsWith('D');
}
