/** The least that a bot can do in a clear room: join when invited, and send one notice for each text. It keeps nothing. */
import { z } from 'zod';
import { type Account, get, post, type Synapse } from './synapse.ts';

const Event = z.object({ sender: z.string(), type: z.string(), content: z.object({ msgtype: z.string().optional() }) });
const Answer = z.object({
  next_batch: z.string(),
  rooms: z
    .object({
      invite: z.record(z.string(), z.unknown()).default({}),
      join: z.record(z.string(), z.object({ timeline: z.object({ events: z.array(Event) }) })).default({}),
    })
    .default({ invite: {}, join: {} }),
});

/** What it gives stops it. What goes wrong meanwhile ends the process: it is for measures alone. */
export function startEchoBot(synapse: Synapse, bot: Account): () => Promise<void> {
  const client = `${synapse.url}/_matrix/client/v3`;
  const stopped = new AbortController();
  let sent = 0;
  const notice = (room: string): Promise<unknown> => {
    sent += 1;
    const path = `${client}/rooms/${encodeURIComponent(room)}/send/m.room.message/e${sent}`;
    return post(path, { msgtype: 'm.notice', body: 'Bien reçu.' }, bot.token, 'PUT');
  };
  const run = async (): Promise<void> => {
    let since = '';
    while (!stopped.signal.aborted) {
      const { next_batch, rooms } = Answer.parse(await get(`${client}/sync?timeout=1000${since}`, bot.token));
      since = `&since=${next_batch}`;
      const invited = Object.keys(rooms.invite);
      await Promise.all(invited.map(room => post(`${client}/join/${encodeURIComponent(room)}`, {}, bot.token)));
      const said = Object.entries(rooms.join).flatMap(([room, { timeline }]) =>
        timeline.events
          .filter(({ sender, content }) => sender !== bot.userId && content.msgtype === 'm.text')
          .map(() => room),
      );
      await Promise.all(said.map(notice));
    }
  };
  const running = run();
  return () => {
    stopped.abort();
    return running;
  };
}
