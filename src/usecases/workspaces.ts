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

  /** Asked once at a time: whoever waits for the same answer goes on in the order in which they came. */
  const asked = new Map<string, Promise<boolean>>();

  function remember({ platform, workspace }: Place): true {
    if (known.size >= KNOWN_WORKSPACES) known.clear();
    known.add(keyOf({ platform, workspace }));
    return true;
  }

  async function ask(place: Place, now: string): Promise<boolean> {
    const { platform, workspace } = place;
    if ((await networks.networkOf(platform, workspace)) !== null) return remember(place);
    const [only, ...others] = await networks.list();
    if (only === undefined || others.length > 0) return false;
    await networks.attach(platform, workspace, only.id, now);
    return remember(place);
  }

  return {
    async isAttached(place, now) {
      const key = keyOf(place);
      if (known.has(key)) return true;
      const before = asked.get(key);
      if (before !== undefined) return before;
      const answer = ask(place, now).finally(() => asked.delete(key));
      asked.set(key, answer);
      return answer;
    },
    async join(code, place, now) {
      const network = await networks.redeemInvitation(hashCode(entropy, code), place.platform, place.workspace, now);
      return network === null ? false : remember(place);
    },
  };
}

function keyOf({ platform, workspace }: Place): string {
  return `${platform}\0${workspace}`;
}

/** The code in « rejoindre CODE » (« join CODE »), or null. */
export function readJoin(text: string): string | null {
  return /^\s*\/?(?:rejoindre|join)\s+(\S[\w -]{2,62})\s*$/i.exec(text)?.[1] ?? null;
}
