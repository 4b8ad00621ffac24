/** One of several processes that start together on an empty database. */
import { openStores } from '#storage/index.ts';
import { NOW } from './sample.ts';
import { newId } from './world.ts';

const { url, dataDir } = JSON.parse(process.argv[2] ?? '{}') as { url: string | null; dataDir: string };
const stores = await openStores({ url, dataDir, now: () => NOW, newId });
await stores.networks.ensureDefault(NOW);
await stores.close();
