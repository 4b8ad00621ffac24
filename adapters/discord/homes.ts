/** Which workspace an account counts in. A direct message names no server: the person's last one speaks for it. */
import type { AdapterHost } from '#messaging/index.ts';
import { ApiProblem } from './api-problem.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import { LIMITS } from './limits.ts';
import type { Link } from './link.ts';

/** Of somebody whose server nobody knows. */
const NO_SERVER = 'direct';

export class Homes {
  readonly #known = new BoundedMap<string, string>(LIMITS.remembered);
  readonly #last = new BoundedMap<string, string>(LIMITS.remembered);
  readonly #servers = new Set<string>();
  /** By id, as their people named them: kept for those that were left. */
  readonly #names = new BoundedMap<string, string>(LIMITS.remembered);

  addServer(id: string, name = ''): void {
    this.#servers.add(id);
    if (name !== '') this.#names.set(id, name);
  }

  nameOf(id: string): string {
    return this.#names.get(id) ?? id;
  }

  /** Returns whether it was one of ours. */
  removeServer(id: string): boolean {
    return this.#servers.delete(id);
  }

  servers(): readonly string[] {
    return [...this.#servers].sort();
  }

  /** In a server: the same person already known in its network, or the server itself. */
  async inServer({ queries }: AdapterHost, server: string, userId: string): Promise<string> {
    const key = `${server} ${userId}`;
    const known = this.#known.get(key) ?? (await queries.homeOf('discord', server, userId)) ?? server;
    this.#known.set(key, known);
    this.#last.set(userId, known);
    return known;
  }

  /** In a direct message. */
  async inDirect(link: Link, userId: string): Promise<string> {
    const last = this.#last.get(userId) ?? (await link.host.queries.homeOf('discord', null, userId));
    const home = last ?? (await this.#sharedServer(link, userId)) ?? NO_SERVER;
    this.#last.set(userId, home);
    return home;
  }

  /** The first server that the bot and somebody share. */
  async #sharedServer({ request }: Link, userId: string): Promise<string | null> {
    const servers = this.servers();
    if (servers.length === 1) return servers[0] ?? null;
    for (const server of servers.slice(0, LIMITS.serversLookedAt)) {
      try {
        await request({ method: 'GET', path: `/guilds/${server}/members/${userId}` });
        return server;
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.status !== 404) throw error;
      }
    }
    return null;
  }
}
