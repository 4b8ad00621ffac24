/** What a process does in its own time, whatever the others do: any number of them may, each thing is done once. */
import type { Consultation } from '#consultation/definition.ts';
import type { Entropy } from './entropy.ts';
import { createCheckNew } from './moderation/check-new.ts';
import { createTellAlerts } from './moderation/tell-alerts.ts';
import type { Log } from './log.ts';
import type { Stores } from './ports.ts';
import { createRetention } from './retention/carry-out.ts';

export interface HousekeepingParts {
  readonly stores: Pick<Stores, 'moderation' | 'retention' | 'staff' | 'networks'>;
  /** Brings the dates that the staff set up to now. */
  readonly refresh: () => Promise<void>;
  readonly consultationOf: (network: string) => Consultation;
  readonly log: Log;
  readonly entropy: Pick<Entropy, 'sha256'>;
  /** ISO UTC. */
  readonly now: () => string;
}

/** Makes the function that the loop calls: how many things it did. */
export function createHousekeeping(parts: HousekeepingParts): () => Promise<number> {
  const { stores, entropy, now } = parts;
  const { moderation } = stores;
  const retention = createRetention(parts);
  const checkNew = createCheckNew({ moderation, entropy, now });
  const tellAlerts = createTellAlerts(moderation, now);
  return async () => (await tellAlerts()) + (await checkNew()) + (await retention());
}
