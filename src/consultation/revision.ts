/** Content hashes of what contributors see, and what changed between two revisions of an axis. */
import type { Axis, Notice, Question } from './definition.ts';

/** A hash of a text, in hexadecimal (SHA-256 in production); handed in, since this room has no crypto. */
export type Hash = (text: string) => string;

/** Hexadecimal digits kept of a hash: 64 bits, ample for the revisions of one consultation. */
const REVISION_DIGITS = 16;

/** JSON with its keys in order and without undefined values: the same data gives the same text everywhere. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

/** Over the axis's questions and titles; dates, contact and notice are not in it. */
export function revisionOf(axis: Omit<Axis, 'revision'>, hash: Hash): string {
  const { number, slug, title, theme, actionSheet, parts, questions } = axis;
  return digits(hash, { number, slug, title, theme, actionSheet, parts, questions });
}

/** Over every fact and the whole text of the notice. */
export function noticeVersionOf(notice: Omit<Notice, 'version'>, hash: Hash): string {
  const { controller, legalBasis, purposes, recipients, retention, contact, minimumAge, full } = notice;
  return digits(hash, { controller, legalBasis, purposes, recipients, retention, contact, minimumAge, full });
}

function digits(hash: Hash, value: unknown): string {
  return hash(canonicalJson(value)).slice(0, REVISION_DIGITS);
}

/** What changed between two revisions of an axis, by question name. */
export interface RevisionChanges {
  readonly added: string[];
  readonly removed: string[];
  /** Same type, but something else that contributors see or that decides what they are asked. */
  readonly reworded: string[];
  /** Refused by `compatible`. */
  readonly retyped: string[];
  /** Choices no longer offered, by question: an answer may hold one. */
  readonly choicesRemoved: Readonly<Record<string, readonly string[]>>;
  /** The questions they share are asked in another order. */
  readonly reordered: boolean;
}

export function explainRevision(oldAxis: Axis, newAxis: Axis): RevisionChanges {
  const before = new Map(oldAxis.questions.map(question => [question.name, question]));
  const after = new Map(newAxis.questions.map(question => [question.name, question]));
  const shared = newAxis.questions.flatMap(question => {
    const old = before.get(question.name);
    return old ? [{ old, question, name: question.name }] : [];
  });
  const retyped = typeChanges(oldAxis, newAxis).map(change => change.name.split('.')[0] ?? change.name);
  const removedChoices = shared.flatMap(({ name, old, question }) => {
    const kept = new Set(question.choices.map(choice => choice.name));
    const gone = old.choices.map(choice => choice.name).filter(choice => !kept.has(choice));
    return gone.length > 0 ? [[name, gone] as const] : [];
  });
  const order = oldAxis.questions.map(question => question.name).filter(name => after.has(name));
  return {
    added: newAxis.questions.map(question => question.name).filter(name => !before.has(name)),
    removed: oldAxis.questions.map(question => question.name).filter(name => !after.has(name)),
    reworded: shared
      .filter(({ old, question, name }) => !retyped.includes(name) && seen(old) !== seen(question))
      .map(({ name }) => name),
    retyped: [...new Set(retyped)],
    choicesRemoved: Object.fromEntries(removedChoices),
    reordered: shared.some(({ name }, i) => order[i] !== name),
  };
}

/** Sources are for the authors: nobody sees them change. */
function seen(question: Question): string {
  return canonicalJson({ ...question, sources: undefined });
}

export interface TypeChange {
  /** The question, or `question.field` for a field of a structured one. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Names whose type changed: columns of an export would then hold two kinds of value. */
export function typeChanges(oldAxis: Axis, newAxis: Axis): readonly TypeChange[] {
  const before = typesOf(oldAxis);
  return [...typesOf(newAxis)].flatMap(([name, to]) => {
    const from = before.get(name);
    return from === undefined || from === to ? [] : [{ name, from, to }];
  });
}

function typesOf(axis: Axis): ReadonlyMap<string, string> {
  return new Map(
    axis.questions.flatMap(question => [
      [question.name, question.type] as const,
      ...question.fields.map(field => [`${question.name}.${field.name}`, field.type] as const),
    ]),
  );
}

/** Whether answers given to one may stand beside answers given to the other: a name's type never changes. */
export function compatible(oldAxis: Axis, newAxis: Axis): boolean {
  return typeChanges(oldAxis, newAxis).length === 0;
}
