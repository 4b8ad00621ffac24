/** Several people in one room with the bot: the part of Matrix's world in which a workshop is held. */
import { EventType, type MatrixEvent, Preset, RelationType, Visibility } from 'matrix-js-sdk';
import { keycap } from '#adapters/matrix/ids.ts';
import type { Gate } from '#test/support/matrix/gate.ts';
import { type Person, shownChoices, until } from '#test/support/matrix/person.ts';
import type { Account } from '#test/support/matrix/synapse.ts';
import type { Group, Said, Seen } from './world.ts';

export interface MatrixGroup extends Group {
  /** The room that all are in; null before `opens`. */
  readonly room: () => string | null;
  /** The room in which the bot told somebody something in private; null where it did not. */
  readonly privateRoomOf: (user: string) => Promise<string | null>;
  /** What people see there, polls included. */
  readonly events: (where: 'channel' | 'thread') => Promise<readonly MatrixEvent[]>;
  readonly userReacts: (user: string, on: Seen, key?: string) => Promise<void>;
  /** In the room itself, to nobody in particular. */
  readonly userSaysAloud: (user: string, text: string) => Promise<Said>;
  readonly userEdits: (user: string, said: Said, text: string) => Promise<void>;
  /** Answers the last poll of the thread, by words of its answers, or another one, made by somebody. */
  readonly userVotes: (user: string, words: readonly string[], options?: VoteOptions) => Promise<void>;
  /** Sends the room a poll with the answers of the last one of the thread. */
  readonly userCopiesPoll: (user: string) => Promise<Said>;
}

export interface VoteOptions {
  /** By the names that the specification keeps, not by those that clients use today. */
  readonly stable?: true;
  readonly on?: Said;
}

export interface GroupParts {
  readonly encrypted: boolean;
  readonly bot: Account;
  readonly gate: Gate;
  readonly person: (user: string) => Promise<Person>;
  /** The process starts again, with that account among its staff. */
  readonly appoint: (userId: string) => Promise<void>;
  readonly sent: (eventId: string) => void;
  readonly seenOf: (event: MatrixEvent) => Seen;
  readonly kept: Group['sent'];
  /** Everybody but the facilitator. */
  readonly everybodyElse: readonly string[];
}

const FACILITATOR = 'zoe';
export const OTHERS: readonly string[] = ['ana', 'ben', 'chloe', 'dora'];
const TEXT = 'org.matrix.msc1767.text';
const POLL = 'org.matrix.msc3381.poll';

export function createGroup(parts: GroupParts): MatrixGroup {
  const { bot, gate, person } = parts;
  let room: string | null = null;

  function here(): string {
    if (room === null) throw new Error('nobody has opened the room');
    return room;
  }

  async function meet(): Promise<void> {
    const { client } = await person(FACILITATOR);
    const others = await Promise.all(parts.everybodyElse.map(person));
    const encryption = { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } };
    const { room_id: made } = await client.createRoom({
      preset: Preset.PrivateChat,
      visibility: Visibility.Private,
      invite: [bot.userId, ...others.map(({ userId }) => userId)],
      initial_state: parts.encrypted ? [encryption] : [],
    });
    await Promise.all(others.map(other => other.client.joinRoom(made)));
    const members = [bot.userId, ...others.map(({ userId }) => userId)];
    const isIn = (userId: string): boolean => client.getRoom(made)?.getMember(userId)?.membership === 'join';
    await until('all are in the room', () => members.every(isIn));
    await until('all see it', () => others.every(other => other.client.getRoom(made)?.getMyMembership() === 'join'));
    room = made;
  }

  async function sends(user: string, type: string, content: object): Promise<Said> {
    const { client } = await person(user);
    const { event_id: id } = await client.sendEvent(here(), type as never, content as never);
    parts.sent(id);
    return { id };
  }

  /** All that the bot sent there, as the facilitator's client shows it. */
  async function all(): Promise<readonly MatrixEvent[]> {
    const { client, room: roomAt } = await person(FACILITATOR);
    const mine = [...gate.sent].filter(id => gate.roomOf(id) === here());
    await until('the room shows all', () => mine.every(id => roomAt(here()).findEventById(id) !== undefined));
    const shown = roomAt(here()).getLiveTimeline().getEvents();
    for (const event of shown) await client.decryptEventIfNeeded(event);
    return shown.filter(event => !event.isRelation(RelationType.Replace));
  }

  /** The thread that the bot opened last: under what it last said to the whole room. */
  async function root(): Promise<string> {
    const said = (await all()).filter(isMessage).findLast(event => event.getSender() === bot.userId && isLoose(event));
    if (said === undefined) throw new Error('the bot opened no thread');
    return said.getId() ?? '';
  }

  async function events(where: 'channel' | 'thread'): Promise<readonly MatrixEvent[]> {
    if (where === 'channel') return (await all()).filter(isLoose);
    const thread = await root();
    return (await all()).filter(event => event.threadRootId === thread);
  }

  async function poll(): Promise<MatrixEvent> {
    const asked = (await events('thread')).findLast(event => event.getType() === `${POLL}.start`);
    if (asked === undefined) throw new Error('nobody is asked to vote');
    return asked;
  }

  const reacts = (user: string, on: string, key: string): Promise<Said> =>
    sends(user, EventType.Reaction, { 'm.relates_to': { rel_type: RelationType.Annotation, event_id: on, key } });

  return {
    facilitator: FACILITATOR,
    room: () => room,
    events,
    opens: async text => {
      await parts.appoint((await person(FACILITATOR)).userId);
      if (room === null) await meet();
      await sends(FACILITATOR, 'm.room.message', { msgtype: 'm.text', body: `!${text}` });
    },
    userSays: async (user, text) => {
      const thread = await root();
      const relation = {
        rel_type: 'm.thread',
        event_id: thread,
        is_falling_back: true,
        'm.in_reply_to': { event_id: thread },
      };
      return sends(user, 'm.room.message', { msgtype: 'm.text', body: text, 'm.relates_to': relation });
    },
    userClicks: async (user, label) => {
      const shown = [...(await events('channel')), ...(await events('thread'))];
      const on = shown.filter(isMessage).findLast(event => shownChoices(event).includes(label));
      if (on === undefined) throw new Error(`nobody sees « ${label} »`);
      await reacts(user, on.getId() ?? '', keycap(shownChoices(on).indexOf(label) + 1));
    },
    userReacts: async (user, on, key = '👍') => {
      await reacts(user, on.id, key);
    },
    userSaysAloud: (user, text) => sends(user, 'm.room.message', { msgtype: 'm.text', body: text }),
    userEdits: async (user, { id }, text) => {
      const next = { msgtype: 'm.text', body: text };
      const relation = { rel_type: 'm.replace', event_id: id };
      await sends(user, 'm.room.message', {
        ...next,
        body: `* ${text}`,
        'm.new_content': next,
        'm.relates_to': relation,
      });
    },
    userDeletes: async (user, said) => {
      const { client } = await person(user);
      parts.sent((await client.redactEvent(here(), said.id)).event_id);
    },
    userVotes: async (user, words, { stable = false, on } = {}) => {
      const asked = await poll();
      const { answers } = asked.getContent()[`${POLL}.start`] as { answers: readonly Record<string, string>[] };
      const chosen = words.map(word => answers.find(answer => answer[TEXT]?.includes(word))?.['id'] ?? '');
      const given = stable ? { 'm.selections': chosen } : { [`${POLL}.response`]: { answers: chosen } };
      const relation = { rel_type: 'm.reference', event_id: on?.id ?? asked.getId() };
      await sends(user, stable ? 'm.poll.response' : `${POLL}.response`, { ...given, 'm.relates_to': relation });
    },
    userCopiesPoll: async user => sends(user, `${POLL}.start`, (await poll()).getContent()),
    sent: parts.kept,
    whatAllSee: async where => (await events(where)).filter(isMessage).map(parts.seenOf),
    privateRoomOf: async user => {
      const { client, userId } = await person(user);
      const isAsked = gate.calls.some(({ path, body }) => path.endsWith('/createRoom') && body.includes(userId));
      if (!isAsked) return null;
      await until('the invitation comes', () => client.getRooms().some(one => one.roomId !== room));
      const invited = client.getRooms().find(one => one.roomId !== room);
      if (invited === undefined) throw new Error('no invitation');
      if (invited.getMyMembership() !== 'join') await client.joinRoom(invited.roomId);
      await until('the private room is open', () => client.getRoom(invited.roomId)?.getMyMembership() === 'join');
      return invited.roomId;
    },
  };
}

function isMessage(event: MatrixEvent): boolean {
  return event.getType() === 'm.room.message' && !event.isRedacted();
}

/** In no thread. */
function isLoose(event: MatrixEvent): boolean {
  return event.threadRootId === undefined;
}
