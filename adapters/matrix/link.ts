/** What every part of the adapter holds: the way to the homeserver, who we are there, the application, what is kept. */
import type { AdapterHost } from '#messaging/index.ts';
import type { MatrixApi } from './api.ts';
import type { MatrixConfig } from './config.ts';
import type { State } from './state.ts';

export interface Link {
  readonly api: MatrixApi;
  readonly host: AdapterHost;
  readonly config: MatrixConfig;
  readonly state: State;
  readonly botId: string;
  readonly botName: string;
  /** The bot's own server. */
  readonly server: string;
}

/** What went wrong, without a word of what was sent. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : 'unknown';
}

/** Best effort, for what is only a comfort: tells what failed. */
export async function tryTo(
  { host }: Pick<Link, 'host'>,
  what: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    host.log('info', 'matrix_comfort_failed', { what, reason: reasonOf(error) });
    return false;
  }
}
