/** What the bot sends as a file, kept beside the database for the person at the terminal. */
import { mkdir, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FileBody } from '#messaging/index.ts';

const TRIES = 1_000;

/** Writes the file under a free name, readable by its owner only; returns its path. */
export async function saveDownload(folder: string, body: FileBody): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = body.name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/u, '') || 'fichier';
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let i = 1; i <= TRIES; i += 1) {
    const path = join(folder, i === 1 ? name : `${stem}-${i}${extension}`);
    try {
      await writeFile(path, body.bytes, { mode: 0o600, flag: 'wx' });
      return path;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
  throw new Error(`no free name for ${stem} in the folder of downloads`);
}
