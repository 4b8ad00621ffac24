/**
 * What may be published: everything that was looked at and that nobody hid. What waits for a moderator waits; what was
 * redacted goes without what is personal or insulting.
 */
import { redact } from '#moderation/detect.ts';
import { type FindingKind, PERSONAL_KINDS } from '#moderation/finding.ts';
import { type BodyAnswer, readBody } from '../contribution-body.ts';
import type { ExportedContribution, Stores } from '../ports.ts';
import type { CaseStatus } from './ports.ts';

const REDACTED: ReadonlySet<FindingKind> = new Set<FindingKind>([...PERSONAL_KINDS, 'insult', 'link']);

/** By contribution and version: how it may be published. One that is not there was not looked at yet. */
export type Restrictions = ReadonlyMap<string, CaseStatus>;

export async function restrictions(
  { moderation }: Pick<Stores, 'moderation'>,
  network: string,
  consultation: string,
): Promise<Restrictions> {
  const found = new Map<string, CaseStatus>();
  for await (const { contributionId, version, status } of moderation.statuses(network, consultation))
    found.set(keyOf(contributionId, version), status);
  return found;
}

export async function* publicOnly(
  contributions: AsyncIterable<ExportedContribution>,
  known: Restrictions,
): AsyncGenerator<ExportedContribution> {
  for await (const one of contributions) {
    const status = known.get(keyOf(one.version.contributionId, one.version.version));
    if (status === 'clear' || status === 'visible') yield one;
    if (status === 'redacted') yield { ...one, version: { ...one.version, body: redactedBody(one.version.body) } };
  }
}

function keyOf(contributionId: string, version: number): string {
  return `${contributionId} ${version}`;
}

/** The same contribution, without what is personal or insulting in what was written freely. */
export function redactedBody(body: string): string {
  const read = readBody(body);
  const answers = Object.fromEntries(
    Object.entries(read.answers).map(([name, answer]) => [name, redactedAnswer(answer)] as const),
  );
  return JSON.stringify({ ...read, answers });
}

function redactedAnswer({ value, texts }: BodyAnswer): BodyAnswer {
  const clean = texts.map(text => redact(text, REDACTED));
  if (value.kind === 'text') return { value: { ...value, text: redact(value.text, REDACTED) }, texts: clean };
  if (value.kind === 'choices' && value.other !== undefined)
    return { value: { ...value, other: redact(value.other, REDACTED) }, texts: clean };
  return { value, texts: clean };
}
