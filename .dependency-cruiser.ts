/**
 * Who may import whom, from DESIGN section 3: one row per room, everything else is refused. Tests (`*.test.ts`) may
 * import anything but what makes a circle. Run by `scripts/import-rules.ts`, which also checks that it read every file.
 */
import type { ICruiseOptions, IForbiddenRuleType } from 'dependency-cruiser';

const TESTS = String.raw`\.test\.ts$|/test-support/`;
const PURE = ['text', 'moderation', 'consultation', 'conversation', 'workshop', 'messaging', 'synthesis'];
const CORE = 'node:*';

/** The use cases' ports: what storage and llm implement. Nothing else of the use cases is theirs to call. */
const PORTS = [
  String.raw`^src/usecases/ports(\.ts$|/)`,
  String.raw`^src/usecases/[^/]+/ports(\.ts$|/)`,
  String.raw`^src/usecases/[^/]+/[^/]+/ports(\.ts$|/)`,
];

/** What a room may import beside its own files: other rooms, packages, single paths, `node:*` when `core` says so. */
interface May {
  rooms: string[];
  packages: string[];
  paths?: string[];
  core?: true;
}

const ROOMS: Record<string, May> = {
  text: { rooms: [], packages: ['temporal-polyfill'] },
  moderation: { rooms: ['text'], packages: ['libphonenumber-js'] },
  consultation: { rooms: ['text'], packages: ['zod', 'yaml', 'temporal-polyfill'] },
  messaging: { rooms: ['text'], packages: ['zod', 'temporal-polyfill'] },
  conversation: { rooms: ['consultation', 'messaging', 'moderation', 'text'], packages: ['zod', 'temporal-polyfill'] },
  synthesis: { rooms: ['text'], packages: ['zod', 'temporal-polyfill', 'snowball-stemmers'] },
  workshop: { rooms: ['consultation', 'messaging', 'text'], packages: ['zod', 'temporal-polyfill'] },
  audio: { rooms: [], packages: ['music-metadata'] },
  documents: { rooms: ['messaging', 'text'], packages: ['docx', 'hucre', 'uqr'] },
  wording: { rooms: PURE, packages: ['intl-messageformat', 'zod', 'temporal-polyfill'] },
  calendar: { rooms: ['text'], packages: ['croner', 'date-holidays', 'temporal-polyfill'] },
  usecases: { rooms: [...PURE, 'audio', 'calendar', 'wording', 'documents'], packages: ['zod', 'temporal-polyfill'] },
  storage: {
    rooms: PURE,
    packages: ['@prisma', 'better-sqlite3', 'pg', 'zod', 'temporal-polyfill'],
    paths: PORTS,
    core: true,
  },
  llm: { rooms: ['synthesis', 'text'], packages: ['openai', 'zod'], paths: PORTS, core: true },
  pictures: {
    rooms: ['messaging'],
    packages: ['echarts', '@resvg/resvg-wasm', '@fontsource/atkinson-hyperlegible'],
    core: true,
  },
  worker: { rooms: ['usecases', 'pictures'], packages: ['prom-client'], core: true },
  cli: { rooms: ['usecases', 'pictures'], packages: [], core: true },
};

/** The SDK of each adapter, imported by its `client.ts` only. */
const ADAPTERS: Record<string, string[]> = {
  terminal: [],
  slack: ['@slack'],
  matrix: ['matrix-bot-sdk'],
  discord: ['discord.js', '@discordjs', 'discord-api-types'],
};

const packagePath = (name: string) => `node_modules/(@types/)?${name}/`;

function roomRule(room: string, { rooms, packages, core, paths = [] }: May): IForbiddenRuleType {
  const own = [`^src/${room}/`, ...rooms.map(other => `^src/${other}/`), ...paths, ...packages.map(packagePath)];
  return {
    name: `room-${room}`,
    severity: 'error',
    comment: `src/${room} may import: its own files, ${[...rooms, ...packages, ...(core ? [CORE] : [])].join(', ') || 'nothing else'}.`,
    from: { path: `^src/${room}/`, pathNot: TESTS },
    to: { couldNotResolve: false, pathNot: own, ...(core ? { dependencyTypesNot: ['core'] } : {}) },
  };
}

/** More SDKs of an adapter, each imported by one file of its own. */
const MORE_SDKS: Record<string, Record<string, string[]>> = {
  matrix: {
    'crypto/machine.ts': ['@matrix-org/matrix-sdk-crypto-wasm'],
    'crypto/durable-idb.ts': ['fake-indexeddb'],
  },
};

function adapterRule(adapter: string): IForbiddenRuleType {
  return {
    name: `adapter-${adapter}`,
    severity: 'error',
    comment: `adapters/${adapter} may import: its own files, messaging, zod, ${CORE}, and its SDK in client.ts.`,
    from: { path: `^adapters/${adapter}/`, pathNot: [TESTS, '/client\\.ts$', ...filesOf(adapter)] },
    to: {
      couldNotResolve: false,
      pathNot: [`^adapters/${adapter}/`, '^src/messaging/', packagePath('zod')],
      dependencyTypesNot: ['core'],
    },
  };
}

function filesOf(adapter: string): string[] {
  return Object.keys(MORE_SDKS[adapter] ?? {}).map(file => `/${file.replace('.', '\\.')}$`);
}

function moreSdkRules([adapter, files]: [string, Record<string, string[]>]): IForbiddenRuleType[] {
  return Object.entries(files).map(([file, sdk]) => ({
    name: `adapter-${adapter}-${file.replace(/\W+/g, '-')}`,
    severity: 'error',
    comment: `adapters/${adapter}/${file} may import what the adapter may, and ${sdk.join(', ')}.`,
    from: { path: `^adapters/${adapter}/${file.replace('.', '\\.')}$` },
    to: {
      couldNotResolve: false,
      pathNot: [`^adapters/${adapter}/`, '^src/messaging/', packagePath('zod'), ...sdk.map(packagePath)],
      dependencyTypesNot: ['core'],
    },
  }));
}

function adapterClientRule([adapter, sdk]: [string, string[]]): IForbiddenRuleType {
  return {
    name: `adapter-${adapter}-client`,
    severity: 'error',
    comment: `adapters/${adapter}/client.ts may import what the adapter may, and its own SDK.`,
    from: { path: `^adapters/${adapter}/client\\.ts$` },
    to: {
      couldNotResolve: false,
      pathNot: [`^adapters/${adapter}/`, '^src/messaging/', packagePath('zod'), ...sdk.map(packagePath)],
      dependencyTypesNot: ['core'],
    },
  };
}

const known = [
  ...Object.keys(ROOMS).map(room => `^src/${room}/`),
  ...Object.keys(ADAPTERS).map(a => `^adapters/${a}/`),
];

export const forbidden: IForbiddenRuleType[] = [
  {
    name: 'no-circle',
    severity: 'error',
    comment:
      'A circle of imports has no first file: move what both need into a third. (Types may refer to each other.)',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'nothing-unresolved',
    severity: 'error',
    comment: 'The imported file or package does not exist.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'known-rooms',
    severity: 'error',
    comment: 'A new room or adapter needs its row in .dependency-cruiser.ts.',
    from: { path: '^(src|adapters)/', pathNot: [...known, '^src/(main|config|config-[a-z]+)\\.ts$', TESTS] },
    to: {},
  },
  {
    name: 'config-reads-only-itself',
    severity: 'error',
    comment: 'src/config.ts and its parts may import each other, zod and node:* only.',
    from: { path: ['^src/config\\.ts$', '^src/config-[a-z]+\\.ts$'] },
    to: {
      couldNotResolve: false,
      pathNot: [packagePath('zod'), '^src/config-[a-z]+\\.ts$'],
      dependencyTypesNot: ['core'],
    },
  },
  {
    name: 'main-composes-alone',
    severity: 'error',
    comment: 'Only main.ts knows everyone: nothing imports it, and only it reads the configuration.',
    from: { path: '^(src|adapters)/', pathNot: ['^src/(main|config)\\.ts$', TESTS] },
    to: { path: '^src/(main|config|config-[a-z]+)\\.ts$' },
  },
  {
    name: 'no-test-code-in-the-product',
    severity: 'error',
    comment: 'src and adapters never import test/, scripts/ or a test.',
    from: { path: '^(src|adapters)/', pathNot: TESTS },
    to: { path: ['^test/', '^scripts/', '\\.test\\.ts$', 'node_modules/(vitest|fast-check)/'] },
  },
  ...Object.entries(ROOMS).map(([room, may]) => roomRule(room, may)),
  ...Object.keys(ADAPTERS).map(adapterRule),
  ...Object.entries(ADAPTERS).map(adapterClientRule),
  ...Object.entries(MORE_SDKS).flatMap(moreSdkRules),
];

export const options: ICruiseOptions = {
  parser: 'swc',
  // Imports of types count too: a room that only needs another's types depends on it all the same.
  tsPreCompilationDeps: true,
  doNotFollow: { path: ['node_modules', '^src/storage/generated/'] },
  exclude: { path: ['^src/storage/generated/[^/]+/internal/'] },
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'types', 'default'],
    extensions: ['.ts', '.mjs', '.js', '.json'],
  },
};
