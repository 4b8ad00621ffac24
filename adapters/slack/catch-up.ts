/** What was written while nobody listened: the history of each live conversation after the last word taken in. */
import type { AdapterHost, LiveConversation } from '#messaging/index.ts';
import { describeFailure, type SlackApi, SlackFailure } from './api.ts';
import { type Json, objects, text } from './json.ts';
import { LIMITS } from './limits.ts';
import type { People } from './people.ts';

export interface CatchUp {
  readonly api: SlackApi;
  readonly people: People;
  readonly host: AdapterHost;
  /** Takes one body of the Events API, as if Slack had delivered it. */
  readonly take: (body: Json) => Promise<void>;
  readonly stopped: () => boolean;
}

/** Never rejects: what Slack delivers again by itself is taken anyhow, each message once. */
export async function catchUp(parts: CatchUp): Promise<void> {
  const { host } = parts;
  try {
    for (const live of await host.queries.liveConversations('slack', LIMITS.caughtUp)) {
      if (parts.stopped()) return;
      await once(parts, live);
    }
  } catch (error) {
    const reason = error instanceof SlackFailure ? describeFailure(error.failure) : 'not_read';
    host.log('info', 'slack_not_caught_up', { reason });
  }
}

async function once(parts: CatchUp, live: LiveConversation): Promise<void> {
  // Last heard elsewhere, or by a command before any message.
  if (!/^\d{10}\.\d{6}$/.test(live.lastOrder)) return;
  const { userId, workspace } = live.address;
  const channel = await parts.people.directWith(userId);
  const args = { channel, oldest: live.lastOrder, inclusive: false, limit: LIMITS.historyMessages };
  const read = await parts.api.call('conversations.history', args);
  const missed = objects(read['messages']).filter(
    one => text(one['user']) === userId && text(one['ts']) > live.lastOrder,
  );
  for (const message of missed.toReversed()) {
    const event = { ...message, type: 'message', channel, channel_type: 'im' };
    await parts.take({ type: 'event_callback', team_id: workspace, event });
  }
}
