/** What the staff must know of a server: told to them and logged once, until it is mended. */
import type { PlaceIncident } from '#messaging/index.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import { LIMITS } from './limits.ts';
import type { Link } from './link.ts';

const KINDS = {
  discord_missing_permission: 'permission',
  discord_no_thread_permission: 'noPrivatePlace',
  discord_place_gone: 'placeGone',
  discord_thread_deleted: 'placeGone',
  discord_server_left: 'left',
  discord_commands_not_registered: 'commands',
} as const satisfies Record<string, PlaceIncident['kind']>;
type Incident = keyof typeof KINDS;

export interface IncidentParts {
  readonly nameOf: (server: string) => string;
  /** Work that goes on by itself: awaited before the adapter stops. */
  readonly track: (work: Promise<void>) => void;
}

export class Incidents {
  readonly #told = new BoundedMap<string, true>(LIMITS.remembered);
  readonly #parts: IncidentParts;

  constructor(parts: IncidentParts) {
    this.#parts = parts;
  }

  /** `server`: its id, or the workspace of who was to be answered; `about`: what tells two of a kind apart. */
  tell({ host }: Link, incident: Incident, server: string, about = ''): void {
    const key = `${incident} ${server} ${about}`;
    if (this.#told.has(key)) return;
    this.#told.set(key, true);
    host.log('warn', incident, { server, ...(about === '' ? {} : { about }) });
    const { nameOf, track } = this.#parts;
    track(host.tellStaff({ kind: KINDS[incident], workspace: server, name: nameOf(server) }));
  }

  /** It works again: the next time is told again. */
  mended(incident: Incident, server: string, about = ''): void {
    this.#told.delete(`${incident} ${server} ${about}`);
  }
}
