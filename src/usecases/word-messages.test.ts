import { describe, expect, test } from 'vitest';
import type { Say } from '#conversation/index.ts';
import { plainText } from '#messaging/index.ts';
import { MESSAGE_CHARACTERS } from './limits.ts';
import { wordMessages } from './word-messages.ts';

let ids = 0;
const maker = {
  newId: () => `id${(ids += 1)}`,
  // The key is the text: the wording has its own tests.
  wording: {
    word: (_lang: string, text: unknown) => (typeof text === 'string' ? text : (text as { key: string }).key),
    label: (_lang: string, text: unknown) => (typeof text === 'string' ? text : (text as { key: string }).key),
  },
};

function say(paragraphs: readonly string[], more: Partial<Say> = {}): Say {
  return {
    type: 'say',
    to: { platform: 'terminal', workspace: 'local', channel: null, thread: null, userId: 'u1' },
    lang: 'fr',
    phrases: paragraphs.map(key => ({ key, params: {} })) as unknown as Say['phrases'],
    choices: [],
    choicesMax: 1,
    prompt: 7,
    question: null,
    progress: null,
    files: [],
    replyTo: null,
    ...more,
  };
}

const QUESTION = { draftId: 'd', axis: 4, name: 'publics', type: 'select_multiple' };

describe('paragraphs', () => {
  test('go in one message where they fit', () => {
    const [only, ...others] = wordMessages(maker, 'p', say(['Un.', 'Deux.', 'Trois.']));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ text: 'Un.\n\nDeux.\n\nTrois.', visibility: 'private', mentions: 'none' });
  });

  test('are split in order where they do not, none is lost, each message holds', () => {
    const paragraphs = [100, 300, 280, 500, 50].map((length, i) => String(i).repeat(length));
    const texts = wordMessages(maker, 'p', say(paragraphs)).map(message => message.text);
    expect(texts.join('\n\n').split('\n\n')).toEqual(paragraphs);
    expect(texts.map(text => text.length).every(length => length <= MESSAGE_CHARACTERS)).toBe(true);
    expect(texts).toHaveLength(3);
  });

  test('just what fits, choices included, stays together; one more character does not', () => {
    const choices = [
      { value: 'a', label: 'Oui' },
      { value: 'b', label: 'Non' },
    ];
    const numbered = '\n1. Oui\n2. Non'.length;
    const room = MESSAGE_CHARACTERS - numbered - '\n\nQuestion ?'.length;
    expect(wordMessages(maker, 'p', say(['x'.repeat(room), 'Question ?'], { choices }))).toHaveLength(1);
    const [first, second, ...none] = wordMessages(maker, 'p', say(['x'.repeat(room + 1), 'Question ?'], { choices }));
    expect(none).toEqual([]);
    expect(first).toMatchObject({ text: 'x'.repeat(room + 1), choices: [] });
    expect(second).toMatchObject({ text: 'Question ?' });
  });

  test('markers and escapes do not count: what people read does', () => {
    const paragraphs = ['\\*'.repeat(290), '\\_'.repeat(300)];
    const messages = wordMessages(maker, 'p', say(paragraphs));
    expect(messages).toHaveLength(1);
    expect(plainText(messages[0]?.text ?? '').length).toBeLessThanOrEqual(MESSAGE_CHARACTERS);
  });

  test('one that is too long goes alone, whole', () => {
    const texts = wordMessages(maker, 'p', say(['Voici.', 'n'.repeat(2_000), 'Suite ?'])).map(message => message.text);
    expect(texts).toEqual(['Voici.', 'n'.repeat(2_000), 'Suite ?']);
  });
});

test('the last message carries what is asked, the first what it answers', () => {
  const long = 'x'.repeat(500);
  const messages = wordMessages(
    maker,
    'p9',
    say([long, long], {
      choices: [{ value: 'seniors', label: 'Seniors' }],
      choicesMax: 3,
      question: QUESTION,
      progress: { n: 1, of: 7 },
      files: ['personal_data'],
      replyTo: 'm1',
    }),
  );
  expect(messages).toMatchObject([
    { choices: [], choicesMax: 1, question: null, progress: null, files: [], replyTo: 'm1' },
    {
      choices: [{ id: '7.seniors', label: 'Seniors' }],
      choicesMax: 3,
      question: QUESTION,
      progress: { n: 1, of: 7 },
      replyTo: null,
    },
  ]);
  expect(messages[1]?.files).toEqual([
    {
      name: 'mes-donnees.json',
      mediaType: 'application/json',
      content: { from: 'personal_data', participantId: 'p9' },
    },
  ]);
  expect(new Set(messages.map(message => message.id)).size).toBe(2);
});

test('a file or choices without a word still go out; nothing at all does not', () => {
  expect(wordMessages(maker, 'p', say([], { files: ['personal_data'], lang: 'en' }))).toMatchObject([
    { text: '', files: [{ name: 'my-data.json' }] },
  ]);
  expect(wordMessages(maker, 'p', say([]))).toEqual([]);
});

test('a choice that no platform could hold is a defect that is told', () => {
  expect(() => wordMessages(maker, 'p', say(['?'], { choices: [{ value: 'x'.repeat(70), label: 'X' }] }))).toThrow(
    RangeError,
  );
  expect(() => wordMessages(maker, 'p', say(['?'], { choices: [{ value: 'été', label: 'X' }] }))).toThrow(RangeError);
});
