/** The groups of an event's author (a Discord role, a Slack user group, a power level of a Matrix room), where they matter. */
import type { AdapterHost } from './adapter.ts';
import type { Identity } from './address.ts';
import type { InboundEvent } from './inbound.ts';

/** Those of `groups` that somebody is in, as the platform says now. May reject: nothing is then known of them. */
export type GroupsAmong = (author: Identity, groups: readonly string[]) => Promise<readonly string[]>;

/**
 * The host, told of the groups of whoever writes words of the team. The platform is asked only then, and only where the
 * team gave a role to a group: nobody else's message waits for anything.
 */
export function withGroups(host: AdapterHost, among: GroupsAmong): AdapterHost {
  async function grouped(event: InboundEvent): Promise<InboundEvent> {
    try {
      const wanted = await host.queries.staffGroups(event);
      if (wanted.length === 0) return event;
      return { ...event, groups: await among(event.author, wanted) };
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      host.log('warn', 'groups_not_read', { platform: event.author.platform, reason });
      return event;
    }
  }
  return {
    ...host,
    receive: async event => host.receive('text' in event && event.kind !== 'edit' ? await grouped(event) : event),
  };
}
