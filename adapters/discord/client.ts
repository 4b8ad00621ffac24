/** The only file that knows discord.js: its gateway as raw packets, its REST client as plain requests. */
import {
  Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  HTTPError,
  Options,
  Partials,
  RateLimitError,
} from 'discord.js';
import { ApiProblem, TokenRefused } from './api-problem.ts';
import type { DiscordConfig } from './config.ts';
import { LIMITS } from './limits.ts';

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Without the version: `/channels/1/messages`. */
  readonly path: `/${string}`;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly files?: readonly { readonly name: string; readonly data: Uint8Array; readonly contentType: string }[];
  /** false where the token of an interaction stands in the path. */
  readonly auth?: boolean;
}

/** A packet of the gateway: its name and its data. */
export interface Packet {
  readonly name: string;
  readonly data: unknown;
}

export interface DiscordClient {
  /** Rejects with an `ApiProblem`. Nothing is tried again here: the outbox does, with the same nonce. */
  readonly request: (request: ApiRequest) => Promise<unknown>;
  /** Resolves once logged in. Rejects with `TokenRefused`, or whatever kept it from Discord. */
  readonly connect: (intents: number, gateway: Gateway) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Gateway {
  readonly onPacket: (packet: Packet) => void;
  /** The session is over for good: the token was revoked, or an intent is not allowed. */
  readonly onEnd: () => void;
  readonly onTrouble: (code: string) => void;
}

/** Caches nothing but what discord.js itself needs: every packet is read as it comes. */
export function createClient(config: DiscordConfig): DiscordClient {
  const rest = {
    ...(config.apiUrl === null ? {} : { api: config.apiUrl }),
    version: '10',
    globalRequestsPerSecond: config.requestsPerSecond ?? LIMITS.requestsPerSecond,
    retries: 0,
    timeout: LIMITS.requestMs,
    rejectOnRateLimit: ({ retryAfter, timeToReset }: { retryAfter: number; timeToReset: number }) =>
      Math.max(retryAfter, timeToReset) > LIMITS.rateLimitWaitMs,
  };
  const make = (intents: number): Client =>
    new Client({
      intents,
      rest,
      partials: [Partials.Channel, Partials.Message],
      allowedMentions: { parse: [] },
      makeCache: Options.cacheWithLimits({
        MessageManager: 0,
        UserManager: 0,
        GuildMemberManager: 0,
        PresenceManager: 0,
        ReactionManager: 0,
        VoiceStateManager: 0,
        GuildEmojiManager: 0,
        GuildStickerManager: 0,
      }),
    });
  let client = make(0);
  client.rest.setToken(config.token);

  return {
    request: async ({ method, path, query, body, files, auth }) => {
      // The library forgets a token that was refused once; it may be taken again.
      client.rest.setToken(config.token);
      try {
        return await client.rest.request({
          method: method as never,
          fullRoute: path,
          ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
          ...(body === undefined ? {} : { body }),
          ...(files === undefined ? {} : { files: files.map(file => ({ ...file, data: Buffer.from(file.data) })) }),
          ...(auth === undefined ? {} : { auth }),
        });
      } catch (error) {
        throw problemOf(error);
      }
    },
    connect: async (intents, gateway) => {
      await client.destroy();
      client = make(intents);
      client.rest.setToken(config.token);
      client.on(Events.Raw as never, (packet: { t: string | null; d: unknown }) => {
        if (packet.t !== null) gateway.onPacket({ name: packet.t, data: packet.d });
      });
      client.on(Events.Invalidated, () => gateway.onEnd());
      client.on(Events.ShardDisconnect, () => gateway.onEnd());
      client.on(Events.Error, error => gateway.onTrouble(error.name));
      client.on(Events.ShardError, error => gateway.onTrouble(error.name));
      try {
        await client.login(config.token);
      } catch (error) {
        throw isRefusal(error) ? new TokenRefused() : problemOf(error);
      }
    },
    close: () => client.destroy(),
  };
}

function isRefusal(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status === 401;
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
}

/** Messages of discord.js may hold what was sent: only their numbers are kept. */
function problemOf(error: unknown): Error {
  if (error instanceof DiscordAPIError) return new ApiProblem(error.status, Number(error.code) || 0);
  if (error instanceof RateLimitError)
    return new ApiProblem(429, 0, Math.max(error.retryAfter, error.timeToReset, LIMITS.rateLimitWaitMs));
  if (error instanceof HTTPError) return new ApiProblem(error.status, 0);
  return new ApiProblem(0, 0, 0, error instanceof Error ? { cause: error.name } : {});
}

/** Milliseconds by which our clock is ahead of Discord's, by the date of an answer. Rejects with an `ApiProblem`. */
export async function clockAheadMs({ apiUrl }: DiscordConfig): Promise<number> {
  const url = `${apiUrl ?? 'https://discord.com/api'}/v10/gateway`;
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(LIMITS.requestMs) });
    await response.body?.cancel();
    return Date.now() - Date.parse(response.headers.get('date') ?? '');
  } catch (error) {
    throw problemOf(error);
  }
}
