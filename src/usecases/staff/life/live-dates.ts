/**
 * The consultation as it stands for each network: the file's, with the dates that the staff set over them. Kept in
 * memory and read again when another process may have changed them, so that a turn costs nothing more.
 */
import type { Consultation, Opening } from '#consultation/definition.ts';
import { msBetween } from '../../clock.ts';
import { LIVE_DATES_MS } from '../limits.ts';
import type { LiveOpening } from './ports.ts';

export interface LiveDates {
  /** Reads the rows where they may have changed; at once after `forget`. Rejects where the database fails. */
  readonly fresh: () => Promise<void>;
  /** This process has just changed them. */
  readonly forget: () => void;
  /** The same object until the dates change. `null`: whatever the network, where only one has dates of its own. */
  readonly of: (network: string | null) => Consultation;
}

export function createLiveDates(
  consultation: Consultation,
  read: () => Promise<readonly LiveOpening[]>,
  now: () => string,
): LiveDates {
  let byNetwork = new Map<string, Consultation>();
  let readAt: string | null = null;
  let stored = '';

  async function fresh(): Promise<void> {
    const at = now();
    if (readAt !== null && Math.abs(msBetween(readAt, at)) < LIVE_DATES_MS) return;
    const rows = await read();
    const text = JSON.stringify(rows);
    if (text !== stored) byNetwork = merge(consultation, rows);
    stored = text;
    readAt = at;
  }

  return {
    fresh,
    forget: () => {
      readAt = null;
    },
    of: network => {
      const [only, ...others] = byNetwork.values();
      if (network === null) return others.length === 0 ? (only ?? consultation) : consultation;
      return byNetwork.get(network) ?? consultation;
    },
  };
}

function merge(consultation: Consultation, rows: readonly LiveOpening[]): Map<string, Consultation> {
  const found = new Map<string, Consultation>();
  for (const [network, of] of Map.groupBy(rows, row => row.network)) {
    const own: Record<number, Opening> = { ...consultation.axisOpening };
    for (const { axis, opens, closes } of of) own[axis] = { opens, closes };
    found.set(network, { ...consultation, axisOpening: own });
  }
  return found;
}
