import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { OutboundMessage } from '#messaging/index.ts';
import { escapeMarkdown } from '#messaging/index.ts';
import { shown } from '#test/support/discord/screen.ts';
import { readCustomId, writeCustomId } from './custom-id.ts';
import { LIMITS } from './limits.ts';
import { toDiscord } from './markdown.ts';
import { cut, render } from './render.ts';
import { chosenIn, isPaged, mostOf, withChosen } from './several.ts';
import { isAlive, settle } from './settle.ts';

const MESSAGE: OutboundMessage = {
  id: '01HZ00000000ABCDEFGHJKMN',
  to: { platform: 'discord', workspace: '1', channel: '2', thread: null, userId: '3' },
  visibility: 'private',
  text: 'Que voulez-vous ?',
  lang: 'fr',
  choices: [],
  choicesMax: 1,
  question: null,
  progress: null,
  files: [],
  replyTo: null,
  mentions: 'none',
};

function choices(count: number): OutboundMessage['choices'] {
  return Array.from({ length: count }, (_, i) => ({ id: `7.c${i}`, label: `Choix ${i + 1}` }));
}

test('five choices are buttons, more are a menu, and all stand numbered in the text', () => {
  const [five] = render({ ...MESSAGE, choices: choices(5) });
  expect(five?.content).toMatch(/1\. Choix 1\n2\. Choix 2/);
  expect(five?.components[0]?.components?.map(one => one.label)).toEqual(choices(5).map(({ label }) => label));
  const [six] = render({ ...MESSAGE, choices: choices(6) });
  expect(six?.components[0]?.components?.[0]?.options).toHaveLength(6);
  expect(six?.content).toContain('6. Choix 6');
});

test('more than 25 choices are several menus', () => {
  const piece = render({ ...MESSAGE, choices: choices(60), choicesMax: 3 }).at(-1);
  const menus = piece?.components.map(row => row.components?.[0]);
  expect(menus?.map(menu => menu?.options?.length)).toEqual([25, 25, 10, undefined]);
  expect(menus?.at(-1)?.label).toBe('Valider mes choix');
  expect(menus?.[2]?.placeholder).toBe('Choix 51 à 60');
  expect(menus?.[0]?.max_values).toBe(3);
});

test('a question that awaits words has a window to write in, and the form', () => {
  const question = { draftId: '01HZ00000000ABCDEFGHJKMN.1', axis: 1, name: 'recit', type: 'longtext' };
  const [piece] = render({ ...MESSAGE, question });
  expect(piece?.components[0]?.components?.map(one => one.label)).toEqual(['Répondre', 'Répondre par formulaire']);
});

test('the nonce of each piece fits, and is its own', () => {
  const pieces = render({ ...MESSAGE, text: 'mot '.repeat(2_000), choices: choices(2) });
  expect(pieces.length).toBeGreaterThan(3);
  expect(new Set(pieces.map(({ nonce }) => nonce)).size).toBe(pieces.length);
  for (const { nonce, content } of pieces) {
    expect(nonce.length).toBeLessThanOrEqual(LIMITS.nonceChars);
    expect(content.length).toBeLessThanOrEqual(LIMITS.contentChars);
  }
  expect(pieces.slice(0, -1).every(({ components }) => components.length === 0)).toBe(true);
});

test('whatever people write is read as they wrote it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      const line = text.replace(/\s+/gu, ' ');
      expect(shown(toDiscord(`Noté : « ${escapeMarkdown(line)} »`))).toBe(`Noté : « ${line} »`);
    }),
  );
  const hostile = '- liste > [x](https://a.fr/b_c_d) **@everyone** <@1> ||x|| https://a.fr/x_y_z. # t';
  expect(shown(toDiscord(escapeMarkdown(hostile)))).toBe(hostile);
});

test('what is no markup is left alone, in a notification too', () => {
  const text = 'L’agence (ANCT), dpo@example.org : n° 4 - à 5 > 3, #sujet';
  expect(toDiscord(escapeMarkdown(text))).toBe(text);
  expect(toDiscord(escapeMarkdown('> a\n # b\n- c\n@here'))).toBe('\\> a\n \\# b\n\\- c\n\\@here');
});

test('our own marks are Discord’s', () => {
  expect(toDiscord('**fort** et _doux_, [ici](https://a.fr/x) ; [https://a.fr](https://a.fr)\n- un\n- deux')).toBe(
    '**fort** et _doux_, [ici](<https://a.fr/x>) ; <https://a.fr>\n- un\n- deux',
  );
});

test('what is cut says so', () => {
  expect(cut('abcdef', 4)).toBe('abc…');
});

test('names of components are read back, and others are none of ours', () => {
  const ids = [
    { kind: 'choice', message: MESSAGE.id, choice: '7.c|1' },
    { kind: 'menu', message: MESSAGE.id, page: 2 },
    { kind: 'answer', message: MESSAGE.id },
    { kind: 'form', draftId: 'd.1', question: null },
    { kind: 'form', draftId: 'd.1', question: 'recit' },
    { kind: 'done', message: 'M' },
    { kind: 'answered', ref: '12' },
    { kind: 'filled', draftId: 'd.1', page: 0 },
  ] as const;
  for (const id of ids) expect(readCustomId(writeCustomId(id))).toEqual(id);
  for (const text of ['', 'c', 'c|', 'c|x', 'm|x|y', 'z|x', 'F|x|-1']) expect(readCustomId(text)).toBeNull();
  expect(() => writeCustomId({ kind: 'choice', message: MESSAGE.id, choice: 'x'.repeat(90) })).toThrow(RangeError);
});

test('an answered question shows its answer and can’t be used again', () => {
  const [piece] = render({ ...MESSAGE, choices: choices(6), choicesMax: 2 });
  if (piece === undefined) throw new Error('no piece');
  const settled = settle(piece, { word: 'Votre choix :', values: ['7.c1', '7.c3'], said: '' });
  expect(settled.content).toMatch(/\*\*Votre choix : Choix 2, Choix 4\*\*$/);
  expect(isAlive(piece.components)).toBe(true);
  expect(isAlive(settled.components)).toBe(false);
  const options = settled.components[0]?.components?.[0]?.options ?? [];
  expect(options.filter(option => option.default === true).map(({ label }) => label)).toEqual(['Choix 2', 'Choix 4']);
});

test('several among more than a menu holds are kept in the menus until they are confirmed', () => {
  const [piece] = render({ ...MESSAGE, choices: choices(30), choicesMax: 3 });
  if (piece === undefined) throw new Error('no piece');
  expect(isPaged(piece.components)).toBe(true);
  expect(chosenIn(piece.components)).toEqual([]);
  const [first, second] = piece.components.flatMap(({ components = [] }) => components[0]?.custom_id ?? []);
  const once = withChosen(piece, first ?? '', ['7.c0', '7.c2']);
  const twice = withChosen(once, second ?? '', ['7.c27', '7.c28']);
  expect(chosenIn(twice.components)).toEqual(['7.c0', '7.c2', '7.c27', '7.c28']);
  expect(mostOf(twice.components)).toBe(3);
  expect(chosenIn(withChosen(twice, second ?? '', []).components)).toEqual(['7.c0', '7.c2']);
  expect(isPaged(render({ ...MESSAGE, choices: choices(25), choicesMax: 3 })[0]?.components ?? [])).toBe(false);
  expect(isPaged(render({ ...MESSAGE, choices: choices(30), choicesMax: 1 })[0]?.components ?? [])).toBe(false);
});
