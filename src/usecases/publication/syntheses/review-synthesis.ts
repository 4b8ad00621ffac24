/** The staff review a synthesis: each act is a version, every edit kept. */
import {
  type AnswerGiven,
  type ReviewedStatement,
  sourcesOfSynthesis,
  statementsOf,
  type SynthesisBody,
  type SynthesisEdit,
  writeSynthesisBody,
} from '#synthesis/review/body.ts';
import { sourcesById, type Sources } from '#synthesis/citations.ts';
import { checkRewording } from '#synthesis/review/check-rewording.ts';
import { isStale } from '#synthesis/review/freshness.ts';
import type { ReviewAct, ReviewStatus } from '../ports.ts';
import type { ReviewContext, SynthesisKey } from './context.ts';
import type { SynthesisOutcome, SynthesisRefusal } from './outcome.ts';
import { type ShownSynthesis, showSynthesis } from './show-synthesis.ts';

/** Statements are named by their number in the document. */
export type SynthesisAct =
  | { readonly act: 'reword'; readonly statement: number; readonly text: string }
  | { readonly act: 'drop' | 'vouch'; readonly statements: readonly number[] }
  | {
      readonly act: 'answer';
      readonly statements: readonly number[];
      readonly answer: AnswerGiven;
      readonly reason: string;
    }
  /** The answer to the cost that was told. */
  | { readonly act: 'make'; readonly with: 'model' | 'alone' }
  | { readonly act: 'approve' }
  | { readonly act: 'publish' };

export async function reviewSynthesis(
  context: ReviewContext,
  key: SynthesisKey,
  act: SynthesisAct,
  by: string,
): Promise<SynthesisOutcome> {
  const shown = await showSynthesis(context, key);
  if (shown === null) return { kind: 'refused', why: 'unknown_synthesis' };
  const plan = planOf(shown, act);
  if ('why' in plan) return { kind: 'refused', ...plan };
  const { document } = shown;
  const at = context.now();
  const kept = await context.stores.reviewed.append(document.id, document.version, {
    at,
    madeBy: by,
    act: plan.as,
    body: writeSynthesisBody(plan.body),
    sources: sourcesOfSynthesis(plan.body),
    status: plan.status,
  });
  if (kept === 'stale') return { kind: 'refused', why: 'changed_meanwhile' };
  const now = { ...document, version: document.version + 1, status: plan.status, updatedAt: at };
  return { kind: 'done', document: now, body: plan.body };
}

/** Holds nothing yet that could be reviewed. */
const UNMADE: ReadonlySet<ReviewStatus> = new Set(['pending', 'estimated', 'dropped']);

interface Plan {
  readonly as: ReviewAct;
  readonly body: SynthesisBody;
  readonly status: ReviewStatus;
}

function planOf(shown: ShownSynthesis, act: SynthesisAct): Plan | SynthesisRefusal {
  const { document, body } = shown;
  if (act.act === 'make')
    return document.status === 'estimated'
      ? { as: 'requested', body: { ...body, wanted: act.with }, status: 'pending' }
      : { why: UNMADE.has(document.status) ? 'not_made' : 'already_made' };
  if (UNMADE.has(document.status)) return { why: 'not_made' };
  switch (act.act) {
    case 'reword':
      return edited(body, [act.statement], 'reworded', ({ key, ...statement }) => {
        const doubts = checkRewording({ key, ...statement }, act.text, sourcesFor(statement.question, shown));
        return { kind: 'reword', key, text: act.text, doubts };
      });
    case 'drop':
      return edited(body, act.statements, 'dropped_line', ({ key }) => ({ kind: 'drop', key }));
    case 'vouch':
      return edited(body, act.statements, 'reworded', ({ key }) => ({ kind: 'vouch', key }));
    case 'answer': {
      const keys = keysOf(body, act.statements);
      if ('why' in keys) return keys;
      const given = new Set(keys.found.map(({ key }) => key));
      const others = body.answers.flatMap(answer => {
        const left = answer.keys.filter(key => !given.has(key));
        return left.length === 0 ? [] : [{ ...answer, keys: left }];
      });
      const answers = [...others, { keys: [...given], answer: act.answer, reason: act.reason }];
      // An answer changes nothing of what was said: what was approved stays so.
      return { as: 'answered', body: { ...body, answers }, status: document.status };
    }
    case 'approve':
      return approvable(shown) ?? { as: 'approved', body, status: 'approved' };
    case 'publish':
      if (document.status === 'draft') return { why: 'not_approved' };
      return approvable(shown) ?? { as: 'published', body, status: 'published' };
  }
}

/** Why it cannot be approved as it stands; null where it can. */
function approvable({ body, freshness }: ShownSynthesis): SynthesisRefusal | null {
  const fallen = freshness.fallen.map(({ number }) => number);
  if (isStale(freshness) && fallen.length > 0) return { why: 'stale', fallen };
  const doubtful = statementsOf(body).filter(({ dropped, status }) => !dropped && status === 'to_verify');
  return doubtful.length === 0 ? null : { why: 'to_verify', numbers: doubtful.map(({ number }) => number) };
}

/** What is reworded or dropped must be approved again. */
function edited(
  body: SynthesisBody,
  numbers: readonly number[],
  as: ReviewAct,
  edit: (statement: ReviewedStatement) => SynthesisEdit,
): Plan | SynthesisRefusal {
  const found = keysOf(body, numbers);
  if ('why' in found) return found;
  return { as, body: { ...body, edits: [...body.edits, ...found.found.map(edit)] }, status: 'draft' };
}

/** What contributions say at a question today. */
function sourcesFor(question: string, { current }: ShownSynthesis): Sources {
  return sourcesById(
    [...current].flatMap(([id, { texts }]) => {
      const text = texts[question];
      return text === undefined ? [] : [{ id, text }];
    }),
  );
}

function keysOf(
  body: SynthesisBody,
  numbers: readonly number[],
): { readonly found: readonly ReviewedStatement[] } | Extract<SynthesisRefusal, { why: 'unknown_statements' }> {
  const statements = statementsOf(body);
  const unknown = numbers.filter(number => statements[number - 1] === undefined);
  if (unknown.length > 0 || numbers.length === 0)
    return { why: 'unknown_statements', numbers: unknown, last: statements.length };
  return { found: numbers.flatMap(number => statements[number - 1] ?? []) };
}
