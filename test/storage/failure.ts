/** What an operator is told when the database is in trouble. */
import { openStores } from '#storage/index.ts';
import { expect } from 'vitest';
import { NOW } from './sample.ts';
import { newId, type World } from './world.ts';

export async function failure(promise: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error: unknown = await promise.then(
    () => new Error('it went well'),
    (reason: unknown) => reason,
  );
  const { name, code, message } = error as { name: string; code: string; message: string };
  expect(name, String(error)).toBe('StorageError');
  // French, with what to do.
  expect(message).toMatch(/^(La base|Le disque|PostgreSQL|Impossible|DATABASE_URL)[^]*\. [A-ZÉ]|\(ou être absente/);
  return { code, message };
}

/** A client of that world, changed. */
export const open = (world: World, options: { url?: string | null; dataDir?: string; lockWaitMs?: number }) =>
  openStores({ url: world.url, dataDir: world.dataDir, now: () => NOW, newId, ...options });
