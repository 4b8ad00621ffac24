/** `tdt slack manifest`: what to paste where Slack creates an app « From a manifest ». */
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { UsageError } from './usage-error.ts';

export const slackManifest: Command = {
  name: 'slack manifest',
  summary: "écrit le manifeste de l'application Slack",
  usage: [
    'tdt slack manifest [--http ADRESSE]',
    '',
    '  --http ADRESSE  Slack appelle cette adresse (https://…) ; sans elle, Socket Mode, et rien à exposer',
    '',
    'À coller sur https://api.slack.com/apps, « Create New App », « From a manifest ».',
  ],
  run: (args, world) => {
    const { values } = readOptions(args, { http: { type: 'string' } });
    const url = values.http === undefined ? null : readAddress(values.http);
    world.stdout.write(`${JSON.stringify(world.slackManifest({ url }), null, 2)}\n`);
    return Promise.resolve(0);
  },
};

function readAddress(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:') throw new UsageError('--http attend une adresse qui commence par https://.');
  return url.href;
}
