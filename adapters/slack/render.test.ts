import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown } from '#messaging/index.ts';
import type { OutboundMessage } from '#messaging/index.ts';
import { problemsOf, problemsOfView } from '#test/support/slack/contract.ts';
import { formView } from './form.ts';
import { homeView } from './home.ts';
import { answeredBlocks, renderMessage, split } from './render.ts';

function message(changes: Partial<OutboundMessage>): OutboundMessage {
  return {
    id: '01K000000000000000000000',
    to: { platform: 'slack', workspace: 'T1', channel: null, thread: null, userId: 'U1' },
    visibility: 'private',
    text: 'Bonjour.',
    lang: 'fr',
    choices: [],
    choicesMax: 1,
    question: null,
    progress: null,
    files: [],
    replyTo: null,
    mentions: 'none',
    ...changes,
  };
}

const choices = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `7.c${i}`, label: `Choix ${i}` }));
const question = { draftId: 'd1', axis: 4, name: 'lieux', type: 'select_one' };
const typesOf = (changes: Partial<OutboundMessage>) =>
  (renderMessage(message(changes)).at(-1)?.blocks ?? []).flatMap(block =>
    block.type === 'actions' ? block.elements.map(element => element.type) : [],
  );

describe('what can be pressed', () => {
  test('up to five choices are buttons, a menu beyond, boxes for several', () => {
    expect(typesOf({ choices: choices(5) })).toEqual(Array.from({ length: 5 }, () => 'button'));
    expect(typesOf({ choices: choices(6) })).toEqual(['static_select']);
    expect(typesOf({ choices: choices(10), choicesMax: 3 })).toEqual(['checkboxes', 'button']);
    expect(typesOf({ choices: choices(11), choicesMax: 3 })).toEqual(['multi_static_select', 'button']);
  });

  test('more options than a menu holds stay numbered text', () => {
    expect(typesOf({ choices: choices(101) })).toEqual([]);
    expect(
      renderMessage(message({ choices: choices(101) }))
        .map(one => one.text)
        .join('\n'),
    ).toContain('101. Choix 100');
  });

  test('a date is picked, and every question has its ways out', () => {
    expect(typesOf({ question: { ...question, type: 'date' } })).toEqual([
      'datepicker',
      'button',
      'button',
      'button',
      'button',
    ]);
    expect(JSON.stringify(renderMessage(message({ question, lang: 'en' })))).toMatch(
      /Skip.*Back.*Review.*Answer in a form/,
    );
  });

  test('goes once it was answered, in the language of the message', () => {
    const [asked] = renderMessage(message({ question, choices: choices(3), lang: 'en' }));
    const after = answeredBlocks(asked?.blocks ?? [], ['Choix 1']);
    expect(after.filter(block => block.type === 'actions')).toEqual([]);
    expect(JSON.stringify(after)).toContain('Your answer: Choix 1');
  });
});

describe('text', () => {
  const read = (markdown: string) =>
    renderMessage(message({ text: markdown }))
      .flatMap(one => one.blocks.map(block => JSON.stringify(block)))
      .join('');

  test('weights, links and lists become rich text', () => {
    expect(read('**fort** et _doux_')).toContain('{"type":"text","text":"fort","style":{"bold":true}}');
    expect(read('[la page](https://example.org)')).toContain(
      '"type":"link","url":"https://example.org","text":"la page"',
    );
    expect(read('avant\n- un\n- deux')).toContain('"rich_text_list"');
  });

  test('a long text is cut in messages at ends of words, and all of it is there', () => {
    const words = Array.from({ length: 2_000 }, (_, i) => `mot${i}`);
    const parts = split(words.join(' '), 3_000);
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.every(part => part.length <= 3_000)).toBe(true);
    expect(parts.join(' ').split(' ')).toEqual(words);
  });

  test('no cut leaves half a character nor a lone backslash', () => {
    const said = escapeMarkdown('*'.repeat(4_001) + '🙂'.repeat(2_000));
    const parts = split(said, 3_000);
    expect(parts.join('')).toBe(said);
    for (const part of parts) {
      expect(part.isWellFormed()).toBe(true);
      expect((/\\*$/.exec(part)?.[0].length ?? 0) % 2).toBe(0);
    }
  });
});

describe("whatever is said, Slack's contract holds", { timeout: 60_000 }, () => {
  const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4_000 }).map(escapeMarkdown);
  const anyChoices = fc.array(fc.string({ unit: 'grapheme', maxLength: 120 }), { maxLength: 120 });

  test('in messages', () => {
    fc.assert(
      fc.property(anyText, anyChoices, fc.integer({ min: 1, max: 4 }), (text, labels, choicesMax) => {
        const offered = labels.map((label, i) => ({ id: `7.c${i}`, label }));
        for (const one of renderMessage(message({ text, choices: offered, choicesMax, question }))) {
          const args = { channel: 'D1', text: one.text, blocks: one.blocks };
          expect(problemsOf({ method: 'chat.postMessage', args })).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('in forms and at home', () => {
    const field = fc.record({
      label: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2_500 }),
      hint: fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2_500 })),
      type: fc.constantFrom('line', 'text', 'one', 'several'),
      labels: fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { minLength: 1, maxLength: 120 }),
      given: fc.string({ maxLength: 4_000 }),
    });
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 110 }), fc.string({ minLength: 1 }), (drawn, title) => {
        const fields = drawn.map(({ label, hint, type, labels, given }, i) => {
          const chosen = type === 'one' || type === 'several';
          const offered = chosen ? labels.map((one, j) => ({ value: `c${j}`, label: one })) : [];
          const there = chosen ? ['c0'] : given;
          return { name: `q${i}`, label, hint, type, choices: offered, max: Math.max(1, offered.length), given: there };
        });
        expect(problemsOfView(formView({ draftId: 'd1', lang: 'fr', title, fields }))).toEqual([]);
      }),
      { numRuns: 40 },
    );
    const themes = Array.from({ length: 60 }, (_, i) => ({ number: i + 1, label: 'Thème '.repeat(600) }));
    expect(problemsOfView(homeView(themes, 'fr-FR'))).toEqual([]);
    expect(problemsOfView(homeView([], 'en-GB'))).toEqual([]);
  });
});
