import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InboundEvent } from '#messaging/index.ts';
import { type Json, object } from './json.ts';
import { parseSlack } from './parse.ts';
import type { Parsed } from './parsed.ts';

const around = { botUserId: 'UBOT', now: '2027-02-10T09:00:00.000Z' };
const TS = '1801818000.000100';

function said(event: Json): Parsed {
  return parseSlack(
    { type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event: { type: 'message', ...event } },
    around,
  );
}

function eventOf(parsed: Parsed): InboundEvent {
  if (parsed.kind !== 'event') throw new Error(JSON.stringify(parsed));
  return parsed.event;
}

const direct = { channel: 'D1', channel_type: 'im', user: 'U1', ts: TS, text: 'a &amp; b' };

describe('messages', () => {
  test('said to the bot directly', () => {
    expect(eventOf(said(direct))).toMatchObject({
      kind: 'message',
      eventId: `message:D1:${TS}`,
      ref: TS,
      text: 'a & b',
      order: TS,
      at: '2027-02-05T09:00:00.000Z',
      direct: true,
      address: { platform: 'slack', workspace: 'T1', channel: null, thread: null, userId: 'U1' },
      replyTo: null,
    });
  });

  test('in the thread of a message quote it; its first message quotes nothing', () => {
    expect(eventOf(said({ ...direct, thread_ts: '1801810000.000001' }))).toMatchObject({
      replyTo: '1801810000.000001',
    });
    expect(eventOf(said({ ...direct, thread_ts: TS }))).toMatchObject({ replyTo: null });
  });

  test.each([
    ['ours', { ...direct, user: 'UBOT' }],
    ["another bot's", { ...direct, bot_id: 'B1' }],
    ['in a public channel', { ...direct, channel: 'C1', channel_type: 'channel' }],
    ['a link that unfolds', { ...direct, subtype: 'message_changed', message: direct, previous_message: direct }],
    [
      'ours, updated',
      { channel: 'D1', subtype: 'message_changed', message: { user: 'UBOT', text: 'b' }, previous_message: {} },
    ],
    ['somebody who joins', { ...direct, subtype: 'channel_join' }],
  ])('are passed over: %s', (_name, event) => {
    expect(said(event).kind).toBe('ignored');
  });

  test('edited and deleted point at the message that they change', () => {
    const previous = { user: 'U1', ts: TS, text: 'avant' };
    const edit = {
      channel: 'D1',
      event_ts: '1801818009.000100',
      subtype: 'message_changed',
      previous_message: previous,
    };
    expect(eventOf(said({ ...edit, message: { ...previous, text: 'après' } }))).toMatchObject({
      kind: 'edit',
      eventId: 'Ev1',
      ref: TS,
      text: 'après',
      order: '1801818009.000100',
      author: { userId: 'U1' },
    });
    const gone = { channel: 'D1', event_ts: '1801818009.000100', subtype: 'message_deleted', deleted_ts: TS };
    expect(eventOf(said({ ...gone, previous_message: previous }))).toMatchObject({ kind: 'deletion', ref: TS });
    const stone = {
      ...edit,
      message: { user: 'USLACKBOT', subtype: 'tombstone', ts: TS, text: 'This message was deleted.' },
    };
    expect(eventOf(said(stone))).toMatchObject({ kind: 'deletion', ref: TS });
  });
});

describe('commands', () => {
  const command = { team_id: 'T1', user_id: 'U1', channel_id: 'C1', trigger_id: '1.2.3' };

  test.each([
    ['/contribuer', '4', 'contribuer 4'],
    ['/contribuer', '', 'contribuer'],
    ['/tourdetable', 'mes données', 'mes données'],
    ['/tourdetable', '', ''],
  ])('%s %s', (name, rest, text) => {
    const parsed = parseSlack({ ...command, command: name, text: rest }, around);
    expect(eventOf(parsed)).toMatchObject({ kind: 'command', text, eventId: 'command:1.2.3', at: around.now });
    expect(parsed).toMatchObject({ elsewhere: { channel: 'C1' } });
  });

  test('a mention in a channel, and both shortcuts', () => {
    const mention = { type: 'app_mention', channel: 'C1', user: 'U1', ts: TS, text: '<@UBOT> contribuer 2' };
    expect(eventOf(said(mention))).toMatchObject({ kind: 'command', text: 'contribuer 2', direct: false });
    for (const type of ['shortcut', 'message_action']) {
      const body = { type, callback_id: 'contribuer', user: { id: 'U1' }, team: { id: 'T1' }, action_ts: TS };
      expect(eventOf(parseSlack(body, around))).toMatchObject({ kind: 'command', text: 'contribuer' });
    }
  });
});

test('the message that one starts from comes along, as it reads', () => {
  const message = { text: 'trop de <https://example.org|papiers> &amp; délais' };
  const body = { type: 'message_action', callback_id: 'contribuer', user: { id: 'U1' }, action_ts: TS, message };
  expect(parseSlack(body, around)).toMatchObject({ quote: 'trop de papiers (https://example.org) & délais' });
  expect(parseSlack({ ...body, type: 'shortcut', message: undefined }, around)).toMatchObject({ quote: null });
});

describe('presses', () => {
  const press = (action: Json) =>
    parseSlack(
      { type: 'block_actions', user: { id: 'U1' }, team: { id: 'T1' }, actions: [{ action_ts: TS, ...action }] },
      around,
    );

  test('beside the choices bring back what the message asked', () => {
    const skip = press({ action_id: 'say:passer@12', value: 'passer' });
    expect(eventOf(skip)).toMatchObject({ kind: 'command', text: 'passer', prompt: 12 });
    const day = press({ action_id: 'date@3', selected_date: '2027-03-01' });
    expect(eventOf(day)).toMatchObject({ text: '2027-03-01', prompt: 3 });
    const place = press({
      action_id: 'places@4',
      selected_option: { value: 'Ain', text: { text: 'Le département de l’Ain' } },
    });
    expect(eventOf(place)).toMatchObject({ text: 'Ain', prompt: 4 });
    expect(eventOf(press({ action_id: 'say:revoir', value: 'revoir' }))).not.toHaveProperty('prompt');
  });

  test('in a form that is being filled are no event', () => {
    const body = {
      type: 'block_actions',
      user: { id: 'U1' },
      actions: [{ action_id: 'value' }],
      view: { callback_id: 'form' },
    };
    expect(parseSlack(body, around).kind).toBe('ignored');
  });

  test('on nothing, with nothing, are passed over', () => {
    for (const id of ['date@1', '', 'autre', 'boxes']) expect(press({ action_id: id }).kind).toBe('ignored');
    expect(parseSlack({ type: 'block_suggestion', action_id: 'autre', value: 'a' }, around).kind).toBe('ignored');
    const typed = { type: 'block_suggestion', action_id: 'places@9', value: 'sav', user: { id: 'U1' } };
    expect(parseSlack(typed, around)).toEqual({ kind: 'suggest', userId: 'U1', typed: 'sav' });
  });
});

test("one's own token revoked is not the app's", () => {
  const revoked = (tokens: Json) => said({ type: 'tokens_revoked', tokens });
  expect(revoked({ oauth: ['U1'] }).kind).toBe('ignored');
  expect(revoked({ bot: ['UBOT'] }).kind).toBe('uninstalled');
});

test('orders of what was said compare as they were said, commands among messages', () => {
  const before = eventOf(said({ ...direct, ts: '1802249999.999999' })).order;
  const body = { command: '/contribuer', team_id: 'T1', user_id: 'U1', trigger_id: '1' };
  const command = eventOf(parseSlack(body, around)).order;
  const after = eventOf(said({ ...direct, ts: '1802250000.000001' })).order;
  expect([after, command, before].sort()).toEqual([before, command, after]);
  expect(command).toMatch(/^\d{10}\.\d{6}$/);
});

test('nothing that comes over the wire throws', () => {
  const types = [
    'event_callback',
    'block_suggestion',
    'block_actions',
    'view_submission',
    'view_closed',
    'shortcut',
    'message_action',
    '',
  ];
  const events = ['message', 'app_mention', 'app_home_opened', 'tokens_revoked', 'app_uninstalled'];
  fc.assert(
    fc.property(
      fc.constantFrom(...types),
      fc.constantFrom(...events),
      fc.object(),
      fc.object(),
      (type, name, body, event) => {
        parseSlack({ ...object(body), type, event: { ...object(event), type: name } }, around);
        return true;
      },
    ),
  );
});
