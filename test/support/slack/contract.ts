/**
 * Slack's published contract of what an app sends: JSON Schema made of the types of `@slack/types`, with the limits
 * that only their comments tell.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import type { Call } from './edge.ts';

type Schema = Record<string, unknown>;

/** Blocks of a message and of a view, in number; characters of a message's text. */
const MESSAGE_BLOCKS = 50;
const VIEW_BLOCKS = 100;
const MESSAGE_CHARACTERS = 40_000;

/** What the methods that we call take (Slack's reference); a misspelt argument is silently passed over by Slack. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  'api.test': [],
  'apps.connections.open': [],
  'auth.test': [],
  'chat.postEphemeral': ['channel', 'user', 'text', 'blocks', 'mrkdwn', 'thread_ts', 'unfurl_links', 'unfurl_media'],
  'chat.postMessage': ['channel', 'text', 'blocks', 'mrkdwn', 'thread_ts', 'metadata', 'unfurl_links', 'unfurl_media'],
  'chat.update': ['channel', 'ts', 'text', 'blocks'],
  'conversations.history': ['channel', 'limit', 'include_all_metadata', 'oldest', 'inclusive', 'cursor'],
  'conversations.open': ['users'],
  'conversations.replies': ['channel', 'ts', 'limit', 'include_all_metadata'],
  'usergroups.users.list': ['usergroup'],
  'files.completeUploadExternal': ['files', 'channel_id', 'thread_ts'],
  'files.info': ['file'],
  'files.getUploadURLExternal': ['filename', 'length', 'alt_txt'],
  'oauth.v2.access': ['client_id', 'client_secret', 'code', 'redirect_uri'],
  'users.info': ['user', 'include_locale'],
  'views.open': ['trigger_id', 'view'],
  'views.publish': ['user_id', 'view'],
  'views.update': ['view_id', 'view', 'hash'],
};

let compiled: { blocks: ValidateFunction; modal: ValidateFunction; home: ValidateFunction } | null = null;

/** What is wrong with a call, one line each; empty for one that Slack takes. */
export function problemsOf({ method, args }: Call): string[] {
  const known = ARGUMENTS[method];
  // A file's bytes and address are no method.
  if (/^\/?(?:upload|files-pri)\//.test(method)) return [];
  if (known === undefined) return [`${method}: not in the contract`];
  const problems = Object.keys(args)
    .filter(name => name !== 'token' && !known.includes(name))
    .map(name => `${method}: unknown argument ${name}`);
  if (Array.isArray(args['blocks'])) problems.push(...problemsOfBlocks(args['blocks'], MESSAGE_BLOCKS));
  if (JSON.stringify(args['text'] ?? '').length - 2 > MESSAGE_CHARACTERS) problems.push('text: too long');
  if (method.startsWith('chat.') && args['text'] === '')
    problems.push('text: empty, nothing is notified nor read aloud');
  if (args['view'] !== undefined) problems.push(...problemsOfView(args['view']));
  return problems;
}

/** … with a list of blocks. */
export function problemsOfBlocks(blocks: readonly unknown[], most = MESSAGE_BLOCKS): string[] {
  const problems = blocks.length > most ? [`blocks: ${blocks.length}, at most ${most}`] : [];
  const ids = blocks.map(block => (block as Schema)['block_id']).filter(id => id !== undefined);
  if (new Set(ids).size < ids.length) problems.push('block_id: twice in one message');
  for (const block of blocks) problems.push(...check(validators().blocks, block), ...twice(block as Schema));
  return problems;
}

/** … with a modal or a home. */
export function problemsOfView(view: unknown): string[] {
  const { type, blocks } = view as { type?: unknown; blocks?: unknown };
  const listed = Array.isArray(blocks) ? blocks : [];
  return [
    ...check(type === 'home' ? validators().home : validators().modal, view),
    ...problemsOfBlocks(listed, VIEW_BLOCKS),
  ];
}

function twice(block: Schema): string[] {
  const ids = Array.isArray(block['elements']) ? block['elements'].map(one => (one as Schema)['action_id']) : [];
  const given = ids.filter(id => id !== undefined);
  return new Set(given).size < given.length ? ['action_id: twice in one block'] : [];
}

function check(validate: ValidateFunction, value: unknown): string[] {
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  // A union tells of every branch: what stands deepest is nearest to the fault.
  const deepest = Math.max(...errors.map(error => error.instancePath.length));
  const nearest = errors.filter(error => error.instancePath.length === deepest);
  return [...new Set(nearest.map(error => `${error.instancePath}: ${error.message ?? error.keyword}`))];
}

function validators() {
  compiled ??= compile();
  return compiled;
}

function compile() {
  const schemas = readSchemas();
  const make = (type: RootType): ValidateFunction => {
    const schema = schemas[type];
    lift(schema);
    return new Ajv({ strict: false, allErrors: true }).compile(schema);
  };
  return { blocks: make('KnownBlock'), modal: make('ModalView'), home: make('HomeView') };
}

const ROOT_TYPES = ['KnownBlock', 'ModalView', 'HomeView'] as const;
type RootType = (typeof ROOT_TYPES)[number];
type Schemas = Record<RootType, Schema>;

/** Making them reads all of Slack's types, some seconds of a processor: once for each version of what makes them. */
function readSchemas(): Schemas {
  const require = createRequire(import.meta.url);
  const versions = ['@slack/types', 'ts-json-schema-generator'].map(name => versionOf(require, name));
  const folder = join(import.meta.dirname, '../../../node_modules/.cache/tour-de-table');
  const file = join(folder, `slack-contract-${versions.join('-')}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Schemas;
  const path = require.resolve('@slack/types').replace(/\.js$/, '.d.ts');
  const generator = createGenerator({
    path,
    type: '*',
    skipTypeCheck: true,
    additionalProperties: false,
    topRef: false,
  });
  const made = Object.fromEntries(ROOT_TYPES.map(type => [type, generator.createSchema(type)])) as unknown as Schemas;
  mkdirSync(folder, { recursive: true });
  // Several suites may be making it: what is read is always whole.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(made));
  renameSync(`${file}.${process.pid}`, file);
  return structuredClone(made);
}

/** From its folder: some packages keep their own `package.json` to themselves. */
function versionOf(require: NodeJS.Require, name: string): string {
  const entry = require.resolve(name);
  const root = entry.slice(0, entry.lastIndexOf(`node_modules/${name}/`) + `node_modules/${name}/`.length);
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Writes the limits that comments tell into the schema, in place. */
function lift(node: unknown): void {
  if (Array.isArray(node)) return node.forEach(lift);
  if (typeof node !== 'object' || node === null) return;
  const schema = node as Schema;
  const said = typeof schema['description'] === 'string' ? schema['description'].replaceAll(/\s+/g, ' ') : '';
  Object.values(schema).forEach(lift);
  const number = (pattern: RegExp): number | null => {
    const found = pattern.exec(said)?.[1];
    return found === undefined ? null : Number(found.replaceAll(',', ''));
  };
  const items = number(
    /(?:maximum of|maximum number of \w+ is|Minimum 1, maximum) (\d+)(?: elements| options| items| cards|[., ])/i,
  );
  if (schema['type'] === 'array' && items !== null) schema['maxItems'] = items;
  const characters = number(
    /max(?:imum)? length (?:for (?:this field|the `?text`? (?:in|within) (?:this field|each item)) )?(?:is|of) ([\d,]+)/i,
  );
  if (schema['type'] === 'string') {
    if (characters !== null) schema['maxLength'] = characters;
    if (/minimum length (?:for .+? )?is 1\b/i.test(said)) schema['minLength'] = 1;
  } else if (characters !== null) limitText(schema, characters);
}

/** The limit is that of the text object that stands here, or of each in the list. */
function limitText(schema: Schema, maxLength: number): void {
  const limited = { properties: { text: { maxLength } } };
  if (schema['type'] === 'array') schema['items'] = { allOf: [schema['items'], limited] };
  else schema['allOf'] = [limited];
}
