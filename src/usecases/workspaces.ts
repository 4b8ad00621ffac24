/** Which network a workspace belongs to. While there is only one network, every workspace is its own. */
import { hashCode } from './codes.ts';
import type { Entropy } from './entropy.ts';
import { KNOWN_WORKSPACES } from './limits.ts';
import type { NetworkStore } from './ports.ts';

/** A workspace, as an account or an address names it. */
export interface Place {
  readonly platform: string;
  readonly workspace: string;
}

export interface Workspaces {
  /** Whether somebody of that workspace may be heard; attaches it where there is only one network. */
  readonly isAttached: (place: Place, now: string) => Promise<boolean>;
  /** Attaches the workspace by an invitation's code. */
  readonly join: (code: string, place: Place, now: string) => Promise<boolean>;
}

export function createWorkspaces(networks: NetworkStore, entropy: Entropy): Workspaces {
  // A workspace never leaves its network, so that what was once true stays so.
  const known = new Set<string>();

  function remember({ platform, workspace }: Place): true {
    if (known.size >= KNOWN_WORKSPACES) known.clear();
    known.add(`${platform}\0${workspace}`);
    return true;
  }

  return {
    async isAttached(place, now) {
      const { platform, workspace } = place;
      if (known.has(`${platform}\0${workspace}`)) return true;
      if ((await networks.networkOf(platform, workspace)) !== null) return remember(place);
      const [only, ...others] = await networks.list();
      if (only === undefined || others.length > 0) return false;
      await networks.attach(platform, workspace, only.id, now);
      return remember(place);
    },
    async join(code, place, now) {
      const network = await networks.redeemInvitation(hashCode(entropy, code), place.platform, place.workspace, now);
      return network === null ? false : remember(place);
    },
  };
}

/** The code in « rejoindre CODE » (« join CODE »), or null. */
export function readJoin(text: string): string | null {
  return /^\s*\/?(?:rejoindre|join)\s+(\S[\w -]{2,62})\s*$/i.exec(text)?.[1] ?? null;
}
