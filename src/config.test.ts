import { isAbsolute, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigurationError, readConfig } from './config.ts';

function messageOf(env: Record<string, string>): string {
  try {
    readConfig(env, false);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as Error).message;
  }
  throw new Error('no error');
}

test('an empty environment is enough', () => {
  const config = readConfig({}, false);
  expect(config).toEqual({
    dataDir: resolve('data'),
    consultationDir: expect.stringMatching(/consultations.article69$/) as string,
    databaseUrl: null,
    logLevel: 'info',
    secretKeys: [],
    monitor: null,
    backupDir: null,
    secretKeyCopy: null,
    staff: [],
    slack: null,
    discord: null,
    llm: null,
    transcription: null,
    matrix: null,
  });
  expect(isAbsolute(config.consultationDir)).toBe(true);
});

test('variables are read, blanks count as not set', () => {
  const env = {
    TDT_DATA_DIR: ' /var/tdt ',
    TDT_CONSULTATION: './mine',
    DATABASE_URL: '',
    TDT_LOG: 'warn',
    NO_COLOR: '1',
  };
  const config = readConfig(env, true);
  expect(config).toEqual({
    dataDir: '/var/tdt',
    consultationDir: resolve('mine'),
    databaseUrl: null,
    logLevel: 'warn',
    secretKeys: [],
    monitor: null,
    backupDir: null,
    secretKeyCopy: null,
    staff: [],
    slack: null,
    discord: null,
    llm: null,
    transcription: null,
    matrix: null,
  });
  expect(readConfig({ DATABASE_URL: 'postgres://u:p@h/b' }, false).databaseUrl).toBe('postgres://u:p@h/b');
});

describe('what is wrong is told', () => {
  test('all at once, each with what to do', () => {
    const message = messageOf({ DATABASE_URL: 'mysql://u:secret@h/b', TDT_LOG: 'debug', TDT_DATADIR: '/x' });
    expect(message).toContain('DATABASE_URL doit être une adresse PostgreSQL');
    expect(message).toContain('TDT_LOG doit être silent, error, warn ou info');
    expect(message).toContain("TDT_DATADIR n'est pas connue");
    expect(message.split('\n')).toHaveLength(4);
  });

  test('without the values, which may be secrets', () => {
    expect(messageOf({ DATABASE_URL: 'mysql://u:secret@h/b' })).not.toContain('secret');
  });
});

test('on a terminal only errors are logged', () => {
  expect(readConfig({}, true).logLevel).toBe('error');
});

describe('the secret key', () => {
  const key = Buffer.alloc(32, 7);
  const older = Buffer.alloc(32, 8);

  test('is 32 bytes in base64 or hexadecimal; older ones follow', () => {
    const both = readConfig({ TDT_SECRET_KEY: `${key.toString('base64')}, ${older.toString('hex')}` }, false);
    expect(both.secretKeys.map(one => Buffer.from(one))).toEqual([key, older]);
  });

  test('is refused where it is short, and never shown', () => {
    expect(messageOf({ TDT_SECRET_KEY: 'motdepasse' })).toMatch(/TDT_SECRET_KEY doit être une clé de 32 octets/);
    expect(messageOf({ TDT_SECRET_KEY: 'motdepasse' })).not.toContain('motdepasse');
  });
});

test('the first staff are accounts, told apart by commas or spaces', () => {
  const staff = ['slack:T1:U1', 'matrix:@a:tchap.gouv.fr', 'discord:1:groupe:42'];
  expect(readConfig({ TDT_STAFF: `${staff[0]}, ${staff[1]} ${staff[2]},` }, false).staff).toEqual(staff);
  for (const wrong of ['U1', 'slack:U1', 'slack:T1:U1;slack:T1:U2:', 'matrix:a', '@a:tchap.gouv.fr'])
    expect(() => readConfig({ TDT_STAFF: wrong }, false).staff).toThrow('TDT_STAFF doit être une liste de comptes');
});

describe('Slack', () => {
  const SLACK_BOT_TOKEN = 'xoxb-1';

  test('goes through Socket Mode with an app token, through HTTP with a signing secret', () => {
    expect(readConfig({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN: 'xapp-1' }, false).slack).toEqual({
      access: { kind: 'one', botToken: 'xoxb-1' },
      transport: { kind: 'socket', appToken: 'xapp-1' },
      port: 3000,
      apiUrl: 'https://slack.com/api/',
    });
    const http = { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET: 's', SLACK_PORT: '8080', SLACK_API_URL: 'http://proxy/api' };
    expect(readConfig(http, false).slack).toEqual({
      access: { kind: 'one', botToken: 'xoxb-1' },
      transport: { kind: 'http', signingSecret: 's' },
      port: 8080,
      apiUrl: 'http://proxy/api/',
    });
  });

  const many = {
    SLACK_CLIENT_ID: '123.456',
    SLACK_CLIENT_SECRET: 'very secret',
    SLACK_PUBLIC_URL: 'https://consultation.example.fr/',
    SLACK_APP_TOKEN: 'xapp-1',
    TDT_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  };

  test('serves many workspaces with the credentials of an app that each installs', () => {
    const access = readConfig(many, false).slack?.access;
    expect(access).toMatchObject({
      kind: 'many',
      clientId: '123.456',
      clientSecret: 'very secret',
      publicUrl: 'https://consultation.example.fr',
    });
    const again = readConfig(many, false).slack?.access;
    expect(again).toEqual(access);
    const other = readConfig({ ...many, TDT_SECRET_KEY: Buffer.alloc(32, 8).toString('base64') }, false).slack?.access;
    expect(other).not.toEqual(access);
  });

  test.each([
    [
      { SLACK_CLIENT_ID: '123.456', SLACK_APP_TOKEN: 'xapp-1' },
      /SLACK_CLIENT_SECRET, SLACK_PUBLIC_URL, TDT_SECRET_KEY/,
    ],
    [{ ...many, SLACK_BOT_TOKEN }, /s'excluent/],
    [{ ...many, SLACK_APP_TOKEN: '' }, /SLACK_CLIENT_ID ne suffit pas : ajoutez SLACK_APP_TOKEN/],
    [{ ...many, SLACK_PUBLIC_URL: 'http://example.fr' }, /SLACK_PUBLIC_URL doit être une adresse en https/],
    [{ ...many, SLACK_CLIENT_ID: 'abc' }, /SLACK_CLIENT_ID doit être le « Client ID »/],
  ])('what many workspaces lack is told: %j', (env, told) => {
    expect(messageOf(env)).toMatch(told);
    expect(messageOf(env)).not.toContain('very secret');
  });

  test.each([
    [{ SLACK_BOT_TOKEN }, 'ajoutez SLACK_APP_TOKEN'],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN manque'],
    [{ SLACK_BOT_TOKEN: 'xapp-1' }, 'doit commencer par xoxb-'],
    [{ SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET: 's', SLACK_PORT: '0' }, 'doit être un port'],
  ])('what is missing or wrong is told: %j', (env, told) => {
    expect(messageOf(env)).toContain(told);
    expect(messageOf(env)).not.toContain('xapp-1');
  });
});

describe('Discord', () => {
  test('needs a token, and nothing else', () => {
    expect(readConfig({ DISCORD_TOKEN: 't' }, false).discord).toEqual({ token: 't', apiUrl: null, guilds: [] });
    const more = {
      DISCORD_TOKEN: 't',
      DISCORD_API_URL: 'http://proxy/api/',
      DISCORD_GUILDS: '123456789012345678, 9876543210987654',
    };
    expect(readConfig(more, false).discord).toEqual({
      token: 't',
      apiUrl: 'http://proxy/api',
      guilds: ['123456789012345678', '9876543210987654'],
    });
  });

  test('tells what is wrong without the token', () => {
    const message = messageOf({ DISCORD_TOKEN: 'secret', DISCORD_API_URL: 'discord', DISCORD_GUILDS: 'mon serveur' });
    expect(message).toContain('DISCORD_API_URL doit être une adresse');
    expect(message).toContain('DISCORD_GUILDS doit être une liste de numéros');
    expect(message).not.toContain('secret');
  });
});

test('a language model needs its service and its name; the rest has defaults', () => {
  const { llm } = readConfig({ LLM_BASE_URL: 'http://127.0.0.1:11434/v1/', LLM_MODEL: 'mistral' }, false);
  expect(llm).toEqual({
    baseUrl: 'http://127.0.0.1:11434/v1',
    apiKey: 'aucune',
    model: 'mistral',
    concurrency: 4,
    timeoutMs: 120_000,
    retries: 4,
    budgetTokens: null,
    prices: null,
  });
  const priced = { LLM_BASE_URL: 'https://x.fr/v1', LLM_MODEL: 'm', LLM_PRICE_INPUT: '0.2', LLM_PRICE_OUTPUT: '0.6' };
  expect(readConfig({ ...priced, LLM_BUDGET_TOKENS: '2000000' }, false).llm).toMatchObject({
    budgetTokens: 2_000_000,
    prices: { input: 0.2, output: 0.6 },
  });
  expect(messageOf({ LLM_MODEL: 'm' })).toContain('LLM_BASE_URL manque');
  expect(messageOf({ LLM_BASE_URL: 'https://x.fr/v1' })).toContain('LLM_MODEL manque');
  expect(messageOf({ LLM_API_KEY: 'k' })).toContain('LLM_BASE_URL manque');
  expect(messageOf({ LLM_BASE_URL: 'x', LLM_CONCURRENCY: '0' })).toMatch(/LLM_BASE_URL doit.*\n.*LLM_CONCURRENCY doit/);
});
