/** One of two processes that say things for the same people at once: some of them the same things. */
import { openStores } from '#storage/index.ts';
import { event, NOW, noting } from './sample.ts';
import { newId } from './world.ts';

interface Task {
  readonly url: string | null;
  readonly dataDir: string;
  readonly users: string[];
  readonly side: 'a' | 'b';
}

const { url, dataDir, users, side } = JSON.parse(process.argv[2] ?? '{}') as Task;
const stores = await openStores({ url, dataDir, now: () => NOW, newId });
for (let n = 0; n < 25; n += 1) {
  const of = side === 'a' ? users : users.toReversed();
  const number = String(n).padStart(2, '0');
  const group = of.flatMap(user => [event(user, `${user}-${side}-${number}`), event(user, `${user}-both-${number}`)]);
  const { outcomes } = await stores.turns.runGroup(group, noting());
  for (const outcome of outcomes) if (outcome.kind === 'failed') throw outcome.error;
}
await stores.close();
