import { defineConfig } from 'vitest/config';

/** One suite of the gate: a name, and the files that belong to it. */
function suite(name: string, include: string[], testTimeout: number) {
  return { extends: true as const, test: { name, include, testTimeout } };
}

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    allowOnly: false,
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      suite(
        'unit',
        ['src/**/*.test.ts', 'adapters/**/*.test.ts', 'scripts/**/*.test.ts', 'test/{gate,support}/**/*.test.ts'],
        10_000,
      ),
      suite('golden', ['test/golden/**/*.test.ts'], 30_000),
      suite('contract', ['test/contract/**/*.test.ts'], 60_000),
      suite('storage', ['test/storage/**/*.test.ts'], 120_000),
      suite('e2e', ['test/e2e/**/*.test.ts'], 180_000),
    ],
  },
});
