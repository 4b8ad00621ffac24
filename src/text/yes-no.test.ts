import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDontKnow, readYesNo } from './yes-no.ts';

describe('readYesNo', () => {
  it.each([
    'oui',
    'Oui !',
    'OUI',
    'oui oui',
    'ouiiii',
    'ouais',
    'ok',
    'Okay',
    "d'accord",
    'D’accord',
    'dac',
    'oui merci',
    'mais oui',
    'bien sûr',
    'tout à fait',
    "c'est ça",
    "c'est bien ça",
    'oui, c’est cela',
    'je confirme',
    'pas de souci',
    'yes',
    'yep',
    'sure',
    '👍',
    '👍🏽',
  ])('%j says yes', text => expect(readYesNo(text)).toBe(true));
  it.each([
    'non',
    'Non.',
    'nan',
    'non non',
    'non merci',
    'pas du tout',
    "pas d'accord",
    "ce n'est pas ça",
    'bien sûr que non',
    'no',
    'nope',
    'no thanks',
    '👎',
  ])('%j says no', text => expect(readYesNo(text)).toBe(false));
  it.each([
    '',
    'bof',
    'peut-être',
    'oui non',
    'oui et non',
    'oui mais pas toujours',
    'oui pour les seniors',
    'nous',
    'non loin de la mairie',
    '1',
    'merci',
  ])('%j says neither', text => expect(readYesNo(text)).toBeNull());
});

describe('isDontKnow', () => {
  it.each([
    'je ne sais pas',
    'Je sais pas.',
    'j’sais pas',
    'jsp',
    'NSP',
    'aucune idée',
    'Aucune idée, désolé',
    'je ne sais pas du tout',
    'je ne sais pas trop',
    'je ne sais vraiment pas',
    "j'en sais rien",
    'je ne sais pas encore',
    'ne sait pas',
    'euh je sais pas',
    "don't know",
    'I don’t know',
    'dunno',
    'idk',
    'no idea',
    '🤷',
    '🤷‍♀️',
  ])('%j is « je ne sais pas »', text => expect(isDontKnow(text)).toBe(true));
  it.each([
    '',
    'je sais',
    'je ne sais pas lire',
    'je sais pas mais il faudrait un bus',
    'aucun',
    'pas',
    'bonjour',
    'les gens disent « je ne sais pas »',
  ])('%j is an answer', text => expect(isDontKnow(text)).toBe(false));
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), text => {
      expect([true, false, null]).toContain(readYesNo(text));
      expect(typeof isDontKnow(text)).toBe('boolean');
    }),
  );
});
