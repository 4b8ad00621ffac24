import { describe, expect, it } from 'vitest';
import { called, parseEdit, parseMessage, redactedBy, threadOf } from './parse.ts';
import { type Content, RoomEvent } from './payloads.ts';

const WHERE = { workspace: 'ville.fr', room: '!r:ville.fr', thread: null, direct: true, name: 'Ana' };
const WHEN = { ms: Date.UTC(2027, 1, 10, 9), order: '1' };

function event(content: Content): RoomEvent {
  return RoomEvent.parse({ event_id: '$1', type: 'm.room.message', sender: '@ana:ville.fr', content });
}

function message(content: Content) {
  return parseMessage(event(content), WHERE, WHEN, null);
}

describe('a message', () => {
  it('is its text, its author, its place and its time', () => {
    expect(message({ msgtype: 'm.text', body: 'bonjour' })).toEqual({
      kind: 'message',
      eventId: '$1',
      order: '1',
      at: '2027-02-10T09:00:00.000Z',
      address: {
        platform: 'matrix',
        workspace: 'ville.fr',
        channel: '!r:ville.fr',
        thread: null,
        userId: '@ana:ville.fr',
      },
      author: { platform: 'matrix', workspace: 'ville.fr', userId: '@ana:ville.fr', displayName: 'Ana' },
      direct: true,
      ref: '$1',
      text: 'bonjour',
      files: [],
      replyTo: null,
    });
  });

  it.each([
    ['!contribuer 4', 'contribuer 4'],
    ['! aide', 'aide'],
    ['!!! urgent', '!!! urgent'],
    ['! je trouve que c’est loin, vraiment', '! je trouve que c’est loin, vraiment'],
  ])('%j in a direct room says %j', (body, text) => {
    expect(message({ msgtype: 'm.text', body })).toMatchObject({ text });
  });

  it('leaves out the quote that older clients put before a reply', () => {
    const relation = { 'm.in_reply_to': { event_id: '$0' } };
    const body = '> <@robot:ville.fr> Question 2\n> sur 7\n\nma réponse\n> à moi';
    expect(message({ msgtype: 'm.text', body, 'm.relates_to': relation })).toMatchObject({
      text: 'ma réponse\n> à moi',
      replyTo: '$0',
    });
    expect(message({ msgtype: 'm.text', body: '> citation', 'm.relates_to': relation })).toMatchObject({
      text: '> citation',
    });
    expect(message({ msgtype: 'm.text', body: '> cité\nsuite' })).toMatchObject({
      text: '> cité\nsuite',
      replyTo: null,
    });
  });

  it('takes what a thread falls back on for no reply', () => {
    const relation = {
      rel_type: 'm.thread',
      event_id: '$r',
      is_falling_back: true,
      'm.in_reply_to': { event_id: '$0' },
    };
    expect(message({ msgtype: 'm.text', body: 'a', 'm.relates_to': relation })).toMatchObject({ replyTo: null });
    expect(threadOf({ 'm.relates_to': relation })).toBe('$r');
    const real = { ...relation, is_falling_back: false };
    expect(message({ msgtype: 'm.text', body: 'a', 'm.relates_to': real })).toMatchObject({ replyTo: '$0' });
  });

  it('is a file, with what was written under it', () => {
    const file = { msgtype: 'm.image', url: 'mxc://ville.fr/1', info: { mimetype: 'image/png', size: 12 } };
    expect(message({ ...file, body: 'a.png' })).toMatchObject({
      text: '',
      files: [{ source: 'mxc://ville.fr/1', name: 'a.png', mediaType: 'image/png', bytes: 12 }],
    });
    expect(message({ ...file, body: 'la place', filename: 'a.png' })).toMatchObject({
      text: 'la place',
      files: [{ name: 'a.png' }],
    });
  });

  it('keeps the key of an encrypted file with its address', () => {
    const secret = { url: 'mxc://ville.fr/1', v: 'v2', key: { k: 'x' }, iv: 'y', hashes: {} };
    const read = message({ msgtype: 'm.file', body: 'a.pdf', file: secret });
    expect(read).toMatchObject({ files: [{ source: JSON.stringify(secret) }] });
  });

  it.each([
    [{ msgtype: 'm.notice', body: 'un robot' }],
    [{ msgtype: 'm.location', body: 'ici', geo_uri: 'geo:0,0' }],
    [{ msgtype: 'm.file', body: 'sans adresse' }],
    [{ msgtype: 'm.file', body: 'x', url: 'https://example.org/x' }],
    [{ msgtype: 'm.text', body: '' }],
    [{ body: 3 }],
    [{}],
  ])('is none of ours: %j', content => {
    expect(message(content as Content)).toHaveProperty('ignored');
  });
});

it('reads an edit from what is new in it', () => {
  const content = { body: '* trois', 'm.new_content': { msgtype: 'm.text', body: 'trois' } };
  expect(parseEdit(event(content), '$0', WHERE, WHEN)).toMatchObject({ kind: 'edit', ref: '$0', text: 'trois' });
  expect(parseEdit(event({ body: 'x' }), '$0', WHERE, WHEN)).toHaveProperty('ignored');
});

it('reads what a redaction removes in every version of rooms', () => {
  expect(redactedBy(event({ redacts: '$new' }))).toBe('$new');
  expect(redactedBy({ ...event({}), redacts: '$old' })).toBe('$old');
  expect(redactedBy(event({ redacts: 3 }))).toBeNull();
});

describe('in a room of several, the bot is called', () => {
  const by = (content: Content) => called(content, '@robot:ville.fr', 'Robot');

  it.each([
    ['!contribuer', 'contribuer', false],
    [' ! contribuer 4 ici', 'contribuer 4', true],
    ['!contribute here.', 'contribute', true],
  ])('by %j', (body, text, here) => expect(by({ body })).toEqual({ text, here }));

  it('by a mention, whichever way the client writes its name', () => {
    const mentions = { 'm.mentions': { user_ids: ['@robot:ville.fr'] } };
    for (const body of ['Robot: aide', '@robot:ville.fr aide', '@Robot, aide', 'aide'])
      expect(by({ body, ...mentions })).toEqual({ text: 'aide', here: false });
  });

  it.each(['bonjour', 'robot, tu es là ?', '!', '!?', 'a ! b', '!!'])('and not by %j', body =>
    expect(by({ body })).toBeNull(),
  );
});
