/** What every part of the adapter holds: the way to Discord, who we are there, and the application. */
import { z } from 'zod';
import type { AdapterHost } from '#messaging/index.ts';
import type { ApiRequest } from './client.ts';

export interface Link {
  readonly request: (request: ApiRequest) => Promise<unknown>;
  readonly host: AdapterHost;
  readonly botId: string;
  readonly applicationId: string;
  /** Whether the texts of servers' messages can be read: a privileged intent, granted on the developers' portal. */
  readonly readsTexts: boolean;
}

/** The answer of a request, read. A shape that we don't know is an error of Discord's, not of what was sent. */
export async function ask<T>(link: Pick<Link, 'request'>, request: ApiRequest, shape: z.ZodType<T>): Promise<T> {
  return shape.parse(await link.request(request));
}

export const Created = z.object({ id: z.string() });

/** Best effort, for what is only a comfort: tells what failed, without a word of what was sent. */
export async function tryRequest(link: Link, what: string, request: ApiRequest): Promise<boolean> {
  try {
    await link.request(request);
    return true;
  } catch (error) {
    link.host.log('info', 'discord_comfort_failed', {
      what,
      error: error instanceof Error ? error.message : 'unknown',
    });
    return false;
  }
}
