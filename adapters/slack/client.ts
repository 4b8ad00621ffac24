/**
 * The only importer of Slack's libraries, loaded when the adapter starts. Bolt's `App` acknowledges an event before
 * anybody has heard it: only its receivers are taken, so that an acknowledgement follows the commit.
 */
import { HTTPReceiver, LogLevel, SocketModeReceiver, webApi } from '@slack/bolt';
import type { App, HTTPReceiverOptions, Logger, ReceiverProcessEventErrorHandlerArgs } from '@slack/bolt';
import { type Failure, type SlackApi, SlackFailure } from './api.ts';
import type { SlackConfig } from './config.ts';
import { isSlacks, readBounded } from './bytes.ts';
import { type Json, object } from './json.ts';
import { LIMITS } from './limits.ts';

export type { CodedError, Installation as SlackInstallation } from '@slack/bolt';
export type {
  ActionsBlockElement,
  HomeView,
  KnownBlock,
  ModalView,
  PlainTextOption,
  RichTextBlock,
  RichTextElement,
  RichTextSection,
} from '@slack/types';

/** One thing that Slack delivered; it delivers again what is not acknowledged. */
export interface Delivery {
  readonly body: Json;
  /** Tells Slack that it is kept, with what a command or a press shows at once. */
  readonly ack: (response?: Json) => Promise<void>;
}

/** A delivery that rejects is not acknowledged. */
export type Deliver = (delivery: Delivery) => Promise<void>;

export interface Transport {
  /** Resolves once connected, or listening. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export type TransportLog = (level: 'info' | 'warn', code: string, facts?: Readonly<Record<string, string>>) => void;

/** The library's own words may hold what people wrote: they are not kept. */
const SILENT: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  setName: () => undefined,
  getLevel: () => LogLevel.ERROR,
};

/** `token` null: for what is asked of Slack in nobody's name. */
export type CreateApi = (token: string | null) => SlackApi;

/** Calls once: who waits, and whether to look before sending again, is for the outbox to say. */
export function createApi({ apiUrl }: Pick<SlackConfig, 'apiUrl'>, token: string | null): SlackApi {
  const client = new webApi.WebClient(token ?? undefined, {
    ...clientOptions(apiUrl),
    rejectRateLimitedCalls: true,
    maxRequestConcurrency: 64,
    allowAbsoluteUrls: false,
  });
  const signal = () => AbortSignal.timeout(LIMITS.callMs);
  return {
    call: async (method, args) => {
      try {
        return object(await client.apiCall(method, { ...args }));
      } catch (error) {
        throw new SlackFailure(failureOf(error));
      }
    },
    download: async url => {
      if (!isSlacks(url, apiUrl)) throw new SlackFailure({ kind: 'refused', code: 'not_an_address_of_slack' });
      // The token goes to no other address, whatever this one answers.
      const headers = { Authorization: `Bearer ${token ?? ''}` };
      const response = await fetch(url, { headers, redirect: 'error', signal: signal() });
      if (!response.ok) throw new SlackFailure({ kind: 'unknown', reason: `http_${response.status}` });
      return readBounded(response);
    },
    upload: async (url, bytes) => {
      if (!isSlacks(url, apiUrl)) throw new SlackFailure({ kind: 'refused', code: 'not_an_address_of_slack' });
      const body = new Blob([new Uint8Array(bytes)]);
      const response = await fetch(url, { method: 'POST', body, redirect: 'error', signal: signal() });
      // Too big, or of a kind that it does not take: the same bytes will never be taken.
      if (response.status === 413 || response.status === 415)
        throw new SlackFailure({ kind: 'refused', code: `http_${response.status}` });
      if (!response.ok) throw new SlackFailure({ kind: 'unknown', reason: `http_${response.status}` });
    },
  };
}

function clientOptions(slackApiUrl: string) {
  // Without `retryConfig` Socket Mode's receiver writes a hundred retries into options that are shared.
  return { slackApiUrl, retryConfig: { retries: 0 }, timeout: LIMITS.callMs, logger: SILENT };
}

function failureOf(error: unknown): Failure {
  if (error instanceof webApi.WebAPIRateLimitedError) return { kind: 'limited', afterMs: error.retryAfter * 1_000 };
  if (error instanceof webApi.WebAPIPlatformError) return { kind: 'refused', code: error.data.error };
  if (error instanceof webApi.WebAPIHTTPError) return { kind: 'unknown', reason: `http_${error.statusCode}` };
  return { kind: 'unknown', reason: 'no_answer' };
}

/** Milliseconds by which our clock is ahead of that of Slack's servers. */
export async function clockAheadMs(config: SlackConfig): Promise<number> {
  const response = await fetch(new URL('api.test', config.apiUrl), { signal: AbortSignal.timeout(LIMITS.callMs) });
  await response.arrayBuffer();
  const theirs = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(theirs)) throw new SlackFailure({ kind: 'unknown', reason: 'no_date' });
  return Date.now() - theirs;
}

/** Socket Mode or HTTP, as the configuration says; `install`: the install page beside it. */
export function createTransport(config: SlackConfig, ears: Ears, install: InstallPage | null): Transport {
  const { transport, port } = config;
  if (transport.kind === 'http') return httpTransport(config, transport.signingSecret, ears, install);
  const socket = socketTransport(config, transport.appToken, ears);
  if (install === null) return socket;
  // It hears no event: nothing but the install page has an address.
  const pages = new HTTPReceiver({ ...httpOptions(config, '', install), endpoints: [], signatureVerification: false });
  const server = listening(pages, port);
  return {
    start: async () => {
      await server.start();
      await socket.start();
    },
    stop: async () => {
      await Promise.all([server.stop(), socket.stop()]);
    },
  };
}

/** A receiver only calls `processEvent` of the App that it is given. */
function listen(receiver: { init: (app: App) => void }, deliver: Deliver): void {
  const processEvent: App['processEvent'] = async ({ body, ack }) => {
    await deliver({ body: object(body), ack: async response => ack(response) });
  };
  receiver.init({ processEvent } as App);
}

export interface Ears {
  readonly deliver: Deliver;
  readonly log: TransportLog;
  /** After each connection: something may have been missed before it. */
  readonly onConnected: () => void;
}

function httpTransport(config: SlackConfig, secret: string, ears: Ears, install: InstallPage | null): Transport {
  const receiver = new HTTPReceiver(httpOptions(config, secret, install));
  listen(receiver, ears.deliver);
  const server = listening(receiver, config.port);
  return {
    start: async () => {
      await server.start();
      ears.log('info', 'slack_listening', { port: String(config.port) });
      ears.onConnected();
    },
    stop: server.stop,
  };
}

function httpOptions(config: SlackConfig, signingSecret: string, install: InstallPage | null): HTTPReceiverOptions {
  return {
    signingSecret,
    port: config.port,
    logger: SILENT,
    // Not stored: Slack comes back.
    processEventErrorHandler: ({ response }: ReceiverProcessEventErrorHandlerArgs) => {
      if (!response.headersSent) response.writeHead(503).end();
      return Promise.resolve(true);
    },
    unhandledRequestHandler: ({ response }) => {
      if (!response.headersSent) response.writeHead(503).end();
    },
    ...(install === null
      ? {}
      : {
          ...install.options,
          installerOptions: { ...install.installerOptions, clientOptions: clientOptions(config.apiUrl) },
        }),
  };
}

/** The install page, as Bolt's receiver takes it: it makes the state, checks it when it comes back, asks for the token. */
export interface InstallPage {
  readonly options: Pick<
    HTTPReceiverOptions,
    'clientId' | 'clientSecret' | 'stateSecret' | 'redirectUri' | 'scopes' | 'installationStore'
  >;
  readonly installerOptions: NonNullable<HTTPReceiverOptions['installerOptions']>;
}

function listening(receiver: HTTPReceiver, port: number): Transport {
  let started = false;
  return {
    start: async () => {
      await receiver.start(port);
      started = true;
    },
    stop: async () => {
      if (started) await receiver.stop();
      started = false;
    },
  };
}

/**
 * The library's own reconnection gives up, with a rejection that nobody handles, where Slack is out of reach as it
 * tries: the connection is looked after here.
 */
function socketTransport(config: SlackConfig, appToken: string, { deliver, log, onConnected }: Ears): Transport {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: SILENT,
    autoReconnectEnabled: false,
    clientPingTimeout: LIMITS.pongMs,
    installerOptions: { clientOptions: clientOptions(config.apiUrl) },
    // Not acknowledged: Slack comes back.
    processEventErrorHandler: () => Promise.resolve(false),
  });
  listen(receiver, deliver);
  const { client } = receiver;
  const over = new AbortController();
  let connecting = false;

  client.on('disconnected', () => void connect());
  // A socket that fails is also closed, which is heard of above.
  client.on('error', () => undefined);

  async function connect(): Promise<void> {
    if (connecting || over.signal.aborted) return;
    connecting = true;
    let waitMs: number = LIMITS.reconnectMs;
    while (!over.signal.aborted && !(await tryOnce())) {
      await pause(waitMs, over.signal);
      waitMs = Math.min(waitMs * 2, LIMITS.reconnectMaxMs);
    }
    connecting = false;
  }

  async function tryOnce(): Promise<boolean> {
    try {
      await client.start();
    } catch (error) {
      log('warn', 'slack_not_connected', { reason: describe(error) });
      return false;
    }
    log('info', 'slack_connected');
    onConnected();
    // Stopped while it connected.
    if (over.signal.aborted) await disconnect();
    return true;
  }

  async function disconnect(): Promise<void> {
    await Promise.race([client.disconnect(), pause(LIMITS.reconnectMs, new AbortController().signal)]);
  }

  return {
    start: async () => {
      await Promise.race([connect(), pause(LIMITS.callMs, over.signal)]);
    },
    stop: () => {
      over.abort();
      return connecting ? Promise.resolve() : disconnect();
    },
  };
}

function describe(error: unknown): string {
  const failure = failureOf(error);
  return failure.kind === 'refused' ? failure.code : failure.kind;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
