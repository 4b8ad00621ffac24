/** What was written while nobody listened: the history of each live conversation after the last word taken in. */
import type { AdapterHost, LiveConversation } from '#messaging/index.ts';
import { describeFailure, SlackFailure } from './api.ts';
import { type Json, objects, text } from './json.ts';
import { LIMITS } from './limits.ts';
import type { Tenants } from './tenants.ts';

export interface CatchUp {
  readonly of: Tenants['of'];
  readonly host: AdapterHost;
  /** Takes one body of the Events API, as if Slack had delivered it. */
  readonly take: (body: Json) => Promise<void>;
  readonly stopped: () => boolean;
}

/** Never rejects: what Slack delivers again by itself is taken anyhow, each message once. */
export async function catchUp(parts: CatchUp): Promise<void> {
  const { host } = parts;
  const told = new Set<string>();
  try {
    for (const live of await host.queries.liveConversations('slack', LIMITS.caughtUp)) {
      if (parts.stopped()) return;
      const reason = await once(parts, live);
      if (reason !== null && !told.has(reason)) host.log('info', 'slack_not_caught_up', { reason });
      if (reason !== null) told.add(reason);
    }
  } catch {
    host.log('info', 'slack_not_caught_up', { reason: 'not_read' });
  }
}

/** Why it could not be read, where it could not: another workspace's may be. */
async function once(parts: CatchUp, live: LiveConversation): Promise<string | null> {
  // Last heard elsewhere, or by a command before any message.
  if (!/^\d{10}\.\d{6}$/.test(live.lastOrder)) return null;
  const { userId, workspace } = live.address;
  try {
    const tenant = await parts.of(workspace);
    if (tenant === null) return null;
    const channel = await tenant.people.directWith(userId);
    const args = { channel, oldest: live.lastOrder, inclusive: false, limit: LIMITS.historyMessages };
    const read = await tenant.api.call('conversations.history', args);
    const missed = objects(read['messages']).filter(
      one => text(one['user']) === userId && text(one['ts']) > live.lastOrder,
    );
    for (const message of missed.toReversed()) {
      const event = { ...message, type: 'message', channel, channel_type: 'im' };
      await parts.take({ type: 'event_callback', team_id: workspace, event });
    }
    return null;
  } catch (error) {
    return error instanceof SlackFailure ? describeFailure(error.failure) : 'not_read';
  }
}
