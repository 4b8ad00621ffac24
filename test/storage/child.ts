/** A process of its own, running one of the scripts beside this file. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export const RACER = new URL('./racer.ts', import.meta.url);
export const STARTER = new URL('./starter.ts', import.meta.url);

/** Resolves with nothing when the script ends well, with what it wrote on its standard error when it does not. */
export async function runChild(script: URL, task: unknown): Promise<string> {
  const child = spawn(process.execPath, [fileURLToPath(script), JSON.stringify(task)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number | null]>]);
  return code === 0 ? '' : `exit ${String(code)}: ${errors}`;
}
