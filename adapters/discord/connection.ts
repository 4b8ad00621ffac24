/** The way to Discord: opened, kept open, taken up again; says who we are there. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AdapterHost } from '#messaging/index.ts';
import { ApiProblem, TokenRefused } from './api-problem.ts';
import type { DiscordClient, Packet } from './client.ts';
import { intentsFor, mayReadTexts } from './intents.ts';
import { LIMITS } from './limits.ts';
import { ask, type Link } from './link.ts';
import { Application } from './payloads.ts';

export interface ConnectionParts {
  readonly client: DiscordClient;
  readonly host: AdapterHost;
  readonly stopping: AbortSignal;
  readonly onPacket: (link: Link, packet: Packet) => void;
  /** Work that goes on by itself: awaited before the adapter stops. */
  readonly track: (work: Promise<void>) => void;
}

export class Connection {
  readonly #parts: ConnectionParts;
  #link: Link | null = null;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  /** null before Discord was reached for the first time. */
  get link(): Link | null {
    return this.#link;
  }

  /** Rejects where the token is refused; where Discord can't be reached, goes on trying in the background. */
  async open(): Promise<void> {
    const { host, track } = this.#parts;
    try {
      await this.#connect();
    } catch (error) {
      if (error instanceof TokenRefused) throw error;
      host.log('warn', 'discord_out_of_reach', { error: error instanceof Error ? error.message : 'unknown' });
      track(this.#reconnect());
    }
  }

  async close(): Promise<void> {
    this.#link = null;
    await this.#parts.client.close();
  }

  async #connect(): Promise<void> {
    const { client, host, stopping, onPacket, track } = this.#parts;
    const request = toldOnce(client.request, host);
    const application = await ask({ request }, { method: 'GET', path: '/applications/@me' }, Application).catch(
      (error: unknown) => {
        throw error instanceof ApiProblem && error.status === 401 ? new TokenRefused() : error;
      },
    );
    const readsTexts = mayReadTexts(application.flags);
    const { id: botId } = await ask({ request }, { method: 'GET', path: '/users/@me' }, Application);
    const link: Link = { request, host, botId, applicationId: application.id, readsTexts };
    this.#link = link;
    await client.connect(intentsFor(readsTexts), {
      onPacket: packet => {
        if (!stopping.aborted) onPacket(link, packet);
      },
      onEnd: () => {
        host.log('error', 'discord_session_ended', { help: 'DISCORD_TOKEN' });
        if (!stopping.aborted) track(this.#reconnect());
      },
      onTrouble: error => host.log('warn', 'discord_gateway', { error }),
    });
  }

  /** Until it works, or the adapter stops. */
  async #reconnect(): Promise<void> {
    const { host, stopping } = this.#parts;
    for (let waitMs: number = LIMITS.reconnectMs; ; waitMs = Math.min(waitMs * 2, LIMITS.maxReconnectMs)) {
      await sleep(waitMs, undefined, { signal: stopping }).catch(() => undefined);
      if (stopping.aborted) return;
      try {
        await this.#connect();
        return;
      } catch (error) {
        const reason = error instanceof TokenRefused ? 'token refused' : (error as Error).message;
        host.log('info', 'discord_still_out_of_reach', { reason, waitMs });
      }
    }
  }
}

/** A refused token is an operator's affair: told once, until it is taken again. */
function toldOnce(request: DiscordClient['request'], host: AdapterHost): DiscordClient['request'] {
  let told = false;
  return async asked => {
    try {
      const answer = await request(asked);
      if (asked.auth !== false) told = false;
      return answer;
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401 && !told && asked.auth !== false) {
        told = true;
        host.log('error', 'discord_token_refused', { help: 'DISCORD_TOKEN' });
      }
      throw error;
    }
  };
}
