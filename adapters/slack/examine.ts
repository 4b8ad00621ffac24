/** `tdt doctor`, for Slack: loads its libraries, looks, and says. */
import type { SlackConfig } from './config.ts';
import { examine, type Finding } from './doctor.ts';

/** What was found of each thing, in French. Never rejects. */
export async function examineSlack(config: SlackConfig): Promise<readonly Finding[]> {
  const { clockAheadMs, createApi } = await import('./client.ts');
  const { transport } = config;
  const appApi = transport.kind === 'socket' ? createApi({ ...config, botToken: transport.appToken }) : null;
  return examine(config, { api: createApi(config), appApi, clockAheadMs: () => clockAheadMs(config) });
}
