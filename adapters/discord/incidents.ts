/** What the staff must know of a server: told once, until it is mended. */
import { BoundedMap } from './bounded-map.ts';
import { LIMITS } from './limits.ts';
import type { Link } from './link.ts';

export type Incident =
  | 'discord_missing_permission'
  | 'discord_no_thread_permission'
  | 'discord_place_gone'
  | 'discord_thread_deleted'
  | 'discord_server_left'
  | 'discord_commands_not_registered';

export class Incidents {
  readonly #told = new BoundedMap<string, true>(LIMITS.remembered);

  /** `server`: its id, or the workspace of who was to be answered; `about`: what tells two of a kind apart. */
  tell({ host }: Link, incident: Incident, server: string, about = ''): void {
    const key = `${incident} ${server} ${about}`;
    if (this.#told.has(key)) return;
    this.#told.set(key, true);
    host.log('warn', incident, { server, ...(about === '' ? {} : { about }) });
  }

  /** It works again: the next time is told again. */
  mended(incident: Incident, server: string, about = ''): void {
    this.#told.delete(`${incident} ${server} ${about}`);
  }
}
