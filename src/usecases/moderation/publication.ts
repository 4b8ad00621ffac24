/**
 * What may be published: everything that was looked at and that nobody hid. What waits for a moderator waits; what was
 * redacted goes without what is personal or insulting.
 */
import { redact } from '#moderation/detect.ts';
import { type FindingKind, PERSONAL_KINDS } from '#moderation/finding.ts';
import { type BodyAnswer, readBody, type WorkshopRecord } from '../contribution-body.ts';
import type { ExportedContribution, Stores } from '../ports.ts';
import type { CaseStatus } from './ports.ts';

const REDACTED: ReadonlySet<FindingKind> = new Set<FindingKind>([...PERSONAL_KINDS, 'insult', 'link']);

/** A text without what is personal or insulting in it. */
export const redactForAll = (text: string): string => redact(text, REDACTED);

/** By contribution and version: how it may be published. One that is not there was not looked at yet. */
type Restrictions = ReadonlyMap<string, CaseStatus>;

async function restrictions(moderation: Statuses, network: string, consultation: string): Promise<Restrictions> {
  const found = new Map<string, CaseStatus>();
  for await (const { contributionId, version, status } of moderation.statuses(network, consultation))
    found.set(keyOf(contributionId, version), status);
  return found;
}

type Reading = Pick<Stores['data'], 'contributions' | 'contributionsOf'>;

/** Statuses as the moderation keeps them, on the database or inside a transaction. */
export type Statuses = Pick<Stores['moderation'], 'statuses' | 'statusesOf'>;

/**
 * Contributions as the staff read them to write of them: what was hidden is marked, what was redacted goes without what
 * is personal; what waits for a moderator is read, and published only once it was looked at.
 */
export function readForStaff(data: Reading, moderation: Statuses): Reading {
  return reading(data, moderation, (one, status) => {
    if (status === 'hidden') return { ...one, hidden: true };
    return status === 'redacted' ? redacted(one) : one;
  });
}

/** Contributions as anybody may read them: looked at, and not hidden. */
export function readForAll(data: Reading, moderation: Statuses): Reading {
  return reading(data, moderation, (one, status) => {
    if (status === 'clear' || status === 'visible') return one;
    return status === 'redacted' ? redacted(one) : null;
  });
}

function reading(
  data: Reading,
  moderation: Statuses,
  as: (one: ExportedContribution, status: CaseStatus | undefined) => ExportedContribution | null,
): Reading {
  const seen = (one: ExportedContribution, known: Restrictions) =>
    as(one, known.get(keyOf(one.version.contributionId, one.version.version)));
  return {
    contributions: async function* (network, consultation, options) {
      const known = await restrictions(moderation, network, consultation);
      for await (const one of data.contributions(network, consultation, options)) {
        const shown = seen(one, known);
        if (shown !== null) yield shown;
      }
    },
    contributionsOf: async (network, consultation, references) => {
      const cases = await moderation.statusesOf(network, consultation, references);
      const known = new Map(
        cases.map(({ contributionId, version, status }) => [keyOf(contributionId, version), status]),
      );
      const found = await data.contributionsOf(network, consultation, references);
      return found.flatMap(one => seen(one, known) ?? []);
    },
  };
}

function redacted(one: ExportedContribution): ExportedContribution {
  return { ...one, version: { ...one.version, body: redactedBody(one.version.body) } };
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
  const asked = Object.entries(read.drawnFollowUps ?? {}).map(([name, text]) => [name, redactForAll(text)] as const);
  return JSON.stringify({
    ...read,
    answers,
    ...(asked.length === 0 ? {} : { drawnFollowUps: Object.fromEntries(asked) }),
    ...(read.workshop === undefined ? {} : { workshop: redactedRecord(read.workshop) }),
  });
}

/** What a group wrote beside its answers: each sentence's sources, ideas that no answer took up, objections. */
function redactedRecord(record: WorkshopRecord): WorkshopRecord {
  const clean = <T extends { readonly text: string }>(one: T): T => ({ ...one, text: redactForAll(one.text) });
  const { validation, provenance, otherIdeas } = record;
  return {
    ...record,
    validation: validation && {
      ...validation,
      objections: validation.objections.map(redactForAll),
    },
    provenance: mapValues(provenance, sentences =>
      sentences.map(sentence => ({ ...clean(sentence), ideas: sentence.ideas.map(clean) })),
    ),
    otherIdeas: mapValues(otherIdeas, ideas => ideas.map(clean)),
  };
}

function mapValues<T>(of: Readonly<Record<string, T>>, by: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, by(value)]));
}

function redactedAnswer({ value, texts }: BodyAnswer): BodyAnswer {
  const clean = texts.map(redactForAll);
  if (value.kind === 'text' || value.kind === 'voice')
    return { value: { ...value, text: redactForAll(value.text) }, texts: clean };
  if (value.kind === 'choices' && value.other !== undefined)
    return { value: { ...value, other: redactForAll(value.other) }, texts: clean };
  return { value, texts: clean };
}
