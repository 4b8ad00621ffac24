/** Questions that the conversation asks a consultation. */
import type { AnswerValue } from './answer-value.ts';
import { evaluate, type Lookup } from './condition.ts';
import type { Axis, Choice, Consultation, Lang, Localized, Opening, Question } from './definition.ts';
import { parseInstant } from './instant.ts';

export function axisByNumber(consultation: Consultation, axisNumber: number): Axis | undefined {
  return consultation.axes.find(axis => axis.number === axisNumber);
}

/** What an axis is about, in a language; empty for one that there is not. */
export function themeIn(consultation: Consultation, axisNumber: number, lang: Lang): string {
  const axis = axisByNumber(consultation, axisNumber);
  return axis === undefined ? '' : textIn(axis.theme, lang, consultation.defaultLanguage);
}

export function questionByName(axis: Axis, name: string): Question | undefined {
  return axis.questions.find(question => question.name === name);
}

/**
 * The questions asked of somebody who answered so and took these optional parts, in order.
 *
 * A question that is no longer asked counts as unanswered for those that follow, whatever `lookup` still holds.
 */
export function relevantQuestions(axis: Axis, lookup: Lookup, partsTaken: Iterable<string>): readonly Question[] {
  const taken = new Set(partsTaken);
  const open = new Set(axis.parts.filter(part => !part.optional || taken.has(part.name)).map(part => part.name));
  const asked = new Map<string, Question>();
  const known: Lookup = name => (asked.has(name) ? lookup(name) : undefined);
  for (const question of axis.questions) {
    if (!open.has(question.part)) continue;
    if (question.relevant && !evaluate(question.relevant, known)) continue;
    asked.set(question.name, question);
  }
  return [...asked.values()];
}

/**
 * The choices that a question offers. With `choicesFrom`, those taken in the earlier question, in its own order,
 * without « je ne sais pas »; « Autre » then bears the words that were written there.
 */
export function choicesOf(question: Question, lookup: Lookup, axis: Axis): readonly Choice[] {
  if (question.choicesFrom === undefined) return question.choices;
  const source = questionByName(axis, question.choicesFrom);
  const value = lookup(question.choicesFrom);
  if (!source || value?.kind !== 'choices') return [];
  return source.choices
    .filter(choice => value.names.includes(choice.name) && choice.code !== 'dont_know')
    .map(choice => (choice.text ? written(choice, value.other) : choice));
}

function written({ name, label }: Choice, words: string | undefined): Choice {
  if (words === undefined || words.trim() === '') return { name, label };
  return { name, label: Object.fromEntries(Object.keys(label).map(lang => [lang, words])) };
}

/** Whether an answer suits the question's `constraint`; « je ne sais pas » and a skip always do. */
export function meetsConstraint(question: Question, value: AnswerValue, lookup: Lookup): boolean {
  if (!question.constraint || value.kind === 'dont_know' || value.kind === 'skipped') return true;
  return evaluate(question.constraint, name => (name === 'value' ? value : lookup(name)));
}

/** The text in a language; plain French falls back to French (`fr-simple` → `fr`), then to the default language. */
export function textIn(localized: Localized, lang: Lang, defaultLanguage: Lang): string {
  const parts = lang.split('-');
  const broader = parts.map((_, i) => parts.slice(0, parts.length - i).join('-'));
  for (const candidate of [...broader, defaultLanguage]) {
    const text = localized[candidate];
    if (text !== undefined) return text;
  }
  return Object.values(localized)[0] ?? '';
}

export function openingOf(consultation: Consultation, axisNumber: number): Opening {
  return consultation.axisOpening[axisNumber] ?? consultation.opening;
}

export type AxisStatus = 'not_yet' | 'open' | 'closed';

/** At an instant in ISO 8601 with `Z` or an offset. Opening is inclusive, closing exclusive. Throws on another text. */
export function axisStatus(consultation: Consultation, axisNumber: number, nowIso: string): AxisStatus {
  const now = epochOf(nowIso);
  const { opens, closes } = openingOf(consultation, axisNumber);
  if (closes !== null && now >= epochOf(closes)) return 'closed';
  return opens !== null && now < epochOf(opens) ? 'not_yet' : 'open';
}

function epochOf(iso: string): number {
  const instant = parseInstant(iso);
  if (!instant) throw new RangeError('an ISO 8601 instant is wanted, such as 2027-03-24T23:00:00Z');
  return instant.epochMs;
}
