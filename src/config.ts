/** The only reader of the environment: every wrong variable is told at once, in French, with what to do. */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

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
  /** Accounts that are staff from the start, as written: `slack:T1:U1`, `matrix:@a:serveur.fr`. */
  readonly staff: readonly string[];
  /** null: no Slack app is configured. */
  readonly slack: SlackSettings | null;
  /** null: no Discord bot is configured. */
  readonly discord: DiscordSettings | null;
}

/** How one Slack app is reached: `adapters/slack`. */
export interface SlackSettings {
  readonly botToken: string;
  readonly transport:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };
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

/** `slack:T1:U1`, or on Matrix `matrix:@a:serveur.fr`, which holds its server. */
const ACCOUNT = /^(?:matrix:@[^:\s,]+:[^\s,]+|(?!matrix:)[a-z]+:[^:\s,;]+:[^:\s,;]+)$/;

const variables = z.object({
  TDT_DATA_DIR: path.optional(),
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

/** Slack needs the bot's token and one way in: Socket Mode, else HTTP. */
function slackOf(given: z.infer<typeof variables>): SlackSettings | null | { readonly problem: string } {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = given;
  if (botToken === undefined) {
    return appToken === undefined && signingSecret === undefined
      ? null
      : { problem: 'SLACK_BOT_TOKEN manque : le jeton xoxb-… de « OAuth & Permissions »' };
  }
  const apiUrl = (given.SLACK_API_URL ?? 'https://slack.com/api/').replace(/\/*$/, '/');
  if (appToken !== undefined) return { botToken, transport: { kind: 'socket', appToken }, apiUrl };
  if (signingSecret === undefined) {
    return {
      problem: 'SLACK_BOT_TOKEN ne suffit pas : ajoutez SLACK_APP_TOKEN (Socket Mode) ou SLACK_SIGNING_SECRET (HTTP)',
    };
  }
  return { botToken, transport: { kind: 'http', signingSecret, port: Number(given.SLACK_PORT ?? SLACK_PORT) }, apiUrl };
}

/** Today's key, then the older ones. */
function keysOf(text: string): readonly Uint8Array[] {
  const keys = text.split(/[\s,]+/).filter(key => key !== '');
  return keys.map(key => new Uint8Array(Buffer.from(key, /^[0-9a-f]{64}$/i.test(key) ? 'hex' : 'base64')));
}

function discordOf({
  DISCORD_TOKEN,
  DISCORD_API_URL,
  DISCORD_GUILDS,
}: z.infer<typeof variables>): DiscordSettings | null {
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
  if (!read.success || problems.length > 0 || (slack !== null && 'problem' in slack)) {
    throw new ConfigurationError(`L'environnement est à corriger :\n${[...new Set(problems)].join('\n')}`);
  }
  const { TDT_DATA_DIR, TDT_CONSULTATION, DATABASE_URL, TDT_LOG, TDT_SECRET_KEY, TDT_STAFF } = read.data;
  return {
    dataDir: resolve(TDT_DATA_DIR ?? 'data'),
    consultationDir:
      TDT_CONSULTATION === undefined ? resolve(PACKAGE, 'consultations/article69') : resolve(TDT_CONSULTATION),
    databaseUrl: DATABASE_URL ?? null,
    logLevel: TDT_LOG ?? (terminal ? 'error' : 'info'),
    secretKeys: keysOf(TDT_SECRET_KEY ?? ''),
    staff: TDT_STAFF?.split(/[\s,]+/).filter(account => account !== '') ?? [],
    slack,
    discord: discordOf(read.data),
  };
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
