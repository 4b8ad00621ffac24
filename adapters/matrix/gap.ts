/** What a sync left out: after an absence the server sends the latest events of a room only, and says so. */
import { path } from './api.ts';
import { LIMITS } from './limits.ts';
import type { Link } from './link.ts';
import { type Joined, Messages, type RoomEvent } from './payloads.ts';

/** The room's events since `since`, all of them, in their order; null `since`: those of the sync only. */
export async function eventsSince(
  link: Link,
  room: string,
  joined: Joined,
  since: string | null,
): Promise<RoomEvent[]> {
  const { events, limited, prev_batch: before } = joined.timeline;
  if (!limited || since === null || before === undefined) return events;
  const missed: RoomEvent[] = [];
  let from: string | undefined = before;
  for (let page = 0; from !== undefined; page += 1) {
    if (page === LIMITS.historyPages) {
      link.host.log('error', 'matrix_gap_too_long', { room, events: missed.length });
      break;
    }
    const query = { dir: 'b', from, to: since, limit: LIMITS.historyPage };
    const answer = Messages.parse(
      await link.api.request({ method: 'GET', path: path('client/v3/rooms/{}/messages', room), query }),
    );
    missed.push(...answer.chunk);
    from = answer.chunk.length === 0 ? undefined : answer.end;
  }
  const known = new Set(events.map(event => event.event_id));
  const gap = missed.toReversed().filter(event => !known.has(event.event_id));
  if (gap.length > 0) link.host.log('info', 'matrix_gap_filled', { room, events: gap.length });
  return [...gap, ...events];
}
