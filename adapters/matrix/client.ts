/** The only file that knows matrix-bot-sdk: its requests and its sync loop, held to what the port asks. */
import { hooks } from './native-crypto.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { type IStorageProvider, LogService, MatrixClient, MatrixError, setRequestFn } from 'matrix-bot-sdk';
import { z } from 'zod';
import { type MatrixApi, type MatrixRequest, path, type WhoAmI } from './api.ts';
import { fetchRequest } from './fetch-request.ts';
import { LIMITS } from './limits.ts';
import { createPace } from './pace.ts';
import { MatrixProblem } from './problem.ts';

// The library is loaded: nothing else is answered in another's place.
hooks.deregister();

const givenUp = new Map<string, AbortSignal>();
setRequestFn(fetchRequest(authorization => givenUp.get(authorization) ?? null));
// Its errors hold what was sent; ours hold numbers and codes.
const silence = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {}, trace: () => {} };
LogService.setLogger(silence);

/** What the sync loop reads and keeps: where it is in the stream, and the filter it asked for. */
export interface SyncPlace {
  readonly token: () => string | null;
  /** Called once all that came before `token` is committed. */
  readonly setToken: (token: string) => void;
  readonly filter: () => { readonly id: string; readonly filter: unknown } | null;
  readonly setFilter: (id: string, filter: unknown) => void;
}

export interface SyncHandlers {
  /** Resolves once all of it is committed; rejected, it is called again with the same answer. `since`: null at first. */
  readonly onSync: (raw: unknown, since: string | null) => Promise<void>;
  readonly onTrouble: (problem: unknown) => void;
  readonly onReached: () => void;
}

export interface Client extends MatrixApi {
  readonly whoAmI: () => Promise<WhoAmI>;
  /** Resolves once the loop runs. */
  readonly sync: (place: SyncPlace, handlers: SyncHandlers) => Promise<void>;
  /** The loop ends; requests in hand are given up. */
  readonly close: () => void;
}

const FILTER = {
  room: {
    timeline: { limit: LIMITS.syncEvents },
    ephemeral: { types: ['m.typing'] },
    account_data: { types: [] },
    state: { lazy_load_members: true },
  },
  presence: { types: [] },
  account_data: { types: ['m.direct'] },
};

const Who = z.object({ user_id: z.string(), device_id: z.string().default('') });

/** Nothing is asked before its first use. */
export function createClient(homeserverUrl: string, token: string, paceMs: number): Client {
  const stopping = new AbortController();
  givenUp.set(`Bearer ${token}`, stopping.signal);
  const bot = new Bot(homeserverUrl, token, stopping.signal, createPace(paceMs));
  const request: MatrixApi['request'] = asked => bot.ask(asked);
  return {
    request,
    upload: (bytes, mediaType, name) => bot.send(bytes, mediaType, name),
    download: mxc => bot.fetchContent(mxc),
    whoAmI: async () => {
      const who = Who.parse(await request({ method: 'GET', path: path('client/v3/account/whoami') }));
      return { userId: who.user_id, deviceId: who.device_id };
    },
    sync: (place, handlers) => bot.follow(place, handlers),
    close: () => {
      bot.stop();
      stopping.abort();
      if (givenUp.get(`Bearer ${token}`) === stopping.signal) givenUp.delete(`Bearer ${token}`);
    },
  };
}

class Bot extends MatrixClient {
  readonly #pace: () => Promise<void>;
  readonly #stopped: AbortSignal;
  #handlers: SyncHandlers | null = null;
  #since: string | null = null;
  /** Milliseconds since 1970 until which the server asked us to be quiet. */
  #quietUntil = 0;

  constructor(url: string, token: string, stopped: AbortSignal, pace: () => Promise<void>) {
    super(url, token);
    this.#pace = pace;
    this.#stopped = stopped;
    this.syncingTimeout = LIMITS.syncMs;
    // The library's default writes the token down before the events are handled.
    this.persistTokenAfterSync = true;
  }

  async follow(place: SyncPlace, handlers: SyncHandlers): Promise<void> {
    this.#handlers = handlers;
    Object.assign(this, { storage: storageOf(place) });
    await this.start(FILTER);
  }

  async ask({ method, path: endpoint, query, body, timeoutMs }: MatrixRequest): Promise<unknown> {
    return this.#politely(() =>
      this.doRequest(method, endpoint, query ?? null, body ?? null, timeoutMs ?? LIMITS.requestMs),
    );
  }

  async send(bytes: Uint8Array, mediaType: string, name: string): Promise<string> {
    const asked = (): Promise<unknown> =>
      this.doRequest(
        'POST',
        path('media/v3/upload'),
        { filename: name },
        Buffer.from(bytes),
        LIMITS.uploadMs,
        false,
        mediaType,
      );
    return z.object({ content_uri: z.string().startsWith('mxc://') }).parse(await this.#politely(asked)).content_uri;
  }

  async fetchContent(mxc: string): Promise<Uint8Array> {
    const found = /^mxc:\/\/([^/?#]+)\/([^/?#]+)$/.exec(mxc);
    if (found === null) throw new Error('not an address of a content');
    const get = (pattern: string): Promise<unknown> =>
      this.doRequest(
        'GET',
        path(pattern, found[1] ?? '', found[2] ?? ''),
        null,
        null,
        LIMITS.uploadMs,
        false,
        '',
        true,
      );
    const bytes = await this.#politely(() => get('client/v1/media/download/{}/{}')).catch((error: unknown) => {
      // Servers before 1.11 of the specification know the older address only.
      if (error instanceof MatrixProblem && error.errcode === 'M_UNRECOGNIZED')
        return this.#politely(() => get('media/v3/download/{}/{}'));
      throw error;
    });
    return new Uint8Array(bytes as Buffer);
  }

  /** Waits where the server asks for a little, rejects where it asks for long. */
  async #politely<T>(asked: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#pace();
      const quietMs = this.#quietUntil - Date.now();
      if (quietMs > LIMITS.rateLimitWaitMs) throw new MatrixProblem(429, 'M_LIMIT_EXCEEDED', { retryAfterMs: quietMs });
      if (quietMs > 0) await sleep(quietMs, undefined, { signal: this.#stopped });
      try {
        return await asked();
      } catch (error) {
        const problem = problemOf(error);
        if (problem.status !== 429) throw problem;
        this.#quietUntil = Math.max(this.#quietUntil, Date.now() + problem.retryAfterMs);
        if (attempt >= LIMITS.rateLimitAttempts || problem.retryAfterMs > LIMITS.rateLimitWaitMs) throw problem;
      }
    }
  }

  /** Until it answers: the library would wait 5 to 15 s after each failure. */
  protected override async doSync(token: string): Promise<unknown> {
    this.#since = token ?? null;
    for (let waitMs: number = LIMITS.reconnectMs; ; waitMs = Math.min(waitMs * 2, LIMITS.maxReconnectMs)) {
      try {
        const raw: unknown = await super.doSync(token);
        this.#handlers?.onReached();
        return raw;
      } catch (error) {
        const problem = problemOf(error);
        if (this.#stopped.aborted) throw problem;
        this.#handlers?.onTrouble(problem);
        await sleep(Math.max(waitMs, problem.retryAfterMs), undefined, { signal: this.#stopped });
      }
    }
  }

  /** Until all of it is committed: the library has moved on already when this rejects. */
  protected override async processSync(raw: unknown): Promise<void> {
    for (let waitMs: number = LIMITS.reconnectMs; ; waitMs = Math.min(waitMs * 2, LIMITS.maxReconnectMs)) {
      try {
        await this.#handlers?.onSync(raw, this.#since);
        return;
      } catch (error) {
        if (this.#stopped.aborted) throw error;
        this.#handlers?.onTrouble(error);
        await sleep(waitMs, undefined, { signal: this.#stopped });
      }
    }
  }
}

/** Errors of the library may hold what was sent: only their numbers and codes are kept. */
function problemOf(error: unknown): MatrixProblem {
  if (error instanceof MatrixProblem) return error;
  if (error instanceof MatrixError) {
    const session: unknown = (error.body as { session?: unknown }).session;
    const authSession = typeof session === 'string' ? session : null;
    return new MatrixProblem(error.statusCode, error.errcode ?? '', {
      retryAfterMs: error.retryAfterMs ?? 1_000,
      authSession,
    });
  }
  const answer = Refusal.safeParse(error);
  if (answer.success) {
    const { statusCode, body } = answer.data;
    const { errcode, session } = RefusalBody.parse(body instanceof Uint8Array ? jsonOf(body) : body);
    const retryAfterMs = statusCode === 429 ? 1_000 : 0;
    return new MatrixProblem(statusCode, errcode, { retryAfterMs, authSession: session });
  }
  return new MatrixProblem(0, '', {}, error instanceof Error ? { cause: error.name } : {});
}

/** What the library throws where the server's answer is no error of the specification, or bytes were asked for. */
const Refusal = z.object({ statusCode: z.number(), body: z.unknown() });
const RefusalBody = z
  .object({ errcode: z.string().catch(''), session: z.string().nullable().catch(null) })
  .catch({ errcode: '', session: null });

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

function storageOf(place: SyncPlace): IStorageProvider {
  const values = new Map<string, string>();
  return {
    getSyncToken: () => place.token(),
    // A new filter would make it forget where it was, and lose what came meanwhile.
    setSyncToken: token => {
      if (token !== null) place.setToken(token);
    },
    getFilter: () => place.filter() as never,
    setFilter: ({ id, filter }) => place.setFilter(String(id), filter),
    readValue: key => values.get(key) ?? null,
    storeValue: (key, value) => void values.set(key, value),
  };
}
