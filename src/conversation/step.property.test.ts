import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actions, checkWayForward, Model, perform } from '#test/support/conversation-model.ts';

const RUNS = Number(process.env['TDT_PROPERTY_RUNS'] ?? 150);

describe('whatever happens in a conversation', () => {
  test('nothing throws, nothing accepted is lost, every bound holds, and there is a way forward', () => {
    fc.assert(
      fc.property(fc.array(actions, { minLength: 5, maxLength: 45 }), sequence => {
        const model = new Model();
        for (const action of sequence) perform(model, action);
        checkWayForward(model);
        expect(model.lost).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});
