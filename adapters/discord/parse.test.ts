import { expect, test } from 'vitest';
import { commandText, parseEdit, parseMessage, type Where, whyIgnored } from './parse.ts';
import { Interaction, Message, MessageUpdate } from './payloads.ts';
import { idAt, idOfOrder, instantOf, madeAt, orderKey } from './snowflake.ts';

const WHERE: Where = { workspace: '9', channel: '5', thread: null, direct: true };
const BOT = '77';
const AUTHOR = { id: '3', username: 'ana', global_name: 'Ana' };
const ID = '1602977424998400005';

function message(given: object = {}): Message {
  return Message.parse({ id: ID, channel_id: '5', author: AUTHOR, content: 'bonjour', ...given });
}

test('a message keeps its id, its instant, its order, its author’s name', () => {
  expect(parseMessage(message({ member: { nick: 'Ana de Lyon' } }), WHERE, BOT)).toEqual({
    kind: 'message',
    eventId: ID,
    ref: ID,
    order: `0${ID}`,
    at: instantOf(ID),
    address: { platform: 'discord', workspace: '9', channel: '5', thread: null, userId: '3' },
    author: { platform: 'discord', workspace: '9', userId: '3', displayName: 'Ana de Lyon' },
    direct: true,
    text: 'bonjour',
    files: [],
    replyTo: null,
  });
});

test('the bot’s name is not part of what is said to it', () => {
  expect(parseMessage(message({ content: `<@${BOT}> contribuer 4` }), WHERE, BOT)).toMatchObject({
    text: 'contribuer 4',
  });
});

test('a sticker says nothing; a file does', () => {
  expect(parseMessage(message({ content: '' }), WHERE, BOT)).toEqual({ ignored: 'empty' });
  const attachments = [{ url: 'https://cdn.discordapp.com/a', filename: 'a.pdf', size: 3 }];
  expect(parseMessage(message({ content: '', attachments }), WHERE, BOT)).toMatchObject({
    files: [{ name: 'a.pdf', bytes: 3, mediaType: 'application/octet-stream' }],
  });
});

test('bots, webhooks and the service’s own messages are nobody’s', () => {
  expect(whyIgnored(message({ author: { ...AUTHOR, id: BOT } }), BOT)).toBe('own');
  expect(whyIgnored(message({ author: { ...AUTHOR, bot: true } }), BOT)).toBe('bot');
  expect(whyIgnored(message({ webhook_id: '1' }), BOT)).toBe('bot');
  expect(whyIgnored(message({ type: 7 }), BOT)).toBe('system');
  expect(whyIgnored(message({ type: 19 }), BOT)).toBeNull();
});

test('an update that unfolds a link is no edit', () => {
  const update = (given: object): MessageUpdate =>
    MessageUpdate.parse({ id: ID, channel_id: '5', author: AUTHOR, ...given });
  expect(parseEdit(update({ content: 'x' }), WHERE, BOT)).toEqual({ ignored: 'not edited' });
  expect(parseEdit(update({ edited_timestamp: '2027-02-10T09:00:00+00:00' }), WHERE, BOT)).toEqual({
    ignored: 'partial',
  });
  const edit = parseEdit(update({ content: 'mieux', edited_timestamp: '2027-02-10T09:00:00.5+00:00' }), WHERE, BOT);
  expect(edit).toMatchObject({ kind: 'edit', ref: ID, text: 'mieux', at: '2027-02-10T09:00:00.500Z' });
});

test('a slash command says what a message would', () => {
  const data = (given: object) => Interaction.shape.data.parse(given) ?? {};
  const contribute = (options: object[]) => commandText(data({ name: 'contribuer', options }));
  expect(contribute([])).toBe('contribuer');
  expect(contribute([{ name: 'thème', type: 3, value: '4. Aider le public' }])).toBe('contribuer 4');
  expect(contribute([{ name: 'pour', type: 3, value: "pour quelqu'un" }])).toBe("contribuer pour quelqu'un");
  const sub = (name: string, options?: object[]) =>
    commandText(
      data({ name: 'tourdetable', options: [{ name, type: 1, ...(options === undefined ? {} : { options }) }] }),
    );
  expect(sub('ou-en-suis-je')).toBe('ou en suis je');
  expect(sub('rejoindre', [{ name: 'code', type: 3, value: 'AB-CD' }])).toBe('rejoindre AB-CD');
  expect(commandText(data({ name: 'autre' }))).toBeNull();
});

test('ids tell their instant, and sort as order keys', () => {
  const ms = Date.parse('2027-02-10T09:00:00.000Z');
  expect(instantOf(idAt(ms))).toBe('2027-02-10T09:00:00.000Z');
  expect(orderKey('9') < orderKey('10')).toBe(true);
  expect(idOfOrder(orderKey('123'))).toBe('123');
  expect(idOfOrder('1739178000.000100')).toBeNull();
  expect(madeAt('not an id of ours')).toBeNull();
});
