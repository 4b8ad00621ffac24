/** A theme of more questions than one page of a form holds: page after page, each kept as it is left. */
import { afterEach, describe, expect, it } from 'vitest';
import { object, objects, text } from '#adapters/slack/json.ts';
import { LIMITS } from '#adapters/slack/limits.ts';
import type { Consultation } from '#consultation/definition.ts';
import { Chat } from './chat.ts';
import { openSlackWorld, type SlackWorld } from './slack-world.ts';

let world: SlackWorld;

afterEach(async () => {
  await world.assertContract();
  await world.close();
});

const MORE = 40;

/** The kit's theme, with so many short questions more. */
function longer(consultation: Consultation): Consultation {
  const axes = consultation.axes.map(axis => {
    const model = axis.questions.find(({ name }) => name === 'nombre');
    if (model === undefined) throw new Error('the kit has changed');
    const more = Array.from({ length: MORE }, (_, i) => ({ ...model, name: `nombre_${i}` }));
    return { ...axis, revision: `${axis.revision}-longer`, questions: [...axis.questions, ...more] };
  });
  return { ...consultation, axes };
}

describe.each(['socket', 'http'] as const)('over %s', mode => {
  it('opens a long theme in pages, and keeps each as it is left', async () => {
    world = await openSlackWorld(mode, longer);
    const ana = new Chat(world, 'ana');
    await ana.says('contribuer 1');
    for (let i = 0; i < 6 && !/question 1 sur/i.test((await ana.last()).text); i += 1) await ana.says('1');
    const [first, second, ...others] = await world.userSubmitsPages('ana', [
      { recit: 'page une' },
      { nombre_30: '31' },
    ]);
    const count = (view: unknown): number => objects((view as { blocks: unknown }).blocks).length - 1;
    expect([count(first), count(second), others.length]).toEqual([LIMITS.formFields, MORE + 4 - LIMITS.formFields, 0]);
    expect(JSON.stringify(first)).toMatch(/Page 1 sur 2/);
    expect(text(object(second?.['submit'])['text'])).toBe('Enregistrer');
    await world.settle();
    await ana.says('revoir');
    expect(await ana.hears()).toMatch(/page une[\s\S]*31/);
  });
});
