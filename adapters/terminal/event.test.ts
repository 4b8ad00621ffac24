import { describe, expect, it } from 'vitest';
import { toEvent } from './event.ts';
import type { Place } from './event.ts';
import type { TerminalInput } from './input.ts';
import { isProblem, parseLine } from './parse.ts';

const place: Place = {
  run: 'r1',
  now: '2027-02-10T09:00:00.000Z',
  choices: [
    { id: '3.yes', label: 'Oui' },
    { id: '3.no', label: 'Non' },
  ],
  files: [],
  resolve: ref => ref,
};

function input(line: object): TerminalInput {
  const read = parseLine(JSON.stringify({ user: 'u1', ...line }), 12);
  if (isProblem(read)) throw new Error(read.error);
  return read;
}

describe('an input placed in a conversation', () => {
  it('becomes a message with its order, its own id and its reference', () => {
    expect(toEvent(input({ text: 'bonjour' }), place)).toEqual({
      kind: 'message',
      eventId: 'r1-12',
      order: '2027-02-10T09:00:00.000Z/000000012',
      at: '2027-02-10T09:00:00.000Z',
      address: { platform: 'terminal', workspace: 'local', channel: null, thread: null, userId: 'u1' },
      author: { platform: 'terminal', workspace: 'local', userId: 'u1', displayName: 'u1' },
      direct: true,
      ref: 'm12.r1',
      text: 'bonjour',
      files: [],
      replyTo: null,
    });
  });

  it('keeps the id and the reference that were given', () => {
    expect(toEvent(input({ text: 'a', id: 'e1', ref: 'premier' }), place)).toMatchObject({
      eventId: 'e1',
      ref: 'premier',
    });
  });

  it('takes the place of its sending when it comes late', () => {
    const early = toEvent(input({ text: 'a', sentAt: '2027-02-10T08:59:00Z' }), place);
    expect(early).toMatchObject({ at: '2027-02-10T08:59:00.000Z', order: '2027-02-10T08:59:00.000Z/000000012' });
  });

  it('is public in a channel', () => {
    expect(toEvent(input({ text: 'a', channel: 'salon' }), place)).toMatchObject({
      direct: false,
      address: { channel: 'salon' },
    });
  });

  it.each([
    [2, ['3.no']],
    ['3.yes', ['3.yes']],
    ['Non', ['3.no']],
    [
      [1, 2],
      ['3.yes', '3.no'],
    ],
    ['2.yes', ['2.yes']],
    ['no', ['3.no']],
    ['2', ['3.no']],
  ])('finds the choice %j', (choice, values) => {
    expect(toEvent(input({ choice }), place)).toMatchObject({ kind: 'choice', values });
  });

  it.each([
    [3, "n'a pas de choix 3 : il en a 2"],
    ['Peut-être', "n'est ni un identifiant ni un libellé"],
  ])('says that there is no choice %j', (choice, error) => {
    expect(toEvent(input({ choice }), place)).toMatchObject({
      error: expect.stringContaining(error) as unknown,
      line: 12,
    });
  });
});
