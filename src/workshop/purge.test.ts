/** Words kept long enough after a moderation leave the workshop that wrote them. */
import { expect, test } from 'vitest';
import { trial } from '#test/support/consultation.ts';
import { Play } from '#test/support/workshop.ts';

function sent(): Play {
  const play = new Play(trial(), { axis: 1 });
  const says = (who: string, ...texts: readonly string[]) => texts.forEach(text => play.says(who, text));
  says('Zoé', 'questions 2', 'commencer');
  for (const who of ['Anne', 'Bilal']) says(who, 'je participe');
  says('Zoé', 'commencer');
  says('Anne', 'Rappeler Paul au 06 12 34 56 78');
  says('Bilal', 'Former les agents');
  says('Zoé', 'passer', 'valider');
  says('Anne', "d'accord");
  says('Bilal', "d'accord");
  return play;
}

test('of what was hidden no word stays, and nothing is ever sent again', () => {
  const play = sent();
  play.event({ kind: 'purged', status: 'hidden' });
  const state = JSON.stringify(play.workshop);
  for (const gone of ['Paul', 'agents']) expect(state).not.toContain(gone);
  expect(play.workshop.sent?.reference).toBeDefined();
  const from = play.effects.length;
  play.says('Anne', 'mon nom');
  play.event({ kind: 'takeBack', member: 'm2', what: 'ideas' });
  expect(play.effects.slice(from).filter(({ type }) => type === 'submit' || type === 'withdraw')).toEqual([]);
});

test('of what was redacted stays what is shown', () => {
  const play = sent();
  play.event({ kind: 'purged', status: 'redacted' });
  const state = JSON.stringify(play.workshop);
  expect(state).not.toContain('06 12');
  expect(play.workshop.answers['changement']?.sentences.map(({ text }) => text)).toEqual([
    'Rappeler Paul au [téléphone].',
    'Former les agents.',
  ]);
  expect(play.workshop.sent?.withdrawn).toBe(false);
});

test('before anything is sent it concerns nobody', () => {
  const play = new Play(trial(), { axis: 1 });
  const before = play.workshop;
  play.event({ kind: 'purged', status: 'hidden' });
  expect(play.workshop).toEqual(before);
});
