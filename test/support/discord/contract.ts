/** Discord's official description of its API, read where it lies: every request and every answer is held against it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

type Json = Readonly<Record<string, unknown>>;

/** Beside the checkout; it stays out of the repository. */
const DOCUMENT = join(import.meta.dirname, '../../../../shared/contracts/discord-openapi.json');
export const HAS_DOCUMENT = existsSync(DOCUMENT);

export interface Exchange {
  readonly method: string;
  /** Without the version. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly request: unknown;
  readonly status: number;
  readonly response: unknown;
}

export interface Contract {
  /** What is wrong with an exchange; empty where nothing is. */
  readonly check: (exchange: Exchange) => string[];
}

/** Checks nothing but our own rules where the document is absent. */
export function openContract(): Contract {
  shared ??= HAS_DOCUMENT ? fromDocument() : { check: byHand };
  return shared;
}
let shared: Contract | null = null;

function fromDocument(): Contract {
  const document = JSON.parse(readFileSync(DOCUMENT, 'utf8')) as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Json> };
  };
  for (const [name, schema] of Object.entries(document.components.schemas)) close(name, schema);
  const ajv = new Ajv2020({
    strict: false,
    allErrors: false,
    formats: {
      snowflake: /^(0|[1-9]\d{0,19})$/,
      nonce: /^.{0,25}$/,
      int32: true,
      int64: true,
      double: true,
      uri: /^\w+:\S+$/,
      'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/,
    },
  });
  ajv.addSchema(document, 'discord');
  const routes = Object.entries(document.paths).map(([path, methods]) => ({
    path,
    methods,
    pattern: new RegExp(`^${path.replace(/[.+]/g, '\\$&').replace(/\{[^}]+\}/g, '([^/]+)')}$`),
    fixed: path.replace(/\{[^}]+\}/g, '').length,
  }));
  const compiled = new Map<string, ValidateFunction>();
  const compile = (pointer: string): ValidateFunction => {
    let check = compiled.get(pointer);
    if (check === undefined) compiled.set(pointer, (check = ajv.compile({ $ref: `discord#${pointer}` })));
    return check;
  };
  const validate = (pointer: string, value: unknown): string[] => {
    const check = compile(pointer);
    if (check(value)) return [];
    return (check.errors ?? [])
      .slice(-3)
      .map(({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`);
  };

  // Before any request: on a slow machine the first one would wait for it until it is given up.
  for (const [method, path, status] of HEAVY) {
    const base = `/paths/${escape(path)}/${method}`;
    const json = `content/${escape('application/json')}/schema`;
    if (method !== 'get') compile(`${base}/requestBody/${json}`);
    if (status !== 204) compile(`${base}/responses/${status}/${json}`);
  }

  return {
    check: exchange => {
      const { method, path, request, status, response } = exchange;
      const [route] = routes.filter(one => one.pattern.test(path)).sort((a, b) => b.fixed - a.fixed);
      const name = method.toLowerCase();
      const operation = route?.methods[name];
      if (route === undefined || operation === undefined) return [`no such operation: ${method} ${path}`];
      const base = `/paths/${escape(route.path)}/${name}`;
      const problems = [...byHand(exchange), ...checkQuery(exchange, operation, `${base}/parameters`, validate)];
      if (request !== undefined && operation.requestBody !== undefined) {
        const pointer = `${base}/requestBody/content/${escape('application/json')}/schema`;
        problems.push(...validate(pointer, withoutDefaults(request)).map(one => `request ${method} ${path}: ${one}`));
      }
      if (status >= 400) {
        const shape = status === 429 ? 'RatelimitedResponse' : 'ErrorResponse';
        problems.push(
          ...validate(`/components/schemas/${shape}`, response).map(one => `answer ${method} ${path}: ${one}`),
        );
      } else {
        const answer = operation.responses[String(status)];
        if (answer === undefined) problems.push(`answer ${method} ${path}: no ${status} there`);
        else if (answer.content?.['application/json'] !== undefined) {
          const pointer = `${base}/responses/${status}/content/${escape('application/json')}/schema`;
          problems.push(...validate(pointer, response).map(one => `answer ${method} ${path}: ${one}`));
        } else if (response !== undefined) problems.push(`answer ${method} ${path}: ${status} has no body`);
      }
      return problems;
    },
  };
}

/** Operations whose shapes are large. */
const HEAVY = [
  ['post', '/channels/{channel_id}/messages', 200],
  ['get', '/channels/{channel_id}/messages', 200],
  ['patch', '/channels/{channel_id}/messages/{message_id}', 200],
  ['post', '/interactions/{interaction_id}/{interaction_token}/callback', 204],
  ['put', '/applications/{application_id}/commands', 200],
] as const;

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Json }[];
  readonly requestBody?: unknown;
  readonly responses: Record<string, { content?: Record<string, unknown> }>;
}

/** What is asked after the path: known to the document, and of its shape. */
function checkQuery(
  { method, path, query }: Exchange,
  { parameters = [] }: Operation,
  pointer: string,
  validate: (pointer: string, value: unknown) => string[],
): string[] {
  return [...query].flatMap(([name, text]) => {
    const at = parameters.findIndex(one => one.in === 'query' && one.name === name);
    if (at === -1) return [`query ${method} ${path}: no « ${name} » there`];
    const type = parameters[at]?.schema['type'];
    const value = type === 'integer' ? Number(text) : type === 'boolean' ? text === 'true' : text;
    return validate(`${pointer}/${at}/schema`, value).map(one => `query ${method} ${path}: ${name} ${one}`);
  });
}

function escape(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** A field that a request does not have is a typing error of ours. */
function close(name: string, schema: Json): void {
  if (!/Request(Partial|Data)?$/.test(name) || schema['type'] !== 'object' || schema['properties'] === undefined)
    return;
  Object.assign(schema, { additionalProperties: false });
}

/** discord.js adds them where the document has none. */
function withoutDefaults(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(
    Object.entries(body).filter(([key, value]) => !((key === 'tts' || key === 'enforce_nonce') && value === false)),
  );
}

const COMPONENTS_V2 = 1 << 15;

/** What the service refuses and the document does not say. */
function byHand({ method, path, request }: Exchange): string[] {
  const body = object(request);
  const message = 'type' in body && 'data' in body ? object(body['data']) : body;
  const problems: string[] = [];
  const content = message['content'];
  if (typeof content === 'string') {
    if (content.length > 2_000) problems.push(`${method} ${path}: content of ${content.length} characters`);
    if ((Number(message['flags'] ?? 0) & COMPONENTS_V2) !== 0)
      problems.push(`${method} ${path}: content beside components V2`);
  }
  const isModal = body['type'] === 9;
  const rows = Array.isArray(message['components']) ? (message['components'] as unknown[]).map(object) : [];
  if (rows.length > 5) problems.push(`${method} ${path}: ${rows.length} rows`);
  const ids: unknown[] = [];
  for (const row of rows) {
    const inside = Array.isArray(row['components']) ? (row['components'] as unknown[]).map(object) : [];
    if (!isModal && row['type'] === 1 && (inside.length === 0 || inside.length > 5))
      problems.push(`${method} ${path}: ${inside.length} buttons in a row`);
    ids.push(...[...inside, object(row['component'])].flatMap(one => one['custom_id'] ?? []));
  }
  if (new Set(ids).size !== ids.length) problems.push(`${method} ${path}: the same custom id twice`);
  if (method === 'POST' && /^\/channels\/\d+\/messages$/.test(path) && isEmpty(message))
    problems.push(`${method} ${path}: empty message`);
  return problems;
}

function isEmpty(message: Json): boolean {
  return (message['content'] ?? '') === '' && message['attachments'] === undefined && message['embeds'] === undefined;
}

export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** A text of a body; empty where there is none. */
export function textIn(body: Json, key: string): string {
  const value = body[key];
  return typeof value === 'string' ? value : '';
}
