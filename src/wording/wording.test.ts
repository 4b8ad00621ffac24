import { describe, expect, test } from 'vitest';
import type { Phrase } from '#conversation/phrases.ts';
import { createWording } from './wording.ts';

/** Keys of our own: the engine knows none. */
function say(key: string, params: Phrase['params'] = {}): Phrase {
  return { key: key as Phrase['key'], params };
}

const { word, label } = createWording({
  catalogs: {
    fr: {
      hello: 'Bonjour, je suis un robot.',
      elided: "Aujourd'hui l'{name} vous parle.",
      count: '{n, plural, =0 {Rien} one {# réponse gardée} other {# réponses gardées}} sur {n}.',
      kind: '{kind, select, not_asked {non demandé} other {autre}}',
      quote: 'Noté : « {value} ».',
      many: 'Il y a {items}.',
      lines: 'Voici\u00A0:\n{items}',
      when: "D'ici au {day}, avant le {end}.",
      where: 'Vous êtes {place}.',
      opens: '{place}. Oui ?',
      html: 'a < b {n} <c>',
      onlyFrench: 'Seulement',
    },
    'fr-simple': { hello: 'Bonjour, robot.' },
    en: {
      hello: 'Hello',
      many: 'There are {items}.',
      when: 'By {day}, before {end}.',
      count: '{n, plural, one {# answer} other {# answers}}',
    },
  },
  defaultLanguage: 'fr',
  describePlace: (code, lang) => (lang === 'en' ? `in ${code}` : `en (${code})`),
});

describe('languages', () => {
  test('plain French falls back on French, phrase by phrase', () => {
    expect(word('fr-simple', say('hello'))).toBe('Bonjour, robot.');
    expect(word('fr-simple', say('onlyFrench'))).toBe('Seulement');
  });

  test('a language without catalog, or without the phrase, is worded in the default one', () => {
    expect(word('br', say('hello'))).toBe('Bonjour, je suis un robot.');
    expect(word('en', say('onlyFrench'))).toBe('Seulement');
    expect(word('en-GB', say('hello'))).toBe('Hello');
  });

  test('a phrase in no catalog, or without its parameter, is a defect that is told', () => {
    expect(() => word('fr', say('nothing'))).toThrow(/nothing/);
    expect(() => word('fr', say('toString'))).toThrow(/toString/);
    expect(() => word('fr', say('quote'))).toThrow(/value/);
  });
});

describe('parameters', () => {
  test('an apostrophe before a parameter is only an apostrophe', () => {
    expect(word('fr', say('elided', { name: 'ANCT' }))).toBe("Aujourd'hui l'ANCT vous parle.");
  });

  test('what somebody wrote is escaped: it reads as written and is never markup', () => {
    const nasty = '*gras* _x_ [lien](https://a.fr) <!channel> @everyone {n} `code`\n- tiret';
    const text = word('fr', say('quote', { value: nasty }));
    expect(text).not.toMatch(/(?<!\\)[*_[<@`]/);
    expect(label('fr', say('quote', { value: nasty }))).toBe(`Noté\u00A0: «\u00A0${nasty}\u00A0».`);
  });

  test('a number decides and is shown, as its language writes it', () => {
    expect(word('fr', say('count', { n: 0 }))).toBe('Rien sur 0.');
    expect(word('fr', say('count', { n: 1 }))).toBe('1 réponse gardée sur 1.');
    expect(word('fr', say('count', { n: 1234 }))).toBe('1\u202F234 réponses gardées sur 1\u202F234.');
    expect(word('fr', say('many', { items: 1250.5 }))).toBe('Il y a 1\u202F250,5.');
    expect(word('en', say('count', { n: 1234 }))).toBe('1,234 answers');
    expect(() => word('fr', say('count', { n: { list: [] } }))).toThrow(/count/);
  });

  test('a name decides, whatever the escaping would do to it', () => {
    expect(word('fr', say('kind', { kind: 'not_asked' }))).toBe('non demandé');
    expect(word('fr', say('kind', { kind: 'constructor' }))).toBe('autre');
  });

  test('lists, lines, phrases, our own Markdown, places', () => {
    expect(word('fr', say('many', { items: { list: ['a', 'b*', 'c'] } }))).toBe('Il y a a, b\\* et c.');
    expect(word('en', say('many', { items: { list: ['a', 'b', 'c'] } }))).toBe('There are a, b and c.');
    expect(word('fr', say('lines', { items: { lines: ['a', { phrase: say('hello') }] } }))).toBe(
      'Voici\u00A0:\na\nBonjour, je suis un robot.',
    );
    expect(word('fr', say('many', { items: { markdown: '**x**' } }))).toBe('Il y a **x**.');
    expect(word('fr', say('where', { place: { place: 'dep:74' } }))).toBe('Vous êtes en \\(dep:74\\).');
  });

  test('a sentence that a place opens takes a capital, a phrase inside another does not', () => {
    const opens = say('opens', { place: { place: 'x' } });
    expect(label('fr', opens)).toBe('En (x). Oui\u00A0?');
    expect(label('fr', say('many', { items: { phrase: opens } }))).toBe('Il y a en (x). Oui\u00A0?.');
  });

  test('days and deadlines', () => {
    const params = { day: { day: '2027-04-15' }, end: { deadline: '2027-03-24T23:00:00.000Z', zone: 'Europe/Paris' } };
    expect(label('fr', say('when', params)).replaceAll('\u00A0', ' ')).toBe(
      "D'ici au 15 avril 2027, avant le 24 mars 2027 inclus, 23 h 59, heure de Paris.",
    );
    expect(label('en', say('when', params)).replaceAll('\u00A0', ' ')).toBe(
      'By 15 April 2027, before 24 March 2027 inclusive, 11:59 pm, Paris time.',
    );
  });

  test('a sign that looks like a tag is text', () => {
    expect(word('fr', say('html', { n: 3 }))).toBe('a < b 3 <c>');
  });

  test('a phrase that holds itself is refused, not followed for ever', () => {
    const loop: { key: Phrase['key']; params: Record<string, unknown> } = { key: 'many' as Phrase['key'], params: {} };
    loop.params['items'] = { phrase: loop };
    expect(() => word('fr', loop as Phrase)).toThrow(/phrases within/);
  });
});

test('a label is plain text; a text is data as it stands', () => {
  expect(label('fr', 'a*b_c')).toBe('a*b_c');
  expect(word('fr', 'a*b')).toBe('a\\*b');
  expect(label('fr', say('many', { items: { markdown: '**x**' } }))).toBe('Il y a x.');
});
