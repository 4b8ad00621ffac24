import { afterAll, beforeAll, vi } from 'vitest';
import { standsFor } from '#test/support/absent.ts';
import { CAPABILITIES } from '#adapters/matrix/index.ts';
import { findSynapse, startSynapse, type Synapse } from '#test/support/matrix/synapse.ts';
import { describeAdapterContract } from './adapter.ts';
import { type Mode, openMatrixWorld } from './matrix-world.ts';

const MODES: readonly Mode[] = ['encrypted', 'direct', 'thread'];

// Without a server there is nothing to run: it is said in a visible line, and `.ci/run` requires one.
if (findSynapse() === null) standsFor('Matrix', 'Synapse, which is not there: npm run synapse');
else {
  // A whole homeserver and whole clients: slow where the machine is busy.
  vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
  let synapse: Synapse;
  beforeAll(async () => {
    synapse = await startSynapse();
  });
  afterAll(() => synapse.stop());

  for (const mode of MODES)
    describeAdapterContract({
      name: `matrix, ${mode}`,
      refusesFiles: true,
      hasTeam: true,
      capabilities: CAPABILITIES,
      // In clear, a workshop has its own tests: it votes there.
      ...(mode === 'encrypted' ? { several: true } : {}),
      open: () => openMatrixWorld(synapse, mode),
    });
}
