/**
 * The lint rule `tour-de-table/pure`: a pure room gives the same answer to the same arguments, whenever and wherever it
 * runs. So no clock, no chance, no timer, no process, no network, no module of Node's, and nothing that silently takes
 * the machine's language or time zone. `Temporal` comes from its polyfill, `Temporal.Now` does not.
 *
 * An oxlint plugin (ESLint's interface). Its test, `test/gate/pure-rooms.test.ts`, shows it red for each case.
 */
import { builtinModules } from 'node:module';

/** The part of ESLint's tree that the rule looks at. */
interface Node {
  readonly type: string;
  readonly parent: Node | null;
  readonly name?: string;
  readonly value?: unknown;
  readonly computed?: boolean;
  readonly object?: Node;
  readonly property?: Node;
  readonly callee?: Node;
  readonly key?: Node;
  readonly source?: Node | null;
  readonly arguments?: readonly Node[];
  readonly properties?: readonly Node[];
}
interface Reference {
  readonly identifier: Node;
  readonly isValueReference?: boolean;
}
interface GlobalScope {
  /** References to what nothing declares. */
  readonly through: readonly Reference[];
  /** The language's own names stand here, without definitions, each with its references. */
  readonly variables: readonly { readonly defs: readonly unknown[]; readonly references: readonly Reference[] }[];
}
interface Context {
  readonly sourceCode: { readonly scopeManager: { readonly globalScope: GlobalScope } };
  report(problem: { node: Node; message: string }): void;
}

/** What the language itself gives and that depends on nothing but its arguments. `Intl` and `Math` are looked into. */
const ALLOWED_GLOBALS = new Set(
  `Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Error EvalError Float32Array Float64Array
  Infinity Int16Array Int32Array Int8Array Iterator JSON Map NaN Number Object Promise Proxy RangeError
  ReferenceError Reflect RegExp Set String Symbol SyntaxError TextDecoder TextEncoder TypeError URIError URL
  URLSearchParams Uint16Array Uint32Array Uint8Array Uint8ClampedArray AggregateError WeakMap WeakSet decodeURI
  decodeURIComponent encodeURI encodeURIComponent isFinite isNaN parseFloat parseInt structuredClone undefined
  Intl Math`.split(/\s+/),
);
/** Methods that take the machine's language when they are not given one, with the place of that argument. */
const LOCALE_ARGUMENT: Readonly<Record<string, number>> = {
  localeCompare: 1,
  toLocaleLowerCase: 0,
  toLocaleUpperCase: 0,
  toLocaleString: 0,
};
const BUILTIN = new Set(builtinModules);

const isNodeModule = (name: unknown) => typeof name === 'string' && (name.startsWith('node:') || BUILTIN.has(name));

/** `x.name` and `x['name']` alike; undefined when the name is computed. */
function memberName(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  if (node.computed !== true) return node.property?.name;
  return typeof node.property?.value === 'string' ? node.property.value : undefined;
}

/** Why this use of `Intl` depends on the machine, or undefined. */
function intlProblem(use: Node): string | undefined {
  const member = use.parent;
  const name = member === null || member.object !== use ? undefined : memberName(member);
  if (member === null || name === undefined) return 'Intl is used by its members only, so that each can be looked at';
  if (name === 'getCanonicalLocales' || name === 'supportedValuesOf') return undefined;
  const call = member.parent;
  const called = call !== null && (call.type === 'NewExpression' || call.type === 'CallExpression');
  if (!called || call.callee !== member) return `Intl.${name} is made on the spot, so that its arguments can be seen`;
  const [locale, options] = call.arguments ?? [];
  if (locale === undefined || locale.name === 'undefined') return `Intl.${name} without a language takes the machine's`;
  if (name !== 'DateTimeFormat') return undefined;
  const zoned = options?.type === 'ObjectExpression' && options.properties?.some(p => p.key?.name === 'timeZone');
  return zoned === true ? undefined : "Intl.DateTimeFormat without a literal timeZone takes the machine's";
}

function globalProblem(reference: Node): string | undefined {
  const name = reference.name ?? '';
  if (!ALLOWED_GLOBALS.has(name)) return `${name} is not for pure rooms: what it gives comes in by the arguments`;
  if (name === 'Intl') return intlProblem(reference);
  if (name !== 'Math') return undefined;
  const member = reference.parent;
  const method = member === null || member.object !== reference ? undefined : memberName(member);
  if (method === undefined) return 'Math is used by its members only, so that each can be looked at';
  return method === 'random' ? 'Math.random is chance: draw outside and pass the value' : undefined;
}

function callProblem(call: Node): string | undefined {
  const method = call.callee === undefined ? undefined : memberName(call.callee);
  if (method === undefined) return undefined;
  if (method === 'toLocaleDateString' || method === 'toLocaleTimeString') {
    return `${method} takes the machine's time zone: use Temporal and Intl.DateTimeFormat with a timeZone`;
  }
  const place = Object.hasOwn(LOCALE_ARGUMENT, method) ? LOCALE_ARGUMENT[method] : undefined;
  if (place === undefined || (call.arguments?.length ?? 0) > place) return undefined;
  return `${method} without a language takes the machine's`;
}

const pure = {
  create(context: Context) {
    const check = (node: Node, message: string | undefined) => {
      if (message !== undefined) context.report({ node, message: `Pure room: ${message}.` });
    };
    const checkSource = (node: Node) => {
      const name = node.source?.value;
      check(node, isNodeModule(name) ? `${String(name)} is Node's: pass what you need as an argument` : undefined);
    };
    return {
      ImportDeclaration: checkSource,
      ExportNamedDeclaration: checkSource,
      ExportAllDeclaration: checkSource,
      ImportExpression: (node: Node) => check(node, 'import() is I/O: import at the top'),
      MetaProperty: (node: Node) => check(node.parent ?? node, metaProblem(node)),
      CallExpression: (node: Node) => check(node, callProblem(node)),
      MemberExpression: (node: Node) => check(node, nowProblem(node)),
      'Program:exit': () => {
        const { through, variables } = context.sourceCode.scopeManager.globalScope;
        const builtIn = variables.filter(({ defs }) => defs.length === 0).flatMap(({ references }) => references);
        for (const { identifier, isValueReference } of [...through, ...builtIn]) {
          if (isValueReference !== false) check(identifier, globalProblem(identifier));
        }
      },
    };
  },
};

/** `import.meta` tells where the file lies; `new.target` tells nothing of the kind. */
function metaProblem(node: Node): string | undefined {
  return (node as { meta?: Node }).meta?.name === 'import' ? 'import.meta tells about the machine' : undefined;
}

function nowProblem(node: Node): string | undefined {
  const isClock = node.object?.name === 'Temporal' && memberName(node) === 'Now';
  return isClock ? 'Temporal.Now is the clock: the instant comes in by the arguments' : undefined;
}

export default { meta: { name: 'tour-de-table' }, rules: { pure } };
