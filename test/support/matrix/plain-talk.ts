/** A person in a room in clear, by bare requests: hundreds of them cost little. */
import { z } from 'zod';
import { until } from './person.ts';
import { type Account, get, post, type Synapse } from './synapse.ts';

export interface PlainTalk {
  readonly account: Account;
  readonly room: string;
  /** Returns the event's id. */
  readonly says: (text: string) => Promise<string>;
}

const Created = z.object({ room_id: z.string() });
const Sent = z.object({ event_id: z.string() });
const Joined = z.object({ joined: z.record(z.string(), z.unknown()) });

/** Makes the room and invites the bot, which must be running. Resolves once it is in. */
export async function openPlainTalk(synapse: Synapse, bot: Account, name: string): Promise<PlainTalk> {
  const account = await synapse.register(name);
  const client = `${synapse.url}/_matrix/client/v3`;
  const made = { preset: 'private_chat', is_direct: true, invite: [bot.userId] };
  const { room_id: room } = Created.parse(await post(`${client}/createRoom`, made, account.token));
  const at = `${client}/rooms/${encodeURIComponent(room)}`;
  await until(
    'the bot joins',
    async () => bot.userId in Joined.parse(await get(`${at}/joined_members`, account.token)).joined,
    120_000,
  );
  let said = 0;
  return {
    account,
    room,
    says: async text => {
      said += 1;
      const body = { msgtype: 'm.text', body: text };
      return Sent.parse(await post(`${at}/send/m.room.message/t${said}`, body, account.token, 'PUT')).event_id;
    },
  };
}
