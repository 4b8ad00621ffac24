import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { standsFor } from '#test/support/absent.ts';
import { findSynapse, startSynapse, type Synapse } from '#test/support/matrix/synapse.ts';
import { openMatrixWorld } from './matrix-world.ts';
import { teamTranscript } from './team-commands.ts';

if (findSynapse() === null) standsFor('Matrix, the team', 'Synapse, which is not there: npm run synapse');
else {
  vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
  let synapse: Synapse;
  beforeAll(async () => {
    synapse = await startSynapse();
  });
  afterAll(() => synapse.stop());

  test('every command of the team, by each role, over Matrix', async () => {
    // What is said in a room is tried with the workshops: each of its words starts the bot again here.
    const { read, kept } = await teamTranscript('matrix', () => openMatrixWorld(synapse, 'direct'), false);
    expect(read).toBe(kept);
  });
}
