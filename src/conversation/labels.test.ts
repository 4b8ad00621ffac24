import { describe, expect, test } from 'vitest';
import { CATALOGS } from '#wording/catalogs.ts';
import { createWording } from '#wording/wording.ts';
import { Person } from '#test/support/conversation.ts';
import { revisionsOf, trial } from '#test/support/consultation.ts';

const wording = createWording({ catalogs: CATALOGS, defaultLanguage: 'fr', describePlace: code => code });
const consultation = { ...trial(), languages: ['fr', 'fr-simple', 'en'] };
const LONG = 'il faut une permanence de plus par semaine';

/** Ways to each menu of our own, in words that every language understands. */
const MENUS: Readonly<Record<string, (ana: Person) => Person>> = {
  welcome: ana => ana.say('hello'),
  notice: ana => ana.say('contribuer 1'),
  presentation: ana => ana.say('contribuer 1', '1'),
  themes: ana => ana.say('contribuer', '1', '1'),
  collecting: ana => ana.say("contribuer 1 pour quelqu'un", '1', '1'),
  actor: ana => ana.begin().say('1'),
  part: ana => ana.settle().say('passer', 'passer', 'passer'),
  mandateValidated: ana => ana.say('contribuer 1 pour mon organisation', '1', '1', '1', 'envoyer', 'Ville'),
  review: ana => ana.settle().say('revoir'),
  news: ana => ana.settle().say('envoyer', '1'),
  contributions: ana => ana.settle().say('contribuer 2', LONG).wait(5).say('mes contributions'),
  contribution: ana => ana.settle().say('envoyer', '1', '2', 'mes contributions', '1'),
  myData: ana => ana.settle().say('mes données'),
  reminders: ana => ana.settle().say('rappels'),
  language: ana => ana.settle().say('langue'),
  paused: ana => ana.settle().say('pause'),
  'question:publics': ana => ana.begin(),
  'confirm cancel': ana => ana.settle().say('annuler'),
  'confirm command': ana => ana.settle().say('vie privée'),
  'confirm erase': ana => ana.settle().say('effacer mes données'),
};

describe.each(['fr', 'fr-simple', 'en'])('%s: every label shown may be typed back, or its number, or clicked', lang => {
  test.each(Object.keys(MENUS))('%s', name => {
    const context = { consultation, revisions: revisionsOf(consultation), wording };
    const there = new Person(context);
    there.session = { ...there.session, lang };
    MENUS[name]?.(there);
    const { choices, lang: spoken } = there.last;
    expect(spoken).toBe(lang);
    expect(choices.length).toBeGreaterThan(0);
    for (const [index, { value, label }] of choices.entries()) {
      const outcome = (act: (ana: Person) => Person): readonly unknown[] => {
        const ana = new Person(context);
        ana.session = there.session;
        ana.now = there.now;
        ana.said.push(there.last);
        act(ana);
        const types = ana.effects.filter(({ type }) => type !== 'say' && type !== 'typing');
        return [value, ana.stage, ana.keys, types];
      };
      const clicked = outcome(ana => ana.click(value));
      const words = wording.label(lang, label);
      expect([words, ...outcome(ana => ana.say(words))]).toEqual([words, ...clicked]);
      expect(outcome(ana => ana.say(String(index + 1)))).toEqual(clicked);
    }
  });
});
