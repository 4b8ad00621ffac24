/** A synthesis to read: as the staff left it, and what has happened to its contributions since. */
import { axisByNumber } from '#consultation/inspect.ts';
import { readSynthesisBody, type SynthesisBody } from '#synthesis/review/body.ts';
import { type CurrentContribution, type Freshness, freshnessOf } from '#synthesis/review/freshness.ts';
import type { ReviewedDocument } from '../ports.ts';
import { scopeOf } from '../sheets/context.ts';
import { type Arrivals, arrivalsOf } from './arrivals.ts';
import type { ReviewContext, SynthesisKey } from './context.ts';
import { type ReadContribution, readContributions, textOf } from './read-axis.ts';

export interface ShownSynthesis {
  readonly document: ReviewedDocument;
  readonly body: SynthesisBody;
  readonly freshness: Freshness;
  /** Each contribution as it stands today, by reference. */
  readonly current: ReadonlyMap<string, CurrentContribution>;
  /** What was sent since, among its themes. */
  readonly arrivals: readonly Arrivals[];
  /** How the author of each contribution is presented today, where they chose to be. */
  readonly presented: ReadonlyMap<string, string>;
}

/** null where there is none. */
export async function showSynthesis(
  context: ReviewContext,
  { axis, number }: SynthesisKey,
): Promise<ShownSynthesis | null> {
  const { reviewed } = context.stores;
  const document = await reviewed.find(scopeOf(context), 'synthesis', axis, number);
  const latest = document === null ? null : await reviewed.latest(document.id);
  const of = axisByNumber(context.consultation, axis);
  if (document === null || latest === null || of === undefined) return null;
  const body = readSynthesisBody(latest.body);
  const { read } = await readContributions(context, of, body.filter);
  const questions = body.open.map(({ question }) => question);
  const current = new Map(
    read.map((one): readonly [string, CurrentContribution] => [
      one.contribution.version.reference,
      {
        version: one.contribution.version.version,
        texts: Object.fromEntries(questions.map(question => [question, textOf(one.body, question)])),
      },
    ]),
  );
  return {
    document,
    body,
    current,
    freshness: freshnessOf(body, current, read.length),
    arrivals: arrivalsOf(body, read),
    presented: presentations(read),
  };
}

function presentations(read: readonly ReadContribution[]): ReadonlyMap<string, string> {
  return new Map(
    read.flatMap(({ contribution, body }): (readonly [string, string])[] => {
      const shown = presentedAs(body);
      return shown === null ? [] : [[contribution.version.reference, shown]];
    }),
  );
}

/** As the author wishes to be presented in what is published; null: without a name. */
export function presentedAs({ presentation, name, organisation }: ReadContribution['body']): string | null {
  if (presentation === 'unnamed') return null;
  const parts = presentation === 'name' ? [name, organisation] : [organisation];
  const shown = parts.filter(part => part !== null && part !== '').join(', ');
  return shown === '' ? null : shown;
}
