/** Thirty clients of a real homeserver in one room. */
import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import { standsFor } from '#test/support/absent.ts';
import { findSynapse, startSynapse, type Synapse } from '#test/support/matrix/synapse.ts';
import { openMatrixWorld } from './matrix-world.ts';
import { expectSameContribution, PEOPLE } from './scenarios/replay.ts';

if (findSynapse() === null) standsFor('a workshop of thirty on Matrix', 'Synapse, which is not there: npm run synapse');
else {
  vi.setConfig({ testTimeout: 600_000, hookTimeout: 240_000 });
  describe('a workshop of thirty people on Matrix', () => {
    let synapse: Synapse;
    beforeAll(async () => {
      synapse = await startSynapse();
    });
    afterAll(() => synapse.stop());

    it('restarted and told twice, ends in the same contribution as without', () =>
      expectSameContribution(() => openMatrixWorld(synapse, 'direct', {}, PEOPLE)));
  });
}
