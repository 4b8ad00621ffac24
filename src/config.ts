/** The only reader of the environment: every wrong variable is told at once, in French, with what to do. */
import { hkdfSync } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { matrixOf, type MatrixSettings, matrixVariables } from './config-matrix.ts';
import { llmOf, type LlmSettings } from './config-llm.ts';
import { transcriptionOf, type TranscriptionSettings, transcriptionVariables } from './config-transcription.ts';

/** The package's own folder: a default is found wherever the command is run from. */
const PACKAGE = dirname(dirname(fileURLToPath(import.meta.url)));

export interface Config {
  /** Folder of the embedded database. */
  readonly dataDir: string;
  readonly consultationDir: string;
  /** PostgreSQL; null for SQLite in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly logLevel: LogSetting;
  /** Seal the secrets that the database keeps: 32 bytes each, today's first; empty where none is set. */
  readonly secretKeys: readonly Uint8Array[];
  /** Where `/healthz`, `/readyz` and `/metrics` are answered; null: nowhere. */
  readonly monitor: { readonly host: string; readonly port: number } | null;
  /** Where the operator keeps backups (`tdt doctor` looks at their age and place); null where not told. */
  readonly backupDir: string | null;
  /** A file with a copy of `TDT_SECRET_KEY`, elsewhere; null where not told. */
  readonly secretKeyCopy: string | null;
  /** Accounts that are staff from the start, as written: `slack:T1:U1`, `matrix:@a:serveur.fr`. */
  readonly staff: readonly string[];
  /** null: no Slack app is configured. */
  readonly slack: SlackSettings | null;
  /** null: no Discord bot is configured. */
  readonly discord: DiscordSettings | null;
  /** null: no Matrix account is configured. */
  readonly matrix: MatrixSettings | null;
  /** null: no language model; syntheses are made without. */
  readonly llm: LlmSettings | null;
  /** null: voice messages are transcribed by people alone. */
  readonly transcription: TranscriptionSettings | null;
}

/** How one Slack app is reached: `adapters/slack`. */
export interface SlackSettings {
  readonly access:
    | { readonly kind: 'one'; readonly botToken: string }
    | {
        readonly kind: 'many';
        readonly clientId: string;
        readonly clientSecret: string;
        readonly stateSecret: string;
        /** Where the install page is reached, without a trailing slash. */
        readonly publicUrl: string;
      };
  readonly transport:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string };
  /** Where Slack's requests and the install page are heard. */
  readonly port: number;
  /** With its trailing slash. */
  readonly apiUrl: string;
}

/** How one Discord bot is reached: `adapters/discord`. */
export interface DiscordSettings {
  readonly token: string;
  /** null: Discord's own. */
  readonly apiUrl: string | null;
  /** Servers that get the commands at once; empty: all of them, in their time. */
  readonly guilds: readonly string[];
}

export type LogSetting = 'silent' | 'error' | 'warn' | 'info';

/** Its message is the whole text to show. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Empty counts as not set, as in most shells and unit files. */
function set(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

const path = z.string().refine(value => !value.includes('\0'), "n'est pas un chemin : donnez un dossier, comme ./data");

/** `slack:T1:U1`, or on Matrix `matrix:@a:serveur.fr`, which holds its server; `discord:G1:groupe:123`. */
const ACCOUNT =
  /^(?:matrix:@[^:\s,]+:[^\s,]+|[a-z]+:[^:\s,;]+:groupe?:[^\s,;]+|(?!matrix:)[a-z]+:[^:\s,;]+:[^:\s,;]+)$/;

const PRICE = /^\d{1,6}(?:\.\d{1,6})?$/;
const PRICE_ADVICE = "doit être le prix d'un million de jetons, comme 0.35";

const variables = z.object({
  TDT_DATA_DIR: path.optional(),
  TDT_BACKUP_DIR: path.optional(),
  TDT_SECRET_KEY_COPY: path.optional(),
  TDT_MONITOR: z
    .string()
    .refine(at => monitorOf(at) !== null, 'doit être un port, ou une adresse et un port, comme 9464 ou 127.0.0.1:9464')
    .optional(),
  TDT_CONSULTATION: path.optional(),
  DATABASE_URL: z
    .string()
    .refine(
      isPostgresUrl,
      'doit être une adresse PostgreSQL, comme postgresql://utilisateur:motdepasse@hote:5432/base ; retirez-la pour SQLite',
    )
    .optional(),
  TDT_LOG: z.enum(['silent', 'error', 'warn', 'info'], { error: 'doit être silent, error, warn ou info' }).optional(),
  TDT_SECRET_KEY: z
    .string()
    .refine(
      text => keysOf(text).every(key => key.byteLength === SECRET_KEY_BYTES),
      'doit être une clé de 32 octets en base64 (« tdt key new » en fait une) ; après une virgule, les anciennes',
    )
    .optional(),
  TDT_STAFF: z
    .string()
    .refine(
      list => list.split(/[\s,]+/).every(account => account === '' || ACCOUNT.test(account)),
      'doit être une liste de comptes séparés par des virgules, comme slack:T1:U1,matrix:@a:serveur.fr',
    )
    .optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'doit commencer par xoxb- : « Bot User OAuth Token »').optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'doit commencer par xapp- : « App-Level Token »').optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^\d+\.\d+$/, 'doit être le « Client ID », deux nombres séparés par un point')
    .optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_PUBLIC_URL: z
    .string()
    .refine(
      url => URL.parse(url)?.protocol === 'https:',
      'doit être une adresse en https://, comme https://consultation.example.fr',
    )
    .optional(),
  SLACK_API_URL: z
    .string()
    .refine(
      url => /^https?:$/.test(URL.parse(url)?.protocol ?? ''),
      'doit être une adresse, comme https://slack.com/api/',
    )
    .optional(),
  SLACK_PORT: z
    .string()
    .refine(
      port => /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535,
      'doit être un port, de 1 à 65535',
    )
    .optional(),
  LLM_BASE_URL: z
    .string()
    .refine(
      url => /^https?:$/.test(URL.parse(url)?.protocol ?? ''),
      "doit être l'adresse du service, comme https://albert.api.etalab.gouv.fr/v1",
    )
    .optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_MODEL: z.string().optional(),
  LLM_CONCURRENCY: z
    .string()
    .regex(/^(?:[1-9]|[1-5]\d|6[0-4])$/, 'doit être un nombre, de 1 à 64')
    .optional(),
  LLM_TIMEOUT_SECONDS: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'doit être un nombre de secondes, de 1 à 999')
    .optional(),
  LLM_BUDGET_TOKENS: z
    .string()
    .regex(/^[1-9]\d{0,9}$/, 'doit être un nombre de jetons, comme 2000000')
    .optional(),
  LLM_PRICE_INPUT: z.string().regex(PRICE, PRICE_ADVICE).optional(),
  LLM_PRICE_OUTPUT: z.string().regex(PRICE, PRICE_ADVICE).optional(),
  ...matrixVariables,
  ...transcriptionVariables,
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_API_URL: z
    .string()
    .refine(
      url => /^https?:$/.test(URL.parse(url)?.protocol ?? ''),
      'doit être une adresse, comme https://discord.com/api',
    )
    .optional(),
  DISCORD_GUILDS: z
    .string()
    .refine(
      list => list.split(/[\s,]+/).every(id => /^\d{15,20}$/.test(id)),
      'doit être une liste de numéros de serveurs, séparés par des virgules',
    )
    .optional(),
});

/** The port on which Slack's requests are heard. */
const SLACK_PORT = 3_000;

/** Bytes of a key that seals secrets. */
const SECRET_KEY_BYTES = 32;

type Given = z.infer<typeof variables>;
type Problem = { readonly problem: string };

/** Slack needs a way in (Socket Mode, else HTTP) and a way to be let in: one workspace's token, or an app that many install. */
function slackOf(given: Given): SlackSettings | null | Problem {
  const names = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_CLIENT_ID'] as const;
  if (names.every(name => given[name] === undefined)) return null;
  const access = slackAccess(given);
  if ('problem' in access) return access;
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = given;
  const apiUrl = (given.SLACK_API_URL ?? 'https://slack.com/api/').replace(/\/*$/, '/');
  const common = { access, apiUrl, port: Number(given.SLACK_PORT ?? SLACK_PORT) };
  if (appToken !== undefined) return { ...common, transport: { kind: 'socket', appToken } };
  if (signingSecret !== undefined) return { ...common, transport: { kind: 'http', signingSecret } };
  const what = access.kind === 'one' ? 'SLACK_BOT_TOKEN' : 'SLACK_CLIENT_ID';
  return { problem: `${what} ne suffit pas : ajoutez SLACK_APP_TOKEN (Socket Mode) ou SLACK_SIGNING_SECRET (HTTP)` };
}

function slackAccess(given: Given): SlackSettings['access'] | Problem {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = given;
  if (clientId === undefined) {
    if (botToken !== undefined) return { kind: 'one', botToken };
    return { problem: 'SLACK_BOT_TOKEN manque : le jeton xoxb-… de « OAuth & Permissions »' };
  }
  if (botToken !== undefined) {
    return {
      problem:
        "SLACK_BOT_TOKEN et SLACK_CLIENT_ID s'excluent : le premier sert un seul espace ; retirez-le, chaque espace installera l'application",
    };
  }
  const { SLACK_PUBLIC_URL: publicUrl, TDT_SECRET_KEY: secretKey } = given;
  const needed = { SLACK_CLIENT_SECRET: clientSecret, SLACK_PUBLIC_URL: publicUrl, TDT_SECRET_KEY: secretKey };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []));
  const [key] = keysOf(secretKey ?? '');
  if (clientSecret === undefined || publicUrl === undefined || key === undefined)
    return { problem: `SLACK_CLIENT_ID ne suffit pas : ajoutez ${missing.join(', ')}` };
  const stateSecret = Buffer.from(hkdfSync('sha256', key, '', 'tour-de-table slack oauth state', SECRET_KEY_BYTES));
  return {
    kind: 'many',
    clientId,
    clientSecret,
    stateSecret: stateSecret.toString('base64url'),
    publicUrl: publicUrl.replace(/\/+$/, ''),
  };
}

/** Today's key, then the older ones. */
function keysOf(text: string): readonly Uint8Array[] {
  const keys = text.split(/[\s,]+/).filter(key => key !== '');
  return keys.map(key => new Uint8Array(Buffer.from(key, /^[0-9a-f]{64}$/i.test(key) ? 'hex' : 'base64')));
}

function discordOf({ DISCORD_TOKEN, DISCORD_API_URL, DISCORD_GUILDS }: Given): DiscordSettings | null {
  if (DISCORD_TOKEN === undefined) return null;
  return {
    token: DISCORD_TOKEN,
    apiUrl: DISCORD_API_URL?.replace(/\/+$/, '') ?? null,
    guilds: DISCORD_GUILDS?.split(/[\s,]+/) ?? [],
  };
}

/** `terminal`: whether a person reads what is logged, which is then kept to what they must know. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, terminal: boolean): Config {
  const given = Object.fromEntries(Object.keys(variables.shape).map(name => [name, set(env[name])]));
  const read = variables.safeParse(given);
  const problems = read.success ? [] : read.error.issues.map(issue => `  ${issue.path.join('.')} ${issue.message}.`);
  problems.push(...unknownNames(env).map(name => `  ${name} n'est pas connue : ${KNOWN}.`));
  const slack = read.success ? slackOf(read.data) : null;
  if (slack !== null && 'problem' in slack) problems.push(`  ${slack.problem}.`);
  const llm = read.success ? llmOf(read.data) : null;
  if (llm !== null && 'problem' in llm) problems.push(`  ${llm.problem}.`);
  const transcription = read.success ? transcriptionOf(read.data) : null;
  if (transcription !== null && 'problem' in transcription) problems.push(`  ${transcription.problem}.`);
  const dataDir = resolve(read.data?.TDT_DATA_DIR ?? 'data');
  const secretKeys = keysOf(read.data?.TDT_SECRET_KEY ?? '');
  const matrix = read.success ? matrixOf(read.data, dataDir, secretKeys) : null;
  if (matrix !== null && 'problem' in matrix) problems.push(`  ${matrix.problem}.`);
  const wrong =
    (slack !== null && 'problem' in slack) ||
    (llm !== null && 'problem' in llm) ||
    (transcription !== null && 'problem' in transcription) ||
    (matrix !== null && 'problem' in matrix);
  if (!read.success || problems.length > 0 || wrong) {
    throw new ConfigurationError(`L'environnement est à corriger :\n${[...new Set(problems)].join('\n')}`);
  }
  const { TDT_CONSULTATION, DATABASE_URL, TDT_LOG, TDT_STAFF } = read.data;
  const { TDT_MONITOR, TDT_BACKUP_DIR, TDT_SECRET_KEY_COPY } = read.data;
  return {
    dataDir,
    consultationDir:
      TDT_CONSULTATION === undefined ? resolve(PACKAGE, 'consultations/article69') : resolve(TDT_CONSULTATION),
    databaseUrl: DATABASE_URL ?? null,
    logLevel: TDT_LOG ?? (terminal ? 'error' : 'info'),
    secretKeys,
    monitor: TDT_MONITOR === undefined ? null : monitorOf(TDT_MONITOR),
    backupDir: TDT_BACKUP_DIR === undefined ? null : resolve(TDT_BACKUP_DIR),
    secretKeyCopy: TDT_SECRET_KEY_COPY === undefined ? null : resolve(TDT_SECRET_KEY_COPY),
    staff: TDT_STAFF?.split(/[\s,]+/).filter(account => account !== '') ?? [],
    slack,
    discord: discordOf(read.data),
    llm,
    transcription,
    matrix,
  };
}

/** A port of this machine only, unless an address says otherwise. */
function monitorOf(at: string): Config['monitor'] {
  const match = /^(?:(.+):)?(\d{1,5})$/.exec(at);
  const port = Number(match?.[2] ?? 0);
  return port >= 1 && port <= 65_535 ? { host: match?.[1] ?? '127.0.0.1', port } : null;
}

const OURS = Object.keys(variables.shape).filter(name => name.startsWith('TDT_'));
const KNOWN = `les variables de Tour de table sont ${OURS.join(', ')} et DATABASE_URL`;

/** Of our own tests and measures, which start the command as anybody does. */
const NOT_OURS = /^TDT_(?:TEST|BENCH)_/;

/** A mistyped `TDT_…` would silently be the default. */
function unknownNames(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env)
    .filter(
      name => name.startsWith('TDT_') && !NOT_OURS.test(name) && !OURS.includes(name) && set(env[name]) !== undefined,
    )
    .sort();
}

function isPostgresUrl(text: string): boolean {
  return /^postgres(?:ql)?:$/.test(URL.parse(text)?.protocol ?? '');
}
