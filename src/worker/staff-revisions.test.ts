/** New questions are explained to the staff: what changes, and for how many drafts; once by themselves, any time when asked. */
import { describe, expect, test } from 'vitest';
import type { Axis, Consultation } from '#consultation/definition.ts';
import { CONSULTATION } from '#usecases/test-support/parts.ts';
import { openWorld, TO_OPEN_QUESTION, type World } from './test-support/world.ts';

const SAM = { platform: 'terminal', workspace: 'local', userId: 'sam' };
const plain = (said: readonly string[]) => said.join('\n').replaceAll(/[\u00A0\u202F]/g, ' ');
const staff = async (world: World, text: string, user = 'sam') => plain(await world.say(text, { user }));

/** Theme 4 with two questions more, one reworded, its last one gone, under another revision. */
function revised(): Consultation {
  const change = (axis: Axis): Axis => {
    const [first, ...others] = axis.questions.slice(0, -1);
    if (first === undefined) throw new Error('theme 4 has questions');
    const reworded = { ...first, label: { ...first.label, fr: 'Qui faut-il aider, *surtout* ?' } };
    const more = ['un', 'deux'].map(name => ({ ...first, name, label: { ...first.label, fr: `Question ${name} ?` } }));
    return { ...axis, revision: 'ffffffffffffffff', questions: [reworded, ...others, ...more] };
  };
  const axes = CONSULTATION.axes.map(axis => (axis.number === 4 ? change(axis) : axis));
  return { ...CONSULTATION, axes };
}

const NEWS =
  /Les questions du thème 4, .* : 2 questions nouvelles, une reformulée, une retirée\.\nNouvelles :\n– Question un \?\n– Question deux \?\nReformulées :\n– Qui faut-il aider, \*surtout\* \?\nRetirées :/;

describe('a new revision of the questions', () => {
  test('is told to the staff once, with the drafts that it leaves on the old questions', async () => {
    const world = await openWorld({ firstStaff: [SAM] });
    await world.say('bonjour', { user: 'sam' });
    expect(await staff(world, 'questions')).toContain("n'ont pas changé");
    for (const user of ['u1', 'u2']) await world.sayAll(TO_OPEN_QUESTION, { user });
    const other = await world.restart({ consultation: revised() });
    await other.say('où en suis-je', { user: 'u1' });
    const toSam = () => other.adapters['terminal']?.sent.filter(({ message }) => message.to.userId === 'sam') ?? [];
    expect(plain(toSam().map(({ message }) => message.text.replaceAll('\\', '').replaceAll('\n- ', '\n– ')))).toMatch(
      NEWS,
    );
    expect(await staff(other, 'questions')).toContain('2 brouillons ont commencé avec les anciennes questions');
    expect(await staff(other, 'journal')).toContain('revision.new');
    const again = await other.restart({ consultation: revised() });
    expect(await staff(again, 'journal 20')).toMatch(
      /^(?:(?!revision\.new)[^])*revision\.new(?:(?!revision\.new)[^])*$/,
    );
    expect(await staff(again, 'questions')).toMatch(NEWS);
    expect(await staff(again, 'questions', 'eve')).not.toContain('nouvelles');
  });

  test('leaves no draft behind once its author has chosen the new ones', async () => {
    const world = await openWorld({ firstStaff: [SAM] });
    await world.sayAll(TO_OPEN_QUESTION, { user: 'u1' });
    await world.say('pause', { user: 'u1' });
    const other = await world.restart({ consultation: revised() });
    expect(plain(await other.say('reprendre', { user: 'u1' }))).toContain('ont changé');
    await other.say('1', { user: 'u1' });
    expect(await staff(other, 'questions')).toContain("Aucun brouillon n'est resté");
  });
});
