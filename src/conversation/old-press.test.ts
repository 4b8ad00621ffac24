import { expect, test } from 'vitest';
import { Person } from '#test/support/conversation.ts';

/** What is pressed beside the choices (« Passer », a date, a place) names what its message asked. */
function presses(ana: Person, text: string, prompt: number): Person {
  return ana.inbound({ kind: 'command', text, prompt });
}

test('« Passer » on the question asked passes it; on an older one it changes nothing, and says where one is', () => {
  const ana = new Person().begin();
  const asked = ana.last.prompt;
  presses(ana, 'passer', asked);
  expect([ana.value('publics'), ana.stage]).not.toEqual([undefined, 'question:publics']);
  const { stage } = ana;
  presses(ana, 'passer', asked);
  expect([ana.keys[0], ana.stage]).toEqual(['click.stale', stage]);
});

test('a territory is looked up where it is asked for, and one picked on an older message is no answer', () => {
  const ana = new Person().settle();
  ana.say('mes données');
  const before = ana.session.drafts;
  presses(ana, 'Haute-Savoie', 1);
  expect([ana.keys[0], ana.session.drafts]).toEqual(['click.stale', before]);
  const leo = new Person().begin().click('jeunes', 'seniors');
  for (let i = 0; i < 3 && leo.stage !== 'territory'; i += 1) leo.say('passer');
  expect([leo.stage, leo.last.search]).toEqual(['territory', 'places']);
  presses(leo, 'Haute-Savoie', leo.last.prompt);
  expect(leo.session.profile.places).toEqual(['dep:74']);
});
