/** A follow-up drawn by a model, through the whole application on a real database. */
import { describe, expect, test } from 'vitest';
import { exportContributions } from '#usecases/export-contributions.ts';
import { readBody } from '#usecases/contribution-body.ts';
import { CONSULTATION } from '#usecases/test-support/parts.ts';
import { openWorld, TO_OPEN_QUESTION } from './test-support/world.ts';

const consultation = { ...CONSULTATION, followUpByModel: true };
const ANSWER = 'chez nous il y a une permanence par semaine au marché';
const ASKED = 'Qui vient à cette permanence ?';

describe('a follow-up drawn by a model', () => {
  test('is asked, answered, sent, and exported with its words', async () => {
    const asked: [string, string][] = [];
    const draw = (question: string, answer: string) => {
      asked.push([question, answer]);
      return Promise.resolve(ASKED);
    };
    const world = await openWorld({ consultation, followUps: { draw } });
    await world.sayAll([...TO_OPEN_QUESTION, ANSWER]);
    expect((await world.wait(5)).join()).toContain(ASKED);
    expect(asked).toEqual([[expect.stringContaining('?'), ANSWER]]);
    await world.say('surtout des retraités du bourg');
    await world.wait(5);
    await world.sayAll(['envoyer', '1']);
    const [sent] = await world.contributions();
    const body = readBody(sent?.version.body ?? '');
    expect(body.drawnFollowUps).toEqual({ changement: ASKED });
    expect(body.answers['changement.relance']?.texts).toEqual(['surtout des retraités du bourg']);
    const options = { network: sent?.version.network ?? '', consultation, versions: 'latest', kinds: 'all' } as const;
    const table = await exportContributions(world.stores, { ...options, includeWithdrawn: false });
    expect(table.columns.map(({ name }) => name)).toContain('a4.changement.relance.question');
    const rows: unknown[] = [];
    for await (const row of table.rows) rows.push(row);
    expect(rows).toMatchObject([
      { 'a4.changement.relance': 'surtout des retraités du bourg', 'a4.changement.relance.question': ASKED },
    ]);
  });

  test.each([
    ['fails', () => Promise.reject(new Error('unreachable'))],
    ['has nothing to ask', () => Promise.resolve(null)],
  ])('goes on when the model %s', async (_what, draw) => {
    const world = await openWorld({ consultation, followUps: { draw } });
    await world.sayAll([...TO_OPEN_QUESTION, ANSWER]);
    expect((await world.wait(10)).join()).toMatch(/question 3 sur/i);
    expect(JSON.stringify(world.lines)).not.toContain('permanence');
  });
});
