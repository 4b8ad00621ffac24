/** Public references (A4-0137): promised inside a turn, given by the store, then put where they were promised. */
import type { Say } from '#conversation/effects.ts';
import type { Param, Phrase, Text } from '#conversation/phrases.ts';
import type { Session } from '#conversation/session.ts';

const PROMISE = '\u0000reference:';
const DIGITS = 4;

/** Stands for a draft's reference until the store has given its number. */
export function promisedReference(draftId: string): string {
  return PROMISE + draftId;
}

/** `A4-0137`. */
export function printReference(axis: number, number: number): string {
  return `A${axis}-${String(number).padStart(DIGITS, '0')}`;
}

/** « A4-0137 », « a4 137 » → A4-0137; null for what is none. */
export function readReference(text: string): string | null {
  const [, axis, number] = /^a\s?(\d{1,3})\s?[-–—. ]\s?(\d{1,9})$/i.exec(text.trim()) ?? [];
  return axis === undefined || number === undefined ? null : printReference(Number(axis), Number(number));
}

/** The theme and the number of a reference as it is printed; null for what is none. */
export function partsOfReference(reference: string): { readonly axis: number; readonly number: number } | null {
  const [, axis, number] = /^A(\d{1,3})-(\d{1,9})$/.exec(reference) ?? [];
  return axis === undefined || number === undefined ? null : { axis: Number(axis), number: Number(number) };
}

/** « A4-0012, A4-0031 et A4-0040 »; null where there is none, or something else stands among them. */
export function readReferences(text: string): readonly string[] | null {
  const parts = text.split(/[\s,;]+|\bet\b/u).filter(part => part !== '');
  const references = parts.flatMap(part => readReference(part) ?? []);
  return references.length === 0 || references.length < parts.length ? null : references;
}

/** The theme that they all are of; null where they are of several, or there is none. */
export function axisOfReferences(references: readonly string[]): number | null {
  const axes = new Set(references.map(reference => partsOfReference(reference)?.axis ?? null));
  const [axis = null] = axes;
  return axes.size === 1 ? axis : null;
}

/** By draft id. */
export type References = ReadonlyMap<string, string>;

/** The phrase with every promise kept; the same phrase where it holds none. */
export function withReferences(phrase: Phrase, references: References): Phrase {
  if (references.size === 0) return phrase;
  const params = Object.entries(phrase.params).map(([name, param]) => [name, keepPromises(param, references)] as const);
  return { key: phrase.key, params: Object.fromEntries(params) };
}

/** The same for a label, which may be a text of its own. */
export function labelWithReferences(label: Text, references: References): Text {
  return typeof label === 'string' ? keepPromise(label, references) : withReferences(label, references);
}

function keepPromise(text: string, references: References): string {
  return text.startsWith(PROMISE) ? (references.get(text.slice(PROMISE.length)) ?? text) : text;
}

function keepPromises(param: Param, references: References): Param {
  if (typeof param === 'string') return keepPromise(param, references);
  if (typeof param === 'number') return param;
  if ('phrase' in param) return { phrase: withReferences(param.phrase, references) };
  if ('list' in param) return { list: param.list.map(one => keepPromises(one, references)) };
  if ('lines' in param) return { lines: param.lines.map(one => keepPromises(one, references)) };
  return param;
}

/** The session with its drafts' references in place of their promises. */
export function keepInDrafts(session: Session, references: References): Session {
  if (references.size === 0) return session;
  const drafts = { ...session.drafts };
  for (const [draftId, reference] of references) {
    const draft = drafts[draftId];
    if (draft !== undefined) drafts[draftId] = { ...draft, reference };
  }
  return { ...session, drafts };
}

/** The session with a promise as the reference of a draft that has none yet. */
export function promiseIn(session: Session, draftId: string): Session {
  const draft = session.drafts[draftId];
  if (draft === undefined || draft.reference !== null) return session;
  return { ...session, drafts: { ...session.drafts, [draftId]: { ...draft, reference: promisedReference(draftId) } } };
}

/** Whether a draft's reference is only promised. */
export function isPromised(reference: string | null): boolean {
  return reference?.startsWith(PROMISE) === true;
}

/** The same of all that is said at once. */
export function sayReferences(say: Say, references: References): Say {
  return {
    ...say,
    phrases: say.phrases.map(phrase => withReferences(phrase, references)),
    choices: say.choices.map(choice => ({ ...choice, label: labelWithReferences(choice.label, references) })),
  };
}
