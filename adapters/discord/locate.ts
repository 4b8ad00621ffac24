/** Where something took place: in whose conversation, and under which workspace its person is known. */
import type { Homes } from './homes.ts';
import type { Link } from './link.ts';
import type { Where } from './parse.ts';
import type { Places } from './places.ts';
import type { Threads } from './threads.ts';

export interface Rooms {
  readonly homes: Homes;
  readonly threads: Threads;
  readonly places: Places;
}

/** null for what is none of our business: a private thread opened for somebody else. */
export async function locate(
  { homes, threads, places }: Rooms,
  link: Link,
  { channel, server }: { readonly channel: string; readonly server: string | undefined },
  userId: string,
): Promise<Where | null> {
  if (server === undefined) {
    places.spoke(userId, channel);
    return { workspace: await homes.inDirect(link, userId), channel, thread: null, direct: true };
  }
  const thread = threads.find(channel);
  if (thread === undefined) {
    return { workspace: await homes.inServer(link.host, server, userId), channel, thread: null, direct: false };
  }
  if ((await threads.ownerOf(link, thread)) !== userId) return null;
  places.heardIn(thread.id);
  const workspace = await homes.inServer(link.host, server, userId);
  return { workspace, channel: thread.parent, thread: thread.id, direct: true };
}
