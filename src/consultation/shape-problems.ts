/** zod's complaints, said in French at the place where they stand. */
import type { z } from 'zod';
import type { Path, ProblemCode } from './problem.ts';
import type { Report, Source } from './report.ts';
import { KNOWN_KEYS } from './shape.ts';
import { didYouMean } from './suggestion.ts';

type Issue = z.core.$ZodIssue;

/**
 * Checks `raw`, which stands at `base` in the file, and reports what does not fit.
 * Returns the data only where all of it fits.
 */
export function readShape<T extends z.ZodType>(
  shape: T,
  raw: unknown,
  source: Source,
  base: Path,
  report: Report,
): z.output<T> | undefined {
  // What could not be read as YAML was already said.
  if (raw === undefined && base.length === 0) return undefined;
  const read = shape.safeParse(raw);
  if (read.success) return read.data;
  for (const issue of read.error.issues) reportIssue(issue, raw, source, base, report);
  return undefined;
}

function reportIssue(issue: Issue, raw: unknown, source: Source, base: Path, report: Report): void {
  const inside = issue.path.map(step => (typeof step === 'number' ? step : String(step)));
  const path = [...base, ...inside];
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const message = `clé « ${key} » inconnue${didYouMean(key, KNOWN_KEYS)} : voyez docs/consultation-format.md`;
      report.add(source, [...path, key], 'unknown_key', message, { on: 'key' });
    }
    return;
  }
  if (issue.code === 'invalid_union') {
    const branch = likeliest(issue.errors);
    for (const nested of branch)
      reportIssue({ ...nested, path: [...issue.path, ...nested.path] }, raw, source, base, report);
    return;
  }
  const found = valueAt(raw, inside);
  const key = inside.at(-1);
  if (found === undefined && issue.code !== 'invalid_key') {
    report.add(source, path, 'missing_key', `il manque « ${key ?? 'le contenu'} » : ${wanted(issue)}`);
    return;
  }
  const { code, message } = describe(issue, found);
  const called = typeof key === 'string' ? `« ${key} » : ` : '';
  report.add(source, path, code, called + message, issue.code === 'invalid_key' ? { on: 'key' } : {});
}

/** Of a union's branches, the one that got furthest into the data is the one the author meant. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map(issue => issue.path.length));
  return branches.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best), branches[0] ?? []);
}

function describe(issue: Issue, found: unknown): { code: ProblemCode; message: string } {
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'wrong_type', message: `${wanted(issue)} attendu, ${printFound(found)} trouvé` };
    case 'custom':
      return { code: 'wrong_type', message: `${printFound(found)} trouvé ; il faut ${issue.message}` };
    case 'invalid_value': {
      const values = issue.values.map(String);
      const advice = values.length > 0 ? ` : écrivez ${values.join(', ')}` : '';
      return {
        code: 'wrong_value',
        message: `${printFound(found)} n'est pas admis${didYouMean(String(found), values)}${advice}`,
      };
    }
    case 'invalid_format':
      return { code: 'bad_name', message: `« ${String(found)} » n'est pas admis : il faut ${issue.message}` };
    case 'invalid_key':
      return {
        code: 'bad_name',
        message: `cette clé n'est pas admise : il faut ${issue.issues[0]?.message ?? 'un nom'}`,
      };
    case 'too_small':
      return { code: 'wrong_value', message: `${bound(issue)} au moins` };
    case 'too_big':
      return { code: issue.origin === 'number' ? 'wrong_value' : 'too_big', message: `${bound(issue)} au plus` };
    default:
      return { code: 'wrong_value', message: 'valeur inattendue : voyez docs/consultation-format.md' };
  }
}

function bound(issue: Issue & { code: 'too_small' | 'too_big' }): string {
  const limit = String(issue.code === 'too_small' ? issue.minimum : issue.maximum);
  if (issue.origin === 'array') return `${limit} élément${limit === '1' ? '' : 's'}`;
  if (issue.origin === 'string') return `${limit} caractère${limit === '1' ? '' : 's'}`;
  return limit;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'texte',
  number: 'nombre',
  int: 'nombre entier',
  boolean: 'true ou false',
  array: 'liste (lignes commençant par « - »)',
  tuple: 'liste de deux nombres',
  object: 'bloc de clés',
  record: 'bloc de clés',
};

function wanted(issue: Issue): string {
  if (issue.code === 'invalid_type') return KINDS[issue.expected] ?? String(issue.expected);
  if (issue.code === 'invalid_value') return issue.values.map(String).join(', ');
  if (issue.code === 'custom') return issue.message;
  return 'voyez docs/consultation-format.md';
}

function printFound(found: unknown): string {
  if (found === null || found === undefined) return 'rien';
  if (Array.isArray(found)) return 'une liste';
  if (typeof found === 'object') return 'un bloc de clés';
  return typeof found === 'string' ? `« ${found.slice(0, 60)} »` : `« ${JSON.stringify(found)} »`;
}

function valueAt(raw: unknown, path: Path): unknown {
  let value = raw;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
