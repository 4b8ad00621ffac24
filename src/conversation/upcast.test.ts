/** Sessions stored by every release, read by this one and gone on with. A schema's fixture is never changed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Person } from '#test/support/conversation.ts';
import { upcastSession } from './new-session.ts';
import { SESSION_SCHEMA } from './session.ts';

const FOLDER = join(import.meta.dirname, 'fixtures');
const fixtures = readdirSync(FOLDER).filter(name => name.startsWith('session-'));

test('there is a fixture of every schema', () => {
  expect(fixtures).toEqual(Array.from({ length: SESSION_SCHEMA }, (_, i) => `session-${i + 1}.json`));
});

test.each(fixtures)('%s: the conversation goes on where it was, and nothing is lost', name => {
  const stored = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as { schema: number };
  const ana = new Person();
  ana.session = upcastSession(stored);
  ana.now = Date.parse(ana.session.lastEventAt);
  expect([ana.session.schema, ana.stage]).toEqual([SESSION_SCHEMA, 'paused']);
  ana.say('non', 'reprendre');
  expect([ana.stage, ana.keys.slice(0, 2)]).toEqual(['question:ajout', ['draft.recap', 'draft.last']]);
  expect(ana.texts('changement')).toEqual(['il faut une permanence de plus par semaine', 'le samedi']);
  ana.say('envoyer', '1');
  expect(ana.of('submit')).toEqual([{ type: 'submit', draftId: 'p1.1' }]);
  ana.say('non', 'contribuer 2');
  expect([ana.stage, ana.texts('aides')]).toEqual(['question:note', ['il manque des bus le soir']]);
});
