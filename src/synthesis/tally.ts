/** What is counted of a synthesis: people, contributions, and what the check kept or dropped. */
import type { Verdict } from './citations.ts';
import type { CitationFault, SourceText, Statement, SynthesisStats } from './model.ts';

type Checked = Pick<SynthesisStats, 'statements' | 'citations' | 'faults' | 'meanSupport'>;

/** Counts verdicts as they are given. */
export class Tally {
  #kept = 0;
  #toVerify = 0;
  #dropped = 0;
  #citations = 0;
  #fallen = 0;
  #support = 0;
  readonly #faults = new Map<CitationFault, number>();

  /** `cited`: citations that the statement came with. */
  add(verdict: Verdict, cited: number): void {
    for (const fault of verdict.faults) this.#faults.set(fault, (this.#faults.get(fault) ?? 0) + 1);
    this.#citations += verdict.citations.length;
    this.#fallen += cited - verdict.citations.length;
    if (verdict.status === 'dropped') {
      this.#dropped += 1;
      return;
    }
    this.#kept += 1;
    this.#support += verdict.support;
    if (verdict.status === 'to_verify') this.#toVerify += 1;
  }

  /** A statement checked earlier, kept as it is. */
  keep({ citations, support, status }: Statement): void {
    this.#kept += 1;
    this.#support += support;
    this.#citations += citations.length;
    if (status === 'to_verify') this.#toVerify += 1;
  }

  figures(): Checked {
    return {
      statements: { kept: this.#kept, toVerify: this.#toVerify, dropped: this.#dropped },
      citations: { kept: this.#citations, dropped: this.#fallen },
      faults: Object.fromEntries(this.#faults),
      meanSupport: this.#kept === 0 ? null : this.#support / this.#kept,
    };
  }
}

/** People, contributions and attendees, each apart: one person may send several, a workshop's stands for many. */
export function figuresOfPeople(
  texts: readonly SourceText[],
): Pick<SynthesisStats, 'contributions' | 'people' | 'collective' | 'attendees'> {
  const authors = texts.flatMap(({ author }) => (author === undefined || author === null ? [] : [author]));
  const workshops = texts.filter(({ attendees }) => attendees !== undefined && attendees !== null);
  return {
    contributions: texts.length,
    people: authors.length === 0 ? null : new Set(authors).size,
    collective: workshops.length,
    attendees: workshops.length === 0 ? null : workshops.reduce((sum, { attendees }) => sum + (attendees ?? 0), 0),
  };
}
