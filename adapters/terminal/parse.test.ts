import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action, Person, TerminalInput } from './input.ts';
import { INPUT_KEYS, isProblem, parseLine } from './parse.ts';
import { lineOf } from './record.ts';

function read(line: unknown): TerminalInput {
  const input = parseLine(typeof line === 'string' ? line : JSON.stringify(line), 7);
  if (isProblem(input)) throw new Error(input.error);
  return input;
}

function refuse(line: unknown): string {
  const input = parseLine(typeof line === 'string' ? line : JSON.stringify(line), 7);
  if (!isProblem(input)) throw new Error('it was understood');
  expect(input.line).toBe(7);
  return input.error;
}

describe('a line of JSONL', () => {
  it('reads a message, with what stands by default', () => {
    expect(read({ user: 'u1', text: 'bonjour' })).toEqual({
      line: 7,
      at: null,
      sentAt: null,
      id: null,
      ref: null,
      act: {
        person: {
          user: 'u1',
          displayName: 'u1',
          platform: 'terminal',
          workspace: 'local',
          channel: null,
          thread: null,
          locale: null,
        },
        action: { kind: 'message', text: 'bonjour', files: [], quote: null },
      },
    });
  });

  it.each([
    [
      { edit: 'm3', text: 'mieux' },
      { kind: 'edit', ref: 'm3', text: 'mieux' },
    ],
    [{ delete: 'm3' }, { kind: 'delete', ref: 'm3' }],
    [
      { text: 'oui', quote: 'm3' },
      { kind: 'message', text: 'oui', files: [], quote: 'm3' },
    ],
    [{ choice: 2 }, { kind: 'choice', values: [2] }],
    [{ choice: '4.yes' }, { kind: 'choice', values: ['4.yes'] }],
    [{ choice: [1, 'Jeunes'] }, { kind: 'choice', values: [1, 'Jeunes'] }],
    [{ command: 'contribuer 4' }, { kind: 'command', text: 'contribuer 4' }],
    [{ typing: true }, { kind: 'typing' }],
    [{ presence: 'leave' }, { kind: 'leave' }],
    [
      { react: '👍', on: 'm1' },
      { kind: 'reaction', ref: 'm1', emoji: '👍', added: true },
    ],
    [
      { unreact: '👍', on: 'm1' },
      { kind: 'reaction', ref: 'm1', emoji: '👍', added: false },
    ],
    [{ file: '/tmp/a.pdf' }, { kind: 'message', text: '', files: [{ path: '/tmp/a.pdf' }], quote: null }],
    [{ text: '' }, { kind: 'message', text: '', files: [], quote: null }],
  ])('reads %j', (keys, action) => {
    expect(read({ user: 'u1', ...keys }).act?.action).toEqual(action);
  });

  it('reads a line that only moves the clock, to an instant or by a delay', () => {
    expect(read({ at: '2027-02-10T09:00:00Z' })).toMatchObject({ at: { to: '2027-02-10T09:00:00.000Z' }, act: null });
    expect(read({ at: '2027-02-10T10:00+01:00' })).toMatchObject({ at: { to: '2027-02-10T09:00:00.000Z' } });
    expect(read({ at: '+10m' })).toMatchObject({ at: { byMs: 600_000 } });
  });

  it.each([
    ['', 'JSON'],
    ['{"user":', 'JSON'],
    ['[]', 'objet JSON'],
    ['"bonjour"', 'objet JSON'],
    ['null', 'objet JSON'],
    [{ user: 'u1', txt: 'bonjour' }, 'clé inconnue « txt »'],
    [{ text: 'bonjour' }, '« user » manque'],
    [{ user: 'u1' }, 'Rien à faire'],
    [{ user: '', text: 'a' }, '« user »'],
    [{ user: 3, text: 'a' }, '« user »'],
    [{ user: 'u1', text: 3 }, '« text » : un texte'],
    [{ user: 'u1', choice: 0 }, '« choice »'],
    [{ user: 'u1', choice: [] }, '« choice »'],
    [{ user: 'u1', choice: 1, text: 'a' }, '« text » ne va pas avec « choice »'],
    [{ user: 'u1', choice: 1, delete: 'm1' }, 'ne vont pas ensemble'],
    [{ user: 'u1', edit: 'm1' }, '« edit » va avec « text »'],
    [{ user: 'u1', quote: 'm1' }, '« quote » va avec « text »'],
    [{ user: 'u1', command: 'aide', quote: 'm1' }, '« quote » et « file » vont avec « text »'],
    [{ at: 'demain' }, 'heure ISO'],
    [{ at: '2027-02-10T09:00:00' }, 'fuseau'],
    [{ at: '2027-13-45T09:00:00Z' }, 'heure ISO'],
    [{ at: '-5s' }, 'heure ISO'],
    [{ user: 'u1', file: { name: 'a', mediaType: 'b', base64: '%%%' } }, '« file'],
    [{ user: 'u1', text: 'a', platform: 'Slack !' }, '« platform »'],
  ])('refuses %j and says why', (line, why) => {
    expect(refuse(line)).toContain(why);
  });

  it('says which keys exist, and never repeats what a person wrote', () => {
    const error = refuse({ user: 'u1', texte: 'un secret' });
    for (const key of INPUT_KEYS) expect(error).toContain(key);
    expect(error).not.toContain('secret');
  });

  it('reads any text at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), line => void parseLine(line, 1)));
    fc.assert(fc.property(fc.json(), line => void parseLine(line, 1)));
  });

  it('reads back every input that is recorded', () => {
    const name = fc.string({ minLength: 1, maxLength: 20 });
    const maybe = fc.option(name);
    const person: fc.Arbitrary<Person> = fc.record({
      user: name,
      displayName: name,
      platform: fc.constantFrom('terminal', 'slack'),
      workspace: name,
      channel: maybe,
      thread: maybe,
      locale: maybe,
    });
    const action: fc.Arbitrary<Action> = fc.oneof(
      fc.record({
        kind: fc.constant('message' as const),
        text: fc.string(),
        files: fc.array(fc.record({ path: name }), { maxLength: 3 }),
        quote: maybe,
      }),
      fc.record({ kind: fc.constant('edit' as const), ref: name, text: fc.string() }),
      fc.record({ kind: fc.constant('delete' as const), ref: name }),
      fc.record({
        kind: fc.constant('choice' as const),
        values: fc.array(fc.oneof(name, fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 4 }),
      }),
      fc.record({ kind: fc.constant('command' as const), text: fc.string() }),
      fc.record({ kind: fc.constantFrom('typing' as const, 'join' as const, 'leave' as const) }),
    );
    fc.assert(
      fc.property(person, action, maybe, (who, what, id) => {
        const input: TerminalInput = {
          line: 7,
          at: null,
          sentAt: null,
          id,
          ref: what.kind === 'message' ? 'm7' : null,
          act: { person: who, action: what },
        };
        expect(read(lineOf(input))).toEqual(input);
      }),
    );
  });
});
