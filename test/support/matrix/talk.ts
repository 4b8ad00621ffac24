/** A person in an encrypted room with the bot, in real time: says things, waits for what each is answered, reads it all. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type MatrixEvent, Preset, Visibility } from 'matrix-js-sdk';
import { openPerson, type Person, shownText, until } from './person.ts';
import type { Account, Synapse } from './synapse.ts';

export interface Talk {
  readonly person: Person;
  readonly room: string;
  /** Ids of all that this person said. */
  readonly said: readonly string[];
  readonly says: (text: string) => Promise<void>;
  /** The bot's messages, in order; rejects where one can't be read. */
  readonly heard: () => Promise<readonly string[]>;
  /** How many there are, read or not. */
  readonly count: () => number;
  readonly close: () => void;
}

export interface TalkOptions {
  readonly encrypted: boolean;
  /** Messages after which the room's key changes; null: the usual hundred. */
  readonly rotation: number | null;
}

/** Makes the room and invites the bot, which must be running. Resolves once it is in. */
export async function openTalk(
  synapse: Synapse,
  bot: Account,
  name: string,
  { encrypted, rotation }: TalkOptions,
): Promise<Talk> {
  const person = await openPerson(synapse.url, await synapse.register(name), encrypted);
  const { client } = person;
  const content = {
    algorithm: 'm.megolm.v1.aes-sha2',
    ...(rotation === null ? {} : { rotation_period_msgs: rotation, rotation_period_ms: 604_800_000 }),
  };
  const { room_id: room } = await client.createRoom({
    preset: Preset.PrivateChat,
    visibility: Visibility.Private,
    is_direct: true,
    invite: [bot.userId],
    initial_state: encrypted ? [{ type: 'm.room.encryption', state_key: '', content }] : [],
  });
  await until('the bot joins', () => client.getRoom(room)?.getMember(bot.userId)?.membership === 'join');
  const said: string[] = [];
  const ofBot = (): MatrixEvent[] =>
    person
      .room(room)
      .getLiveTimeline()
      .getEvents()
      .filter(event => event.getSender() === bot.userId && isMessage(event));
  return {
    person,
    room,
    said,
    says: async text => {
      const { event_id: id } = await client.sendEvent(
        room,
        'm.room.message' as never,
        { msgtype: 'm.text', body: text } as never,
      );
      said.push(id);
    },
    heard: async () => {
      const events = ofBot();
      for (const event of events) await client.decryptEventIfNeeded(event);
      const unread = events.filter(event => event.isDecryptionFailure());
      if (unread.length > 0)
        throw new Error(`${name} can't read ${unread.length} messages: ${unread[0]?.decryptionFailureReason ?? ''}`);
      return events.map(shownText);
    },
    count: () => ofBot().length,
    close: () => person.close(),
  };
}

/** Once nothing more has come for that long. */
export async function quiet(talk: Talk, forMs: number): Promise<void> {
  let [before, since] = [talk.count(), performance.now()];
  while (performance.now() - since < forMs) {
    await sleep(50);
    const now = talk.count();
    if (now !== before) [before, since] = [now, performance.now()];
  }
}

function isMessage(event: MatrixEvent): boolean {
  const type = event.getType();
  return type === 'm.room.message' || type === 'm.room.encrypted' || event.isDecryptionFailure();
}
