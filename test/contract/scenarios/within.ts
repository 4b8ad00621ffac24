import type { World } from '../world.ts';

/** Opens a world for one scenario, checks the platform's contract after it, and closes it whatever happens. */
export type Within = (scenario: (world: World) => Promise<void>) => Promise<void>;
