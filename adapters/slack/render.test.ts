import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown } from '#messaging/index.ts';
import type { OutboundMessage } from '#messaging/index.ts';
import { problemsOf, problemsOfView } from '#test/support/slack/contract.ts';
import type { ModalView } from './client.ts';
import { formPlace, formView } from './form.ts';
import { homeView } from './home.ts';
import { LIMITS } from './limits.ts';
import { answeredBlocks, renderMessage, split } from './render.ts';

const placeOf = (view: ModalView) => formPlace({ private_metadata: view.private_metadata });

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

  test('a territory is looked up as it is typed, and told apart from an older question', () => {
    expect(typesOf({ search: 'places', prompt: 12 })).toEqual(['external_select']);
    const json = JSON.stringify(renderMessage(message({ search: 'places', prompt: 12, question })));
    expect(json).toContain('"action_id":"places@12"');
    expect(json).toContain('"action_id":"say:passer@12"');
    expect(json).toContain('"action_id":"say:revoir"');
  });

  test('goes once it was answered, in the language of the message', () => {
    const [asked] = renderMessage(message({ question, choices: choices(3), lang: 'en' }));
    const after = answeredBlocks(asked?.blocks ?? [], ['Choix 1']);
    expect(after.filter(block => block.type === 'actions')).toEqual([]);
    expect(JSON.stringify(after)).toContain('Your choice: Choix 1');
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

describe('a form of many questions', () => {
  const fields = Array.from({ length: 60 }, (_, i) => {
    return { name: `q${i}`, label: `Question ${i}`, hint: null, type: 'line' as const, choices: [], max: 1, given: '' };
  });
  const form = { draftId: 'd1', lang: 'fr', title: 'Thème', fields };
  const names = (view: ModalView | null) => view?.blocks.slice(1).map(block => block.block_id) ?? [];

  test('has pages, each of which says which it is', () => {
    const first = formView(form, null);
    expect(JSON.stringify(first)).toMatch(/Page 1 sur 3.*/);
    expect([first?.submit?.text, names(first).length]).toEqual(['Suite', LIMITS.formFields]);
    const last = formView(form, { draftId: 'd1', page: 1, until: 'q49' });
    expect([last?.submit?.text, names(last)[0], names(last).at(-1)]).toEqual(['Enregistrer', 'q50', 'q59']);
  });

  test('goes on where it was although its answers changed what is asked', () => {
    const without = { ...form, fields: fields.filter(({ name }) => name !== 'q24') };
    expect(names(formView(without, { draftId: 'd1', page: 0, until: 'q24' }))[0]).toBe('q26');
    const less = { ...form, fields: fields.slice(0, 25) };
    expect(formView(less, { draftId: 'd1', page: 0, until: 'q24' })).toBeNull();
  });
});

describe("whatever is said, Slack's contract holds", { timeout: 240_000 }, () => {
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
      { numRuns: 25 },
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
        const form = { draftId: 'd1', lang: 'fr', title, fields };
        const shown: string[] = [];
        for (let view = formView(form, null); view !== null; view = formView(form, placeOf(view))) {
          expect(problemsOfView(view)).toEqual([]);
          shown.push(...view.blocks.slice(1).map(block => block.block_id ?? ''));
          if (placeOf(view).until === '') break;
        }
        // Each once, but for those that Slack could not hold whole.
        expect(shown.filter(name => name !== '')).toEqual([...new Set(shown)].filter(name => name !== ''));
        expect(shown).toHaveLength(fields.length);
      }),
      { numRuns: 20 },
    );
    const label = 'Thème '.repeat(600);
    const many = Array.from({ length: 60 }, (_, i) => i + 1);
    const full = {
      lang: 'fr',
      themes: many.map(number => ({ number, label, closes: '24 mars 2027 inclus' })),
      drafts: many.map(number => ({ number, label, given: 3, of: 7, said: number % 2 === 0 ? null : 'reprendre' })),
      sent: many.map(number => ({ reference: `A${number}-0001`, number, label, changed: number % 2 === 0 })),
    };
    expect(problemsOfView(homeView(full))).toEqual([]);
    expect(problemsOfView(homeView({ lang: 'en', themes: [], drafts: [], sent: [] }))).toEqual([]);
  });
});
