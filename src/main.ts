#!/usr/bin/env node
/** The composition root: the only file that knows everyone. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { slackManifest } from '#adapters/slack/manifest.ts';
import { openInteractive, openJsonl } from '#adapters/terminal/index.ts';
import { runCli } from '#cli/run.ts';
import type { CliWorld, DiscordReport, LoadedConsultation } from '#cli/world.ts';
import { type Config, readConfig } from '#config.ts';
import { formatProblems } from '#consultation/check.ts';
import { consultationFileNames } from '#consultation/files.ts';
import { checkAgainst, type ConsultationFiles, parseConsultation } from '#consultation/parse.ts';
import { type Adapter, aloneAdapter } from '#messaging/index.ts';
import { redact } from '#moderation/detect.ts';
import { openStores, resetDatabase } from '#storage/index.ts';
import { createIds } from '#usecases/entropy.ts';
import type { ModelCache } from '#usecases/synthesis/ports.ts';
import { createApplication, createJsonLog, createMonitor, systemClock, systemEntropy } from '#worker/index.ts';
import manifest from '../package.json' with { type: 'json' };

const { sha256 } = systemEntropy;

/** Read once, when first needed: `tdt help` works in any environment. */
let config: Config | null = null;
function configuration(): Config {
  config ??= readConfig(process.env, process.stderr.isTTY);
  return config;
}

/** The texts of a consultation's folder. Rejects, with a message to show, where it can't be read. */
async function readFolder(dir: string): Promise<ConsultationFiles> {
  try {
    const names = consultationFileNames(await readdir(dir));
    const texts = await Promise.all(names.map(async name => [name, await readFile(join(dir, name), 'utf8')] as const));
    return Object.fromEntries(texts);
  } catch (cause) {
    const message = `Le dossier de la consultation ne peut pas être lu : ${dir}. Vérifiez TDT_CONSULTATION, ou le chemin donné.`;
    throw Object.assign(new Error(message, { cause }), { name: 'ConfigurationError' });
  }
}

async function loadConsultation(dir: string): Promise<LoadedConsultation> {
  const parsed = parseConsultation(await readFolder(dir), sha256);
  if (!parsed.ok) return { ok: false, report: formatProblems(parsed.problems, dir) };
  const { consultation, warnings } = parsed;
  return { ok: true, consultation, report: warnings.length === 0 ? '' : formatProblems(warnings, dir) };
}

async function compareConsultations(dir: string, previous: string): Promise<string> {
  const old = parseConsultation(await readFolder(previous), sha256);
  if (!old.ok) return formatProblems(old.problems, previous);
  const problems = checkAgainst(old.consultation, await readFolder(dir));
  return problems.length === 0 ? '' : formatProblems(problems, dir);
}

/** Until the configuration is read, and where it is wrong, only errors are logged. */
function logLevel(): Config['logLevel'] {
  return config?.logLevel ?? 'error';
}

/** Each is loaded only where it is configured. */
async function configuredPlatforms(): Promise<readonly Adapter[]> {
  const { slack, discord, matrix } = configuration();
  const adapters: Adapter[] = [];
  if (slack !== null) adapters.push((await import('#adapters/slack/index.ts')).createSlackAdapter(slack));
  if (discord !== null) {
    const { createDiscordAdapter } = await import('#adapters/discord/index.ts');
    adapters.push(aloneAdapter('connection', () => createDiscordAdapter(discord)));
  }
  if (matrix !== null) {
    const { createMatrixAdapter } = await import('#adapters/matrix/index.ts');
    adapters.push(aloneAdapter('keys', () => createMatrixAdapter(matrix)));
  }
  return adapters;
}

async function inspectDiscord(): Promise<DiscordReport | null> {
  const { discord } = configuration();
  return discord === null ? null : (await import('#adapters/discord/index.ts')).inspectDiscord(discord);
}

const examinePlatforms: CliWorld['examinePlatforms'] = async installations => {
  const { slack, discord, matrix } = configuration();
  return [
    ...(slack === null ? [] : await (await import('#adapters/slack/index.ts')).examineSlack(slack, installations)),
    ...(discord === null ? [] : await (await import('#adapters/discord/index.ts')).examineDiscord(discord)),
    ...(matrix === null ? [] : await (await import('#adapters/matrix/index.ts')).examineMatrix(matrix)),
  ];
};

/** Loaded only where one is configured. */
async function synthesisModel(kept: 'files' | ModelCache): ReturnType<CliWorld['synthesisModel']> {
  const { llm: settings, dataDir } = configuration();
  if (settings === null) return null;
  const { createFileCache, createSynthesisModel } = await import('#llm/index.ts');
  const cache = kept === 'files' ? createFileCache(join(dataDir, 'modele')) : kept;
  return createSynthesisModel({ settings, cache, mask: redact });
}

async function followUpModel(): ReturnType<CliWorld['followUpModel']> {
  const { llm: settings } = configuration();
  return settings === null ? null : (await import('#llm/index.ts')).createFollowUpModel({ settings, mask: redact });
}

async function draftModel(): ReturnType<CliWorld['draftModel']> {
  const { llm: settings } = configuration();
  return settings === null ? null : (await import('#llm/index.ts')).createDraftModel({ settings, mask: redact });
}

async function transcriber(): ReturnType<CliWorld['transcriber']> {
  const { transcription: settings } = configuration();
  return settings === null ? null : (await import('#llm/index.ts')).createTranscriber(settings);
}

/** Set up by hand, while the service is stopped. */
async function operateMatrix(): ReturnType<CliWorld['operateMatrix']> {
  const { matrix } = configuration();
  return matrix === null ? null : (await import('#adapters/matrix/index.ts')).operateMatrix(matrix);
}

const world: CliWorld = {
  version: manifest.version,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  log: (...entry) => createJsonLog(line => process.stderr.write(line), logLevel(), systemClock.now)(...entry),
  entropy: systemEntropy,
  configuration,
  loadConsultation,
  compareConsultations,
  openStores: ({ dataDir, databaseUrl, secretKeys }, now) =>
    openStores({ url: databaseUrl, dataDir, secretKeys, now, newId: createIds(systemEntropy, now) }),
  resetDatabase: ({ dataDir, databaseUrl }) => resetDatabase({ url: databaseUrl, dataDir }),
  createApplication,
  createMonitor,
  platforms: configuredPlatforms,
  slackManifest,
  examinePlatforms,
  inspectDiscord,
  synthesisModel,
  followUpModel,
  draftModel,
  transcriber,
  operateMatrix,
  terminal: { openInteractive, openJsonl },
};

process.exitCode = await runCli(process.argv.slice(2), world);
