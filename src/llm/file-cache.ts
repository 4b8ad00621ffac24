/** A model's answers kept in files, for `tdt synthesize`, which has no database. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelCache } from '#usecases/synthesis/ports.ts';

/** One file an answer, named by its key, in `folder`; readable by its owner alone. A file that can't be read is asked again. */
export function createFileCache(folder: string): ModelCache {
  const path = (key: string) => join(folder, `${key.replace(/[^0-9a-f]/g, '')}.json`);
  let written = 0;
  return {
    get: async key => {
      try {
        return await readFile(path(key), 'utf8');
      } catch {
        return null;
      }
    },
    set: async (key, value) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      written += 1;
      const partial = `${path(key)}.${process.pid}.${written}`;
      await writeFile(partial, value, { mode: 0o600 });
      await rename(partial, path(key));
    },
  };
}
