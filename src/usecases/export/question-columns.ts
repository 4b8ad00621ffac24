/** The columns of one question, whatever its revisions, and the cells that an answer fills in them. `docs/exports.md`. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Axis, Question } from '#consultation/definition.ts';
import type { BodyAnswer } from '../contribution-body.ts';
import type { Cell } from './cell.ts';

/** Suffix of the name under which a follow-up's answer is kept, and of its columns. */
const FOLLOW_UP = '.relance';

/** `a4.publics`. */
export function columnName(axis: number, question: string): string {
  return `a${axis}.${question}`;
}

/**
 * Every column of every question of all the revisions, axis by axis; within one, today's order first (`axes` stand
 * from the latest to the oldest), then what only older revisions asked.
 */
export function questionColumns(axes: readonly Axis[]): string[] {
  const byAxis = new Map<number, Set<string>>();
  for (const axis of axes) {
    const columns = byAxis.get(axis.number) ?? new Set();
    byAxis.set(axis.number, columns);
    for (const question of axis.questions) for (const column of columnsOf(axis.number, question)) columns.add(column);
  }
  return [...byAxis.entries()].toSorted(([a], [b]) => a - b).flatMap(([, columns]) => [...columns]);
}

function columnsOf(axis: number, question: Question): string[] {
  const name = columnName(axis, question.name);
  const columns = question.type === 'structured' ? question.fields.map(field => `${name}.${field.name}`) : [name];
  if (question.choices.some(choice => choice.text) || question.choicesFrom !== undefined) columns.push(`${name}.autre`);
  if (question.type === 'integer' || question.type === 'decimal') columns.push(`${name}.environ`);
  if (question.type === 'approx_date') columns.push(`${name}.fait`);
  if (question.type === 'file' || question.type === 'url_or_file') columns.push(`${name}.fichiers`);
  columns.push(`${name}.etat`, `${name}.brut`);
  if (question.followUp !== undefined) {
    const followUp = `${name}${FOLLOW_UP}`;
    columns.push(followUp, `${followUp}.etat`, `${followUp}.brut`);
  }
  return columns;
}

/** The cells of an answer, by column. `question` may be a follow-up's name. */
export function answerCells(axis: number, question: string, { value, texts }: BodyAnswer): Record<string, Cell> {
  const name = columnName(axis, question);
  return {
    ...valueCells(name, value),
    [`${name}.etat`]: stateOf(value),
    ...(texts.length === 0 ? {} : { [`${name}.brut`]: texts.join('\n') }),
  };
}

function stateOf({ kind }: AnswerValue): string {
  if (kind === 'dont_know') return 'ne_sait_pas';
  return kind === 'skipped' ? 'passe' : 'repondu';
}

function valueCells(name: string, value: AnswerValue): Record<string, Cell> {
  switch (value.kind) {
    case 'text':
      return { [name]: value.text };
    case 'choices':
      return { [name]: value.names, ...(value.other === undefined ? {} : { [`${name}.autre`]: value.other }) };
    case 'number':
      return { [name]: value.value, [`${name}.environ`]: value.approximate };
    case 'date':
      return { [name]: value.iso };
    case 'approx_date':
      // ISO 8601-2: an interval, open where it has no end.
      return {
        [name]: value.from === null && value.to === null ? null : `${value.from ?? '..'}/${value.to ?? '..'}`,
        [`${name}.fait`]: value.done,
      };
    case 'places':
      return { [name]: value.codes };
    case 'url':
      return { [name]: value.url };
    case 'files':
      return { [name]: value.files.map(file => file.name), [`${name}.fichiers`]: value.files.map(file => file.fileId) };
    case 'structured': {
      const fields = Object.entries(value.fields).map(
        ([field, of]) => [`${name}.${field}`, valueCells('', of)[''] ?? null] as const,
      );
      return Object.fromEntries(fields);
    }
    case 'dont_know':
    case 'skipped':
      return {};
  }
}
