/** What a command is, and the reading of its options. */
import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import { UsageError } from './usage-error.ts';
import type { CliWorld } from './world.ts';

export interface Command {
  /** As typed: `chat`, `network add`. */
  readonly name: string;
  /** One line of the help, in French. */
  readonly summary: string;
  /** Lines of its own help, in French: usage and options. */
  readonly usage: readonly string[];
  /** The exit code. `args`: what follows the name. */
  readonly run: (args: readonly string[], world: CliWorld) => Promise<number>;
}

/** Reads options and positionals; an option that does not exist is told with those that do. */
export function readOptions<const T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: T,
  positionals: { readonly most: number } = { most: 0 },
) {
  const read = parse(args, options);
  const extra = read.positionals[positionals.most];
  if (extra !== undefined) throw new UsageError(`« ${extra} » est de trop.`);
  return read;
}

function parse<const T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(explain(error, Object.keys(options)), { cause: error });
  }
}

function explain(error: unknown, names: readonly string[]): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const text = error instanceof Error ? error.message : '';
  const option = /'(-[^' ]*)/u.exec(text)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const known =
      names.length === 0
        ? "Cette commande n'a pas d'option."
        : `Options : ${names.map(name => `--${name}`).join(', ')}.`;
    return `Option inconnue : ${option}. ${known}`;
  }
  return `Option mal écrite : ${option}. Une option qui attend une valeur s'écrit « --option VALEUR ».`;
}

/** A whole number option within bounds. */
export function readCount(value: string | undefined, name: string, least: number, most: number): number | null {
  if (value === undefined) return null;
  const count = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (count >= least && count <= most) return count;
  throw new UsageError(`--${name} attend un nombre entier de ${least} à ${most}.`);
}
