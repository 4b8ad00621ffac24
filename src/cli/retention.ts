/** `tdt conservation …`: what is kept until when, the reply that was sent, the deposit for the archives. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { retentionCommand } from '#usecases/retention/command.ts';
import { carriedOutName } from '#usecases/retention/ports.ts';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { exportContributions } from './export-contributions.ts';
import { exportModeration } from './export-tables.ts';
import { chooseNetwork, loadConsultation, withStores } from './setting.ts';
import { staffTool } from './staff.ts';
import { CommandError, UsageError } from './usage-error.ts';

export const retention: Command = staffTool({
  name: 'conservation',
  summary: 'dit ce qui est gardé jusqu’à quand, et note que la réponse est envoyée',
  takes: '[réponse envoyée [le JOUR]]',
  command: retentionCommand,
});

export const retentionDeposit: Command = {
  name: 'conservation verser',
  summary: 'fait le versement aux archives, sans lequel rien ne part là où il est dû',
  usage: [
    'tdt conservation verser DOSSIER [--network ID]',
    '',
    'DOSSIER, qui ne doit pas exister : toutes les versions des contributions, retirées comprises, ce que la modération a',
    'décidé, leurs dictionnaires et leurs empreintes (SHA-256). Réversible : « tdt import DOSSIER/contributions.jsonl ».',
    'Une fois écrit et relu, le versement est noté ; la conservation suit alors son cours (« tdt conservation »).',
  ],
  run: async (args, world) => {
    const { values, positionals } = readOptions(args, { network: { type: 'string' } }, { most: 1 });
    const [folder] = positionals;
    if (folder === undefined) throw new UsageError('Dans quel dossier ?');
    if (existsSync(folder)) throw new CommandError(`« ${folder} » existe déjà : donnez un autre nom.`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const of = values.network === undefined ? [] : ['--network', values.network];
    const contributions = join(folder, 'contributions.jsonl');
    const codes = [
      await exportContributions.run(['--all-versions', '--withdrawn', '--out', contributions, ...of], world),
      await exportModeration.run(['--out', join(folder, 'moderation.jsonl'), ...of], world),
    ];
    if (codes.some(code => code !== 0)) return 1;
    const sums: string[] = [];
    for (const name of (await readdir(folder)).toSorted()) sums.push(`${await sha256(join(folder, name))}  ${name}\n`);
    await writeFile(join(folder, 'SHA256SUMS'), sums.join(''), { mode: 0o600 });
    const configuration = world.configuration();
    const { name } = await loadConsultation(world, configuration);
    return withStores(world, configuration, async stores => {
      const network = await chooseNetwork(stores, values.network);
      const at = new Date().toISOString();
      const hash = await sha256(contributions);
      await stores.staff.transaction(async tx => {
        await tx.retention.record({ name: carriedOutName('deposit', network, name), at, figures: { sha256: hash } });
        const act = { act: 'retention.deposit', on: `${name}, ${hash}`, where: 'tdt', outcome: 'done' } as const;
        await tx.audit.add({ network, at, who: 'tdt', ...act });
      });
      world.stdout.write(`Versement fait et noté. contributions.jsonl : sha256 ${hash}\n`);
      return 0;
    });
  },
};

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
