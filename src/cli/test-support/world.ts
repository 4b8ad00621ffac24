/** A world for the commands' tests: real stores in a folder of their own, streams in memory. */
import { createHash } from 'node:crypto';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { openInteractive, openJsonl } from '#adapters/terminal/index.ts';
import { isConsultationFile } from '#consultation/files.ts';
import { checkAgainst, parseConsultation } from '#consultation/parse.ts';
import { openStores } from '#storage/index.ts';
import { createIds } from '#usecases/entropy.ts';
import type { Transcriber } from '#usecases/transcription/ports.ts';
import type { SynthesisModel } from '#usecases/synthesis/ports.ts';
import { createApplication, systemEntropy } from '#worker/index.ts';
import { runCli } from '../run.ts';
import type { CliOutput, CliWorld, MatrixOperator } from '../world.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly log: readonly string[];
}

export interface RunOptions {
  readonly dataDir: string;
  readonly input?: string;
  readonly consultationDir?: string;
  readonly staff?: readonly string[];
  readonly stdout?: CliOutput;
  readonly matrix?: MatrixOperator;
  readonly secretKeys?: readonly Uint8Array[];
  readonly synthesisModel?: SynthesisModel;
  readonly transcriber?: Transcriber;
}

/** Runs one command line as `main` would, on the database of `dataDir`. */
export async function runTdt(argv: readonly string[], options: RunOptions): Promise<Ran> {
  const out = collect();
  const err = collect();
  const log: string[] = [];
  const world = createTestWorld(options, options.stdout ?? out.stream, err.stream, log);
  const code = await runCli(argv, world);
  return { code, stdout: out.text(), stderr: err.text(), log };
}

function createTestWorld(options: RunOptions, stdout: CliOutput, stderr: CliOutput, log: string[]): CliWorld {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const readFolder = async (dir: string): Promise<Record<string, string>> => {
    const names = (await readdir(dir)).filter(isConsultationFile);
    return Object.fromEntries(
      await Promise.all(names.map(async name => [name, await readFile(join(dir, name), 'utf8')] as const)),
    );
  };
  return {
    version: '0.0.0-test',
    stdin: Readable.from(options.input === undefined ? [] : [options.input]),
    stdout,
    stderr,
    log: (level, code, facts) => void log.push(`${level} ${code} ${JSON.stringify(facts ?? {})}`),
    entropy: systemEntropy,
    configuration: () => ({
      dataDir: options.dataDir,
      consultationDir: options.consultationDir ?? 'consultations/article69',
      databaseUrl: null,
      secretKeys: options.secretKeys ?? [],
      staff: options.staff ?? [],
    }),
    loadConsultation: async dir => {
      const parsed = parseConsultation(await readFolder(dir), sha256);
      if (parsed.ok) return { ok: true, consultation: parsed.consultation, report: '' };
      return {
        ok: false,
        report: parsed.problems
          .map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)
          .join('\n'),
      };
    },
    compareConsultations: async (dir, previous) => {
      const old = parseConsultation(await readFolder(previous), sha256);
      if (!old.ok) return 'ancienne consultation illisible';
      return checkAgainst(old.consultation, await readFolder(dir))
        .map(problem => problem.message)
        .join('\n');
    },
    followUpModel: () => Promise.resolve(null),
    draftModel: () => Promise.resolve(null),
    transcriber: () => Promise.resolve(options.transcriber ?? null),
    synthesisModel: () => Promise.resolve(options.synthesisModel ?? null),
    openStores: ({ dataDir, databaseUrl, secretKeys }, now) =>
      openStores({ url: databaseUrl, dataDir, secretKeys, now, newId: createIds(systemEntropy, now) }),
    resetDatabase: ({ dataDir }) => rm(dataDir, { recursive: true, force: true }),
    createApplication,
    platforms: () => Promise.resolve([]),
    slackManifest: () => ({}),
    examinePlatforms: () => Promise.resolve([]),
    inspectDiscord: () => Promise.resolve(null),
    operateMatrix: () => Promise.resolve(options.matrix ?? null),
    terminal: { openJsonl, openInteractive },
  };
}

function collect(): { readonly stream: Writable; readonly text: () => string } {
  let text = '';
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString();
      done();
    },
  });
  return { stream, text: () => text };
}
