/** `tdt slack manifest`: what to paste where Slack creates an app « From a manifest ». */
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { UsageError } from './usage-error.ts';

export const slackManifest: Command = {
  name: 'slack manifest',
  summary: "écrit le manifeste de l'application Slack",
  usage: [
    'tdt slack manifest [--http ADRESSE] [--install ADRESSE]',
    '',
    '  --http ADRESSE     Slack appelle cette adresse (https://…) ; sans elle, Socket Mode, et rien à exposer',
    "  --install ADRESSE  plusieurs espaces installent l'application depuis cette adresse (celle de SLACK_PUBLIC_URL)",
    '',
    'À coller sur https://api.slack.com/apps, « Create New App », « From a manifest ».',
  ],
  run: (args, world) => {
    const { values } = readOptions(args, { http: { type: 'string' }, install: { type: 'string' } });
    const url = readAddress(values.http, '--http');
    const install = readAddress(values.install, '--install');
    world.stdout.write(`${JSON.stringify(world.slackManifest({ url, install }), null, 2)}\n`);
    return Promise.resolve(0);
  },
};

function readAddress(text: string | undefined, option: string): string | null {
  if (text === undefined) return null;
  const url = URL.parse(text);
  if (url?.protocol !== 'https:') throw new UsageError(`${option} attend une adresse qui commence par https://.`);
  return url.href;
}
