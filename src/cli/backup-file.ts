/** A backup as a file: compressed lines, whose last one counts the others, so that a cut or altered file is known. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { BACKUP_FORMAT, type BackupHead, type BackupStore, type TableCounts } from '#usecases/ports/backups.ts';
import { toFile } from './output.ts';
import { CommandError } from './usage-error.ts';

/** The fastest levels take a quarter of the time of the best, for a tenth more room (measured on contributions). */
const LEVEL = 3;

/** Writes the whole database, then reads the file back: resolves with what is in it. */
export async function writeBackup(
  backups: BackupStore,
  head: Pick<BackupHead, 'version' | 'at'>,
  path: string,
): Promise<BackupFacts> {
  const gzip = createGzip({ level: LEVEL });
  const written = toFile(gzip, path);
  // Whichever fails first ends the other.
  written.catch((error: unknown) => gzip.destroy(error instanceof Error ? error : new Error('not written')));
  const dumped = backups.dump(head, lines => {
    if (gzip.destroyed) return Promise.reject(new Error('the file cannot be written'));
    if (gzip.write(lines)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const drained = (): void => {
        gzip.off('close', closed);
        resolve();
      };
      const closed = (): void => {
        gzip.off('drain', drained);
        reject(new Error('the file cannot be written'));
      };
      gzip.once('drain', drained);
      gzip.once('close', closed);
    });
  });
  const [counts] = await Promise.allSettled([
    dumped.then(
      done => {
        gzip.end();
        return done;
      },
      (error: unknown) => {
        gzip.destroy(error instanceof Error ? error : new Error('not read'));
        throw error;
      },
    ),
    written,
  ]);
  await written;
  if (counts.status === 'rejected') throw counts.reason;
  const facts = await readFacts(path);
  if (Object.entries(counts.value).some(([table, count]) => facts.counts[table] !== count))
    throw new CommandError(`« ${path} » n'a pas pu être relu en entier : ne comptez pas sur cette sauvegarde.`);
  return facts;
}

export interface BackupFacts {
  readonly head: BackupHead;
  readonly counts: TableCounts;
  readonly bytes: number;
  readonly sha256: string;
}

/** Reads the whole file; rejects with a message to show where it is not a whole backup. */
export async function readFacts(path: string): Promise<BackupFacts> {
  let head: BackupHead | null = null;
  let counts: TableCounts | null = null;
  let rows = 0;
  for await (const line of readBackupLines(path)) {
    if (head === null) head = readHead(line, path);
    else if (line.startsWith('[')) rows += 1;
    else if (line.startsWith('{"end"')) counts = (JSON.parse(line) as { end: TableCounts }).end;
  }
  const total = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
  if (head === null || counts === null || total !== rows) throw notWhole(path);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return { head, counts, bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}

/** The lines of a backup; rejects with a message to show where the file is not there, is cut, or is none. */
export async function* readBackupLines(path: string): AsyncGenerator<string> {
  const lines = new PassThrough();
  const read = pipeline(createReadStream(path), createGunzip(), lines);
  read.catch(() => undefined);
  try {
    for await (const line of createInterface({ input: lines, crlfDelay: Number.POSITIVE_INFINITY })) yield line;
    await read;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && 'code' in error)
      throw new CommandError(`« ${path} » ne peut pas être lu (${String(error.code)}).`, { cause: error });
    throw error instanceof Error && 'code' in error && String(error.code).startsWith('Z_') ? notWhole(path) : error;
  }
}

function readHead(line: string, path: string): BackupHead {
  try {
    const head = JSON.parse(line) as BackupHead;
    if (head.format === BACKUP_FORMAT) return head;
  } catch {
    // Said below.
  }
  throw notWhole(path);
}

function notWhole(path: string): CommandError {
  return new CommandError(
    `« ${path} » n'est pas une sauvegarde entière de Tour de table : il est coupé, abîmé ou d'un autre programme. Rien n'a été changé.`,
  );
}
