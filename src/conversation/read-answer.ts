/** Understands one text as the answer to one question: a coded value, a refusal with an example, or a request for more. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Choice, Question } from '#consultation/definition.ts';
import { meetsConstraint, textIn } from '#consultation/inspect.ts';
import { dayIn } from '#text/instants.ts';
import {
  findPlace,
  findPlaces,
  isDontKnow,
  type PlainDay,
  readApproxDate,
  type ChoiceReading,
  readChoices,
  readDate,
  readMark,
  readNumber,
} from '#text/index.ts';
import { lookupIn } from './drafts.ts';
import { MAX_NUMBER, MAX_SHORT_TEXT_CHARACTERS } from './limits.ts';
import { type Phrase, phrase } from './phrases.ts';
import { offeredChoices } from './question-choices.ts';
import { readStructured } from './read-structured.ts';
import type { Draft } from './session.ts';
import { local, type Turn } from './turn.ts';

export type AnswerReading =
  | { readonly kind: 'value'; readonly value: AnswerValue }
  /** « Autre (précisez) » without the words: they are asked for. */
  | { readonly kind: 'other'; readonly names: readonly string[] }
  /** The choice opens the search of territories. */
  | { readonly kind: 'place'; readonly choice: string }
  | { readonly kind: 'candidates'; readonly codes: readonly string[] }
  /** A structured answer read in part: the next field is asked for. */
  | { readonly kind: 'field'; readonly field: string; readonly fields: Readonly<Record<string, AnswerValue>> }
  | { readonly kind: 'refused'; readonly why: Phrase };

/** Reads `text` as an answer; `draft` gives the earlier answers that choices and constraints depend on. */
export function readAnswer(turn: Turn, draft: Draft, question: Question, text: string): AnswerReading {
  if (isDontKnow(text)) return { kind: 'value', value: dontKnow(question) };
  const reading = readByType(turn, draft, question, text);
  return reading.kind === 'value' ? constrained(turn, draft, question, reading.value) : reading;
}

/** « Je ne sais pas »: the question's own choice where it has one. */
export function dontKnow(question: Question): AnswerValue {
  const choice = question.choices.find(candidate => candidate.code === 'dont_know');
  return choice === undefined ? { kind: 'dont_know' } : { kind: 'choices', names: [choice.name] };
}

function readByType(turn: Turn, draft: Draft, question: Question, text: string): AnswerReading {
  const { lang } = turn.session;
  const today = dayIn(turn.now, turn.context.consultation.timeZone);
  switch (question.type) {
    case 'text':
    case 'longtext':
      return { kind: 'value', value: { kind: 'text', text } };
    case 'select_one':
    case 'select_multiple':
      return readChoice(turn, draft, question, text);
    case 'scale':
    case 'integer':
    case 'decimal':
      return readFigure(turn, question, text);
    case 'date':
      return readDay(text, today, lang);
    case 'approx_date':
      return readPeriod(text, today, lang);
    case 'place':
      return readPlace(text);
    case 'url':
      return readUrl(text) ?? { kind: 'refused', why: phrase('answer.urlUnread') };
    case 'file':
      return { kind: 'refused', why: phrase('answer.fileAwaited') };
    case 'url_or_file':
      return readUrl(text) ?? { kind: 'refused', why: phrase('answer.urlOrFileAwaited') };
    case 'structured':
      return readStructured(question, text, today, lang);
  }
}

/** The value, unless the question's `constraint` refuses it. */
export function constrained(turn: Turn, draft: Draft, question: Question, value: AnswerValue): AnswerReading {
  if (meetsConstraint(question, value, lookupIn(draft))) return { kind: 'value', value };
  const message = question.constraintMessage;
  return {
    kind: 'refused',
    why:
      message === undefined ? phrase('answer.refused') : phrase('answer.constraint', { message: local(turn, message) }),
  };
}

function readChoice(turn: Turn, draft: Draft, question: Question, text: string): AnswerReading {
  const choices = offeredChoices(turn, draft, question);
  const several = question.type === 'select_multiple';
  const options = optionsIn(turn, choices, turn.session.lang);
  const reading = readLabels(turn, choices, text, several);
  if (!reading.ok) {
    if (reading.reason === 'ambiguous') {
      const labels = options.filter(option => reading.candidates.includes(option.name)).map(option => option.label);
      if (labels.length > 1)
        return { kind: 'refused', why: phrase('answer.choiceAmbiguous', { choices: { list: labels } }) };
    }
    return {
      kind: 'refused',
      why: phrase(several ? 'answer.choicesUnread' : 'answer.choiceUnread', { last: options.length }),
    };
  }
  return takeChoices(turn, question, choices, reading.names, reading.rest);
}

type Option = { readonly name: string; readonly label: string };

function optionsIn(turn: Turn, choices: readonly Choice[], lang: string): readonly Option[] {
  const { defaultLanguage } = turn.context.consultation;
  return choices.map(({ name, label }) => ({ name, label: textIn(label, lang, defaultLanguage) }));
}

/** In the person's language first; a label of another language is understood too, by somebody who just changed. */
function readLabels(turn: Turn, choices: readonly Choice[], text: string, several: boolean): ChoiceReading {
  const { lang } = turn.session;
  const first = readChoices(text, optionsIn(turn, choices, lang), several, lang);
  if (first.ok || first.reason !== 'none') return first;
  for (const other of turn.context.consultation.languages) {
    const reading = readChoices(text, optionsIn(turn, choices, other), several, other);
    if (reading.ok) return reading;
  }
  return first;
}

/** Checks chosen names against the question's rules: known, how many, exclusive ones alone, « autre » with its words. */
export function takeChoices(
  turn: Turn,
  question: Question,
  choices: readonly Choice[],
  names: readonly string[],
  other: string,
): AnswerReading {
  const taken = [...new Set(names)].map(name => choices.find(choice => choice.name === name));
  const known = taken.filter(choice => choice !== undefined);
  if (known.length < taken.length || known.length === 0) {
    return { kind: 'refused', why: phrase('answer.choiceUnread', { last: choices.length }) };
  }
  const most = question.type === 'select_multiple' ? (question.max ?? choices.length) : 1;
  if (known.length > most) return { kind: 'refused', why: phrase('answer.tooManyChoices', { max: most }) };
  const exclusive = known.find(choice => choice.exclusive === true);
  if (exclusive !== undefined && known.length > 1) {
    return { kind: 'refused', why: phrase('answer.exclusive', { choice: local(turn, exclusive.label) }) };
  }
  const place = known.find(choice => question.placeChoices.includes(choice.name));
  if (place !== undefined) return { kind: 'place', choice: place.name };
  const chosen = known.map(choice => choice.name);
  if (!known.some(choice => choice.text === true)) return { kind: 'value', value: { kind: 'choices', names: chosen } };
  const words = other.trim();
  if (words === '') return { kind: 'other', names: chosen };
  if (words.length > MAX_SHORT_TEXT_CHARACTERS)
    return { kind: 'refused', why: phrase('answer.shortTextTooLong', { max: MAX_SHORT_TEXT_CHARACTERS }) };
  return { kind: 'value', value: { kind: 'choices', names: chosen, other: words } };
}

function readFigure(turn: Turn, question: Question, text: string): AnswerReading {
  const [low, high] = question.range ?? [0, MAX_NUMBER];
  const { lang } = turn.session;
  const reading = question.type === 'scale' ? readMark(text, high, lang) : readNumber(text, lang);
  if (!reading.ok) {
    if (question.type === 'scale') return { kind: 'refused', why: phrase('answer.scaleUnread', { low, high }) };
    const keys = {
      none: 'answer.numberUnread',
      several: 'answer.numberSeveral',
      range: 'answer.numberRange',
      unbounded: 'answer.numberUnread',
    } as const;
    return { kind: 'refused', why: phrase(keys[reading.reason]) };
  }
  const whole = question.type !== 'decimal';
  if (question.type === 'scale' && (reading.value < low || reading.value > high || !Number.isInteger(reading.value))) {
    return { kind: 'refused', why: phrase('answer.scaleUnread', { low, high }) };
  }
  if (reading.value < low || reading.value > high)
    return { kind: 'refused', why: phrase('answer.numberBounds', { low, high }) };
  if (whole && !Number.isInteger(reading.value)) return { kind: 'refused', why: phrase('answer.numberWhole') };
  return { kind: 'value', value: { kind: 'number', value: reading.value, approximate: reading.approximate } };
}

function readDay(text: string, today: PlainDay, lang: string): AnswerReading {
  const reading = readDate(text, today, lang);
  if (reading.ok) return { kind: 'value', value: { kind: 'date', iso: reading.iso } };
  return {
    kind: 'refused',
    why: phrase(reading.reason === 'impossible' ? 'answer.dateImpossible' : 'answer.dateUnread'),
  };
}

function readPeriod(text: string, today: PlainDay, lang: string): AnswerReading {
  const reading = readApproxDate(text, today, lang);
  if (!reading.ok) return { kind: 'refused', why: phrase('answer.periodUnread') };
  const { from, to, precision, done } = reading;
  return { kind: 'value', value: { kind: 'approx_date', from, to, precision, done } };
}

/** Territories: one or several sure ones, candidates to choose from, or a refusal. */
export function readPlace(text: string): AnswerReading {
  const one = findPlace(text);
  if (one.kind === 'exact') return { kind: 'value', value: { kind: 'places', codes: [one.place.code] } };
  const { found, unknown } = findPlaces(text);
  if (found.length > 1 && unknown.length === 0) {
    return { kind: 'value', value: { kind: 'places', codes: found.map(place => place.code) } };
  }
  if (one.kind === 'candidates') return { kind: 'candidates', codes: one.places.map(place => place.code) };
  return { kind: 'refused', why: phrase('answer.placeUnread', { text: (unknown[0] ?? text).slice(0, 60) }) };
}

function readUrl(text: string): AnswerReading | null {
  const found = /\b(https?:\/\/[^\s<>"]{3,1990}|www\.[^\s<>"]{3,1990})/i.exec(text)?.[0]?.replace(/[.,;:!?)»\]]+$/, '');
  if (found === undefined) return null;
  const url = found.startsWith('www.') ? `https://${found}` : found;
  return URL.canParse(url) ? { kind: 'value', value: { kind: 'url', url } } : null;
}
