/** Gathers the problems found while a consultation is read, so that all are said at once. */
import { type Path, type Problem, type ProblemCode, printPath } from './problem.ts';
import { frenchSpacing } from './typography.ts';

export interface Place {
  readonly line: number;
  readonly column: number;
  /** Where a text is written as it reads: columns from its place to its first character (1 after a quote); else null. */
  readonly textFrom: number | null;
}

/** One file that was read, and where each of its values stands. */
export interface Source {
  readonly file: string;
  /** Plain data; undefined where the file could not be read at all. */
  readonly value: unknown;
  /** Where a value (or its key) stands; where it is not written, the nearest thing around it that is. */
  readonly place: (path: Path, on?: 'key' | 'value') => Place;
}

export interface ReportOptions {
  readonly on?: 'key' | 'value';
  readonly severity?: Problem['severity'];
  /** UTF-16 units from the beginning of the value. */
  readonly offset?: number;
}

export class Report {
  readonly #found = new Map<string, Problem>();

  add(source: Source, path: Path, code: ProblemCode, message: string, options: ReportOptions = {}): void {
    const { line, column, textFrom } = source.place(path, options.on);
    const within = options.offset === undefined || textFrom === null ? 0 : textFrom + options.offset;
    const severity = options.severity ?? 'error';
    this.#keep({ file: source.file, line, column: column + within, severity, code, message, path: printPath(path) });
  }

  /** At a line and column that the caller knows; by default a file as a whole, at its first character. */
  addAt(
    file: string,
    code: ProblemCode,
    message: string,
    place: { readonly line: number; readonly column: number } = { line: 1, column: 1 },
    severity: Problem['severity'] = 'error',
  ): void {
    this.#keep({ file, line: place.line, column: place.column, severity, code, message, path: '' });
  }

  get problems(): readonly Problem[] {
    return [...this.#found.values()];
  }

  get hasErrors(): boolean {
    return this.problems.some(problem => problem.severity === 'error');
  }

  /** Once each: a value that stands behind an alias is read as often as the alias is used. */
  #keep(problem: Problem): void {
    const { file, line, column, code, message } = problem;
    const key = JSON.stringify([file, line, column, code, message]);
    if (!this.#found.has(key)) this.#found.set(key, { ...problem, message: frenchSpacing(message) });
  }
}
