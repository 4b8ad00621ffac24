/** Contributions in memory, for what reads and publishes them. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { ContributionBody } from '../contribution-body.ts';
import { createDefaultWording } from '../default-wording.ts';
import type { ExportedContribution } from '../ports.ts';
import type { ReviewContext } from '../publication/syntheses/context.ts';
import { createMemoryReviewed } from './memory-reviewed.ts';
import { CONSULTATION } from './parts.ts';

export const text = (words: string): AnswerValue => ({ kind: 'text', text: words });
export const choices = (...names: string[]): AnswerValue => ({ kind: 'choices', names });

type Answers = Readonly<Record<string, AnswerValue>>;

/** Sent on the day `2027-02-<number>`, by a person of its own. */
export function contribution(
  number: number,
  answers: Answers,
  {
    axis = 4,
    kind = 'individual',
    version = 1,
    ...rest
  }: Partial<ContributionBody> & {
    readonly axis?: number;
    readonly kind?: ExportedContribution['version']['kind'];
    readonly version?: number;
  } = {},
): ExportedContribution {
  const body: ContributionBody = {
    schema: 1,
    lang: 'fr',
    presentation: 'unnamed',
    name: null,
    organisation: null,
    actor: null,
    places: [],
    mandate: null,
    coAuthors: [],
    answers: Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, { value, texts: [] }])),
    ...rest,
  };
  return {
    version: {
      contributionId: `c${number}`,
      version,
      reference: `A${axis}-${String(number).padStart(4, '0')}`,
      network: 'reseau',
      consultation: CONSULTATION.name,
      axis,
      revision: CONSULTATION.axes.find(one => one.number === axis)?.revision ?? '',
      kind,
      submittedAt: `2027-02-${String(number).padStart(2, '0')}T09:00:00.000Z`,
      body: JSON.stringify(body),
    },
    status: 'submitted',
    participantId: `p${number}`,
  };
}

export interface ReviewBench {
  readonly context: ReviewContext;
  /** What is stored: change it, and the next reading sees it. */
  contributions: readonly ExportedContribution[];
}

export function createReviewBench(contributions: readonly ExportedContribution[]): ReviewBench {
  const bench: ReviewBench = {
    contributions,
    context: {
      stores: {
        reviewed: createMemoryReviewed(),
        revisions: { all: () => Promise.resolve([]) },
        data: {
          contributions: async function* () {
            await Promise.resolve();
            yield* bench.contributions.filter(one => one.status === 'submitted');
          },
          contributionsOf: (_network, _consultation, references) =>
            Promise.resolve(bench.contributions.filter(one => references.includes(one.version.reference))),
        },
      },
      network: 'reseau',
      consultation: CONSULTATION,
      wording: createDefaultWording(),
      now: () => '2027-03-24T10:00:00.000Z',
    },
  };
  return bench;
}
