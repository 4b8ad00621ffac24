/** Reads a small set of named fields (« personnes accompagnées, 40, 80, fin 2027 »), whole or one field at a time. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Question, StructuredField } from '#consultation/definition.ts';
import { isDontKnow, type PlainDay, readApproxDate, readDate, readNumber } from '#text/index.ts';
import { MAX_SHORT_TEXT_CHARACTERS } from './limits.ts';
import type { AnswerReading } from './read-answer.ts';

/**
 * Fields in their order, parted by commas, semicolons, lines, or « à » and « jusqu'à » between two dates. What can't be
 * read whole is asked for field by field, beginning at the first that is missing.
 */
export function readStructured(question: Question, text: string, today: PlainDay, lang: string): AnswerReading {
  const pieces = split(question, text);
  const fields: Record<string, AnswerValue> = {};
  for (const [index, field] of question.fields.entries()) {
    const piece = pieces[index];
    const value = piece === undefined ? null : readField(field, piece, today, lang);
    if (value === null || pieces.length > question.fields.length) return { kind: 'field', field: field.name, fields };
    fields[field.name] = value;
  }
  return { kind: 'value', value: { kind: 'structured', fields } };
}

function split(question: Question, text: string): readonly string[] {
  const datesOnly = question.fields.every(field => field.type === 'date' || field.type === 'approx_date');
  const separator = datesOnly ? /[,;\n]|\s(?:à|a|jusqu['’]à|jusqu['’]en|puis|to|until)\s/iu : /[,;\n]/u;
  return text
    .replace(/^\s*(?:de|du|from)\s+/iu, datesOnly ? '' : '$&')
    .split(separator)
    .map(piece => piece.trim())
    .filter(piece => piece !== '');
}

/** One field's value, or null where the text can't be one. */
export function readField(field: StructuredField, text: string, today: PlainDay, lang: string): AnswerValue | null {
  if (isDontKnow(text)) return { kind: 'dont_know' };
  switch (field.type) {
    case 'text':
      return text.length > MAX_SHORT_TEXT_CHARACTERS ? null : { kind: 'text', text };
    case 'integer':
    case 'decimal': {
      const reading = readNumber(text, lang);
      if (!reading.ok || (field.type === 'integer' && !Number.isInteger(reading.value))) return null;
      return { kind: 'number', value: reading.value, approximate: reading.approximate };
    }
    case 'date': {
      const reading = readDate(text, today, lang);
      return reading.ok ? { kind: 'date', iso: reading.iso } : null;
    }
    case 'approx_date': {
      const reading = readApproxDate(text, today, lang);
      if (!reading.ok) return null;
      const { from, to, precision, done } = reading;
      return { kind: 'approx_date', from, to, precision, done };
    }
  }
}
