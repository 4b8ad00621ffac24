/** `tdt doctor`, for Slack: loads its libraries, looks, and says. */
import type { Finding, InstallationStore } from '#messaging/index.ts';
import type { SlackConfig } from './config.ts';
import { examine } from './doctor.ts';

/** What was found of each thing, in French; `installations` null where the database does not answer. Never rejects. */
export async function examineSlack(
  config: SlackConfig,
  installations: InstallationStore | null,
): Promise<readonly Finding[]> {
  const { clockAheadMs, createApi } = await import('./client.ts');
  return examine(config, {
    createApi: token => createApi(config, token),
    clockAheadMs: () => clockAheadMs(config),
    installations,
  });
}
