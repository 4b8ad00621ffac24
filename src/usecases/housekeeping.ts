/** What a process does in its own time, whatever the others do: any number of them may, each thing is done once. */
import type { Entropy } from './entropy.ts';
import { createCheckNew } from './moderation/check-new.ts';
import { createTellAlerts } from './moderation/tell-alerts.ts';
import type { Stores } from './ports.ts';

export interface HousekeepingParts {
  readonly stores: Pick<Stores, 'moderation'>;
  readonly entropy: Pick<Entropy, 'sha256'>;
  /** ISO UTC. */
  readonly now: () => string;
}

/** Makes the function that the loop calls: how many things it did. */
export function createHousekeeping({ stores: { moderation }, entropy, now }: HousekeepingParts): () => Promise<number> {
  const checkNew = createCheckNew({ moderation, entropy, now });
  const tellAlerts = createTellAlerts(moderation, now);
  return async () => (await tellAlerts()) + (await checkNew());
}
