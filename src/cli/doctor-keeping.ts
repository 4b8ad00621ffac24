/** What `tdt doctor` says of what would be missed the day the machine dies: backups, and the key that opens the secrets. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CliConfiguration, PlatformFinding } from './world.ts';

/** Hours after which the last backup is too old. */
const OLDEST_BACKUP_HOURS = 48;

/** `now`: ISO UTC. Nothing is said of what is not configured at all: a trial in a terminal needs none of it. */
export async function keepingFindings(configuration: CliConfiguration, now: string): Promise<PlatformFinding[]> {
  return [...(await backups(configuration, now)), ...(await secretKey(configuration))];
}

async function backups({ backupDir = null, dataDir }: CliConfiguration, now: string): Promise<PlatformFinding[]> {
  if (backupDir === null) return [];
  const findings: PlatformFinding[] = [];
  const folder = await stat(backupDir).catch(() => null);
  if (folder?.isDirectory() !== true)
    return [{ ok: false, said: `Sauvegardes : le dossier « ${backupDir} » (TDT_BACKUP_DIR) ne peut pas être lu.` }];
  const data = await stat(dataDir).catch(() => null);
  if (data !== null && data.dev === folder.dev)
    findings.push({
      ok: false,
      said: 'Sauvegardes : elles sont sur le même disque que la base. Un disque qui meurt emporterait les deux : copiez-les ailleurs.',
    });
  const ages = await Promise.all(
    (await readdir(backupDir))
      .filter(name => name.endsWith('.tdt'))
      .map(async name => (await stat(join(backupDir, name))).mtimeMs),
  );
  const hours = (Date.parse(now) - Math.max(0, ...ages)) / 3_600_000;
  if (ages.length === 0)
    findings.push({ ok: false, said: 'Sauvegardes : aucune. Lancez « tdt backup DOSSIER », puis chaque nuit.' });
  else if (hours > OLDEST_BACKUP_HOURS)
    findings.push({
      ok: false,
      said: `Sauvegardes : la dernière a ${Math.round(hours)} heures. Vérifiez la tâche de nuit.`,
    });
  return findings.length > 0 ? findings : [{ ok: true, said: 'Sauvegardes : récentes, sur un autre disque.' }];
}

async function secretKey({ secretKeys, secretKeyCopy = null, dataDir }: CliConfiguration): Promise<PlatformFinding[]> {
  const [today] = secretKeys;
  if (today === undefined) return [];
  const why = 'sans elle, il faudrait réinstaller l’application dans chaque espace';
  if (secretKeyCopy === null)
    return [
      {
        ok: false,
        said: `Clé secrète : aucune copie de TDT_SECRET_KEY n’est déclarée (${why}). Gardez-en une ailleurs, et donnez son chemin dans TDT_SECRET_KEY_COPY.`,
      },
    ];
  const copy = await readFile(secretKeyCopy, 'utf8').catch(() => null);
  if (copy === null) return [{ ok: false, said: `Clé secrète : la copie « ${secretKeyCopy} » ne peut pas être lue.` }];
  const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const kept = copy.split(/[\s,]+/).map(text => digest(Buffer.from(text, 'base64')));
  if (!kept.includes(digest(today)))
    return [{ ok: false, said: 'Clé secrète : la copie n’est pas celle de la clé d’aujourd’hui. Refaites-la.' }];
  const [at, data] = await Promise.all([stat(secretKeyCopy), stat(dataDir).catch(() => null)]);
  if (data !== null && at.dev === data.dev)
    return [{ ok: false, said: 'Clé secrète : sa copie est sur le même disque que la base. Gardez-la ailleurs.' }];
  return [{ ok: true, said: 'Clé secrète : copie en état, sur un autre disque.' }];
}
