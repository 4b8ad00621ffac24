import { defineConfig } from 'vitest/config';

/** One suite of the gate: a name, the files that belong to it, the most milliseconds one of its tests may take. */
function suite(name: string, include: string[], testTimeout: number, globalSetup: string[] = []) {
  return { extends: true as const, test: { name, include, testTimeout, hookTimeout: testTimeout, globalSetup } };
}

const postgres = ['./test/support/postgres-setup.ts'];
const unit = ['src', 'adapters', 'scripts', 'test/gate', 'test/support'].map(folder => `${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    environment: 'node',
    // A process per file: the suites open databases and handle signals. Two at once suit a two-core machine where a real
    // server works beside; `npm test`, which has none, takes three: many of its tests wait for a clock.
    pool: 'forks',
    maxWorkers: 2,
    allowOnly: false,
    restoreMocks: true,
    unstubEnvs: true,
    globalSetup: ['./test/support/generate-setup.ts'],
    projects: [
      suite('unit', unit, 60_000),
      suite('golden', ['test/golden/**/*.test.ts'], 60_000),
      suite('contract', ['test/contract/**/*.test.ts'], 60_000, postgres),
      suite('storage', ['test/storage/**/*.test.ts'], 120_000, postgres),
      suite('workshop', ['test/workshop/**/*.test.ts'], 120_000, postgres),
      suite('e2e', ['test/e2e/**/*.test.ts'], 180_000, postgres),
    ],
  },
});
