import { describe, expect, test } from 'vitest';
import { Person, phraseOf } from '#test/support/conversation.ts';
import { mergeSessions } from './merge.ts';
import { newSession, upcastSession } from './new-session.ts';

const LONG = 'il faut une permanence de plus par semaine';
const asked = { kind: 'linkAsked', linkId: 'l1', platform: 'matrix', displayName: 'Ana M' } as const;
const done = (outcome: 'linked' | 'unlinked' | 'refused' | 'unknown' | 'expired' | 'self' | 'onlyAccount') =>
  ({ kind: 'linkDone', outcome, platform: 'matrix' }) as const;

describe('linking accounts', () => {
  test('a code is made, private, for ten minutes', () => {
    const ana = new Person().settle().say('lier mon compte');
    expect(ana.of('makeLinkCode')).toEqual([
      { type: 'makeLinkCode', code: 'ABCD2345', expiresAt: new Date(ana.now + 600_000).toISOString() },
    ]);
    expect(phraseOf(ana, 'link.code')).toEqual({ code: 'ABCD-2345', minutes: 10 });
    expect(ana.say(LONG).texts('changement')).toEqual([LONG]);
  });

  test('typed on the other account, it is confirmed there first', () => {
    const ana = new Person().say('lier abcd-2345');
    expect([ana.stage, ana.keys]).toEqual(['confirm', ['link.askRedeem']]);
    expect(ana.say('non').of('redeemLinkCode')).toEqual([]);
    expect(ana.say('lier abcd-2345', 'oui').of('redeemLinkCode')).toEqual([
      { type: 'redeemLinkCode', code: 'ABCD2345' },
    ]);
    expect(ana.keys).toEqual(['link.wait']);
  });

  test('then on the first, in the middle of an answer, which is closed before', () => {
    const ana = new Person().settle().say(LONG).step(asked);
    expect([ana.stage, ana.keys]).toEqual(['confirm', ['answer.notedOpenFirst', 'link.askAccept']]);
    ana.say('oui');
    expect([ana.of('acceptLink'), ana.stage]).toEqual([[{ type: 'acceptLink', linkId: 'l1' }], 'question:nombre']);
    ana.step(done('linked'));
    expect(ana.keys).toEqual(['link.done', 'question.again']);
    expect(ana.of('recordChoice')).toEqual([{ type: 'recordChoice', choice: 'presentation', value: 'unnamed' }]);
  });

  test.each(['non', 'mais qui est-ce donc ?'])('« %s » refuses', text => {
    expect(new Person().settle().step(asked).say(text).of('refuseLink')).toEqual([
      { type: 'refuseLink', linkId: 'l1' },
    ]);
  });

  test.each(['refused', 'unknown', 'expired', 'self', 'onlyAccount'] as const)(
    '%s is said, and one is where one was',
    outcome => {
      const ana = new Person().settle().step(done(outcome));
      expect([ana.keys.at(-1), ana.stage]).toEqual(['question.again', 'question:changement']);
    },
  );

  test('whoever asked is gone: the question and their name go, and one is where one was', () => {
    const ana = new Person().settle().step(asked);
    ana.step({ kind: 'linkDone', outcome: 'expired', platform: '', linkId: 'other' });
    expect(ana.stage).toBe('confirm');
    ana.step({ kind: 'linkDone', outcome: 'expired', platform: '', linkId: 'l1' });
    expect([ana.keys, ana.stage]).toEqual([['link.expired', 'question.again'], 'question:changement']);
    expect(JSON.stringify(ana.session)).not.toContain('Ana M');
  });

  test('unlinking asks first; nothing more is asked of the account let go', () => {
    const ana = new Person().settle().say('délier mon compte', 'oui');
    expect(ana.of('unlink')).toEqual([{ type: 'unlink', platform: 'terminal', workspace: 'local', userId: 'p1' }]);
    ana.step(done('unlinked'));
    expect([ana.keys, ana.stage]).toEqual([['unlink.done'], 'paused']);
    expect(ana.say('reprendre').stage).toBe('question:changement');
  });
});

describe('two sessions joined', () => {
  const now = '2027-02-02T10:00:00.000Z';

  test('one profile, one set of drafts, the strictest choices', () => {
    const ana = new Person(undefined, 'p1').say('contribuer 1', '1', '3', 'Ville de Nantes', '1', 'passer', '74');
    const leo = new Person(undefined, 'p2').begin().say('2', '2', 'passer').say('rappels', 'non');
    const joined = mergeSessions(ana.session, leo.session, now);
    expect(joined.choices).toMatchObject({ presentation: 'unnamed', reminders: false, news: null });
    expect(joined.profile).toMatchObject({
      actor: { name: 'habitant' },
      places: ['dep:74'],
      organisation: 'Ville de Nantes',
    });
    expect(Object.keys(joined.drafts).toSorted()).toEqual(['p1.1', 'p2.1']);
    expect([joined.participantId, joined.prompt]).toEqual(['p1', Math.max(ana.session.prompt, leo.session.prompt) + 1]);
  });

  test('both sent on one theme: the person chooses, at once or later', () => {
    const both = () => {
      const [ana, leo] = ['p1', 'p2'].map(id => new Person(undefined, id).settle().say('envoyer', '1', 'non'));
      if (ana === undefined || leo === undefined) throw new Error('two people');
      ana.session = mergeSessions(ana.session, leo.session, now);
      return ana.step(done('linked'));
    };
    const ana = both();
    expect([ana.stage, ana.choices.toSorted()]).toEqual(['chooseCurrent', ['p1.1', 'p2.1']]);
    expect(ana.say('je ne sais pas').stage).toBe('chooseCurrent');
    ana.click('p2.1');
    expect([ana.of('withdraw'), ana.session.drafts['p1.1']?.status, ana.stage]).toEqual([
      [{ type: 'withdraw', draftId: 'p1.1' }],
      'withdrawn',
      'idle',
    ]);
    expect(both().say('contribuer 2').say('mes contributions').stage).toBe('chooseCurrent');
  });

  test('one sent, one draft on the same theme: sending the draft asks which counts', () => {
    const ana = new Person(undefined, 'p1').settle().say('envoyer', '1', 'non');
    const leo = new Person(undefined, 'p2').settle();
    ana.session = mergeSessions(ana.session, leo.session, now);
    ana.step(done('linked')).say('mes contributions').click('p2.1');
    expect(ana.session.current).toBe('p2.1');
    ana.say('envoyer', '1');
    expect(ana.stage).toBe('chooseCurrent');
  });
});

test('a session newer than the program is refused, its own is read', () => {
  const seed = { participantId: 'p', network: 'n', displayName: 'A', lang: 'fr', now: '2027-02-02T10:00:00.000Z' };
  const session = newSession({ ...seed, address: new Person().session.address });
  expect(upcastSession(session)).toBe(session);
  expect(() => upcastSession({ ...session, schema: 99 })).toThrow(/newer/);
});
