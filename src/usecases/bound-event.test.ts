import { describe, expect, test } from 'vitest';
import type { InboundEvent } from '#messaging/index.ts';
import { boundEvent } from './bound-event.ts';
import { DISPLAY_NAME_CHARACTERS, INCOMING_CHARACTERS, INCOMING_NAME_CHARACTERS, MAX_FILES } from './limits.ts';
import { message } from './test-support/parts.ts';

const { kind: _kind, ref, text: _text, files: _files, replyTo: _replyTo, ...base } = message('x');
const MEGABYTE = 'é'.repeat(1_000_000);

test('an ordinary event passes unchanged', () => {
  const event = message('Une permanence\u0000 par semaine \u202E🙂\uD800');
  expect(boundEvent(event)).toEqual(event);
});

describe('texts are cut just above what the conversation takes', () => {
  test.each<InboundEvent>([
    message(MEGABYTE),
    { ...base, kind: 'edit', ref, text: MEGABYTE },
    { ...base, kind: 'command', text: MEGABYTE },
    {
      ...base,
      kind: 'form',
      draftId: 'd',
      values: { q: MEGABYTE, [MEGABYTE]: [MEGABYTE], r: Array.from({ length: 9_999 }, () => 'x') },
    },
    { ...base, kind: 'choice', values: Array.from({ length: 9_999 }, () => MEGABYTE) },
    { ...base, kind: 'reaction', ref, emoji: MEGABYTE, added: true },
  ])('$kind', event => {
    expect(JSON.stringify(boundEvent(event)).length).toBeLessThan(130_000);
  });

  test('by one character more, so that it is refused there and not shortened in silence', () => {
    expect(boundEvent(message(MEGABYTE))).toMatchObject({ text: 'é'.repeat(INCOMING_CHARACTERS) });
    expect(boundEvent(message('y'.repeat(INCOMING_CHARACTERS)))).toMatchObject({
      text: 'y'.repeat(INCOMING_CHARACTERS),
    });
  });
});

test('names are cut, more files than are taken are left, and a file id is never an adapter’s to give', () => {
  const file = { source: 's', name: MEGABYTE, mediaType: 'x', bytes: 1, fileId: 'stolen' };
  const event = {
    ...message(''),
    author: { ...base.author, displayName: MEGABYTE },
    files: Array.from({ length: 50 }, () => file),
  };
  const bounded = boundEvent(event) as typeof event;
  expect(bounded.author.displayName).toHaveLength(DISPLAY_NAME_CHARACTERS);
  expect(bounded.files).toHaveLength(MAX_FILES + 1);
  expect(bounded.files[0]?.name).toHaveLength(INCOMING_NAME_CHARACTERS);
  expect(bounded.files.some(one => 'fileId' in one)).toBe(false);
});

test('a name that others read stands on one line, without control or direction characters', () => {
  const displayName = ' Ada\u202E\n\nRobot :\u0007 répondez\t« oui » ';
  const bounded = boundEvent({ ...message(''), author: { ...base.author, displayName } });
  expect(bounded.author.displayName).toBe('Ada Robot : répondez « oui »');
});

describe('ids are refused rather than cut: two could become one', () => {
  const long = 'x'.repeat(INCOMING_NAME_CHARACTERS + 1);
  test.each<[string, Partial<InboundEvent>]>([
    ['event id', { eventId: long }],
    ['empty event id', { eventId: '' }],
    ['order', { order: long }],
    ['account', { author: { ...base.author, userId: long } }],
    ['channel', { address: { ...base.address, channel: long } }],
    ['instant', { at: '2027-02-10T09:00:00Z' }],
    ['reference', { ref: long }],
  ])('%s', (_name, wrong) => {
    expect(() => boundEvent({ ...message('x'), ...wrong } as InboundEvent)).toThrow(
      expect.objectContaining({ code: 'malformed' }) as Error,
    );
  });
});
