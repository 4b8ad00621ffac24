/** Whether what is installed is what the lockfile asks for: after a pull that brings a dependency, it is not. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.ts';

interface Entry {
  readonly version?: string;
  readonly optional?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** Packages shown by name in the message. */
const NAMED = 3;

/**
 * A sentence that says what to do; null where nothing is missing. Packages of other platforms count for nothing, nor do
 * those of development where none of them is installed (an image that was pruned).
 */
export function staleInstall(root: string = ROOT): string | null {
  const installed = packagesOf(join(root, 'node_modules/.package-lock.json'));
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const pruned = !Object.values(installed).some(({ dev }) => dev === true);
  const asked = ({ optional, dev, devOptional }: Entry): boolean =>
    optional !== true && !(pruned && (dev === true || devOptional === true));
  const missing = Object.entries(wanted).filter(
    ([path, entry]) => path !== '' && asked(entry) && installed[path]?.version !== entry.version,
  );
  if (missing.length === 0) return null;
  const names = missing.slice(0, NAMED).map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 13));
  const more = missing.length > NAMED ? `, and ${missing.length - NAMED} more` : '';
  return `The installed packages are not those of package-lock.json (${names.join(', ')}${more}): run \`npm ci\`, then start again.`;
}

function packagesOf(file: string): Readonly<Record<string, Entry>> {
  if (!existsSync(file)) return {};
  return (JSON.parse(readFileSync(file, 'utf8')) as { packages?: Record<string, Entry> }).packages ?? {};
}
