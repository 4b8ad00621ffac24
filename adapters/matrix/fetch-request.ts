/** The library's way to the network: its own is a deprecated package; this one is `fetch`, bounded, and can be given up. */
import { LIMITS } from './limits.ts';

/** What matrix-bot-sdk hands to its request function, of what it uses. */
interface Params {
  readonly uri: string;
  readonly method: string;
  readonly qs?: Readonly<Record<string, unknown>> | null;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
  readonly timeout?: number;
  /** null: the body is wanted as bytes. */
  readonly encoding?: null;
}

export interface Answered {
  readonly statusCode: number;
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

type Callback = (error: Error | null, response?: Answered, body?: string | Buffer) => void;

/** `signalFor`: what gives up the requests of an account, by its `Authorization` header. */
export function fetchRequest(
  signalFor: (authorization: string) => AbortSignal | null,
): (params: Params, done: Callback) => void {
  return (params, done) => {
    void deliver(params, signalFor(params.headers?.['Authorization'] ?? ''), done);
  };
}

async function deliver(params: Params, signal: AbortSignal | null, done: Callback): Promise<void> {
  let answer: Answered;
  try {
    answer = await ask(params, signal);
  } catch (error) {
    done(error instanceof Error ? error : new Error('unknown'));
    return;
  }
  done(null, answer, answer.body);
}

async function ask(params: Params, signal: AbortSignal | null): Promise<Answered> {
  const url = new URL(params.uri);
  for (const [name, value] of Object.entries(params.qs ?? {})) url.searchParams.set(name, String(value));
  const timeout = AbortSignal.timeout(params.timeout ?? LIMITS.requestMs);
  const response = await fetch(url, {
    method: params.method,
    headers: params.headers ?? {},
    // A Buffer is bytes for fetch too.
    ...(params.body === undefined ? {} : { body: params.body as string }),
    redirect: 'follow',
    signal: signal === null ? timeout : AbortSignal.any([signal, timeout]),
  });
  const bytes = await bounded(response);
  const body = params.encoding === null ? bytes : bytes.toString('utf8');
  return { statusCode: response.status, body, headers: Object.fromEntries(response.headers) };
}

async function bounded(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > LIMITS.responseBytes) throw new Error('longer than any answer may be');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
