import { expect, test } from 'vitest';
import { runTdt } from './test-support/world.ts';

test('without a token, both commands say which variable to give', async () => {
  for (const command of ['invite', 'check']) {
    const ran = await runTdt(['discord', command], { dataDir: 'unused' });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain("DISCORD_TOKEN n'est pas donné");
    expect(ran.stdout).toBe('');
  }
});
