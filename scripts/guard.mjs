/**
 * Runs before `start`, `tdt`, `test`, `validate`, `bench` and `soak`: is this Node new enough, and is the database
 * client generated from the present schema? It is plain JavaScript that Node 16 can read, since the Node it has to
 * refuse is the one that runs it. Makes no network call; takes 0.1 s when there is nothing to do.
 */
const WANTED = 24;
const major = Number(process.versions.node.split('.')[0]);

if (major < WANTED) {
  const mend = ['linux-x64', 'linux-arm64'].includes(`${process.platform}-${process.arch}`)
    ? 'run `npm ci` again without --omit=optional (it brings its own Node 24), and start with `npm start`, not `node`'
    : `install Node ${WANTED} (https://nodejs.org), then start again`;
  console.error(`Tour de table needs Node ${WANTED} and this is Node ${process.versions.node}: ${mend}.`);
  process.exit(1);
}

try {
  const { generateWhenStale } = await import('./lib/prisma-client.ts');
  await generateWhenStale();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
