/** The inverse of `export/question-columns.ts`: from cells by column to answers by question. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Axis, Question } from '#consultation/definition.ts';
import { FOLLOW_UP } from '#conversation/drafts.ts';
import type { BodyAnswer } from '../contribution-body.ts';
import { columnName, readTranscribers, TRANSCRIPTION, VOICE } from '../export/question-columns.ts';

/** A cell as JSON gives it. */
export type Given = Readonly<Record<string, unknown>>;

/** Says what is wrong with a row, in French: its message is for whoever imports. */
export class BadRow extends Error {
  override readonly name = 'BadRow';
}

/** The answers of a row of this axis. `questions`: of every revision known, the latest first. */
export function readAnswers(row: Given, axis: Pick<Axis, 'number' | 'questions'>): Record<string, BodyAnswer> {
  const answers: Record<string, BodyAnswer> = {};
  for (const question of axis.questions) {
    const name = columnName(axis.number, question.name);
    const value = readValue(row, name, question);
    if (value !== null) answers[question.name] = { value, texts: textsOf(row, name) };
    const followUp = readText(row, name + FOLLOW_UP);
    if (followUp !== null)
      answers[question.name + FOLLOW_UP] = { value: followUp, texts: textsOf(row, name + FOLLOW_UP) };
  }
  return answers;
}

function textsOf(row: Given, name: string): readonly string[] {
  const raw = row[`${name}.brut`];
  return typeof raw === 'string' && raw !== '' ? [raw] : [];
}

function readValue(row: Given, name: string, question: Question): AnswerValue | null {
  switch (row[`${name}.etat`]) {
    case undefined:
    case null:
    case '':
      return null;
    case 'ne_sait_pas':
      return { kind: 'dont_know' };
    case 'passe':
      return { kind: 'skipped' };
    case 'a_transcrire':
      return voice(row, name);
    case 'repondu':
      return answered(row, name, question);
    default:
      throw new BadRow(
        `${name}.etat : « ${short(row[`${name}.etat`])} » n'est pas repondu, a_transcrire, ne_sait_pas ou passe`,
      );
  }
}

function readText(row: Given, name: string): AnswerValue | null {
  const state = row[`${name}.etat`];
  if (state === 'ne_sait_pas') return { kind: 'dont_know' };
  if (state === 'passe') return { kind: 'skipped' };
  if (state === 'a_transcrire') return voice(row, name);
  return state === 'repondu' ? written(row, name) : null;
}

/** Their recordings are not in the export: what is kept says how long they were. */
function voice(row: Given, name: string): AnswerValue {
  const beside = row[name];
  const recordings = list(row[name + VOICE], name + VOICE).map(seconds => ({
    fileId: null,
    seconds: Number(seconds) || 0,
  }));
  return { kind: 'voice', recordings, text: typeof beside === 'string' ? beside : '' };
}

function written(row: Given, name: string): AnswerValue {
  const transcribed = readTranscribers(row[name + TRANSCRIPTION]);
  const said = text(row[name], name);
  return transcribed.length === 0 ? { kind: 'text', text: said } : { kind: 'text', text: said, transcribed };
}

function answered(row: Given, name: string, question: Question): AnswerValue {
  const cell = row[name];
  switch (question.type) {
    case 'text':
    case 'longtext':
      return written(row, name);
    case 'select_one':
    case 'select_multiple': {
      const other = row[`${name}.autre`];
      const names = list(cell, name);
      return typeof other === 'string' ? { kind: 'choices', names, other } : { kind: 'choices', names };
    }
    case 'scale':
    case 'integer':
    case 'decimal':
      return { kind: 'number', value: number(cell, name), approximate: row[`${name}.environ`] === true };
    case 'date':
      return { kind: 'date', iso: day(cell, name) };
    case 'approx_date':
      return period(cell, name, row[`${name}.fait`] === true);
    case 'place':
      return { kind: 'places', codes: list(cell, name) };
    case 'url':
      return { kind: 'url', url: text(cell, name) };
    case 'file':
      return files(row, name);
    case 'url_or_file':
      return typeof cell === 'string' ? { kind: 'url', url: cell } : files(row, name);
    case 'structured':
      return { kind: 'structured', fields: fieldsOf(row, name, question) };
  }
}

function fieldsOf(row: Given, name: string, question: Question): Record<string, AnswerValue> {
  const fields: Record<string, AnswerValue> = {};
  for (const { name: field, type } of question.fields) {
    const at = `${name}.${field}`;
    const cell = row[at];
    if (cell === undefined || cell === null || cell === '') continue;
    if (type === 'text') fields[field] = { kind: 'text', text: text(cell, at) };
    else if (type === 'date') fields[field] = { kind: 'date', iso: day(cell, at) };
    else if (type === 'approx_date') fields[field] = period(cell, at, false);
    else fields[field] = { kind: 'number', value: number(cell, at), approximate: false };
  }
  return fields;
}

/** Their bytes are not in the export: what is kept says which they were. */
function files(row: Given, name: string): AnswerValue {
  const names = list(row[name], name);
  const ids = list(row[`${name}.fichiers`], `${name}.fichiers`);
  const kept = names.map((file, i) => ({
    fileId: ids[i] ?? '',
    name: file,
    mediaType: 'application/octet-stream',
    bytes: 0,
  }));
  return { kind: 'files', files: kept };
}

function text(cell: unknown, name: string): string {
  if (typeof cell === 'string') return cell;
  throw new BadRow(`${name} : un texte est attendu`);
}

function list(cell: unknown, name: string): string[] {
  const items: unknown = cell ?? [];
  if (Array.isArray(items) && items.every(item => typeof item === 'string')) return items;
  throw new BadRow(`${name} : une liste de textes est attendue`);
}

function number(cell: unknown, name: string): number {
  if (typeof cell === 'number' && Number.isFinite(cell)) return cell;
  throw new BadRow(`${name} : un nombre est attendu`);
}

function day(cell: unknown, name: string): string {
  if (typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(cell)) return cell;
  throw new BadRow(`${name} : une date comme 2027-02-10 est attendue`);
}

/** `2027-01-01/2027-03-31`, `..` for an open end; nothing where only « fait » was said. */
function period(cell: unknown, name: string, done: boolean): AnswerValue {
  if (cell === undefined || cell === null)
    return { kind: 'approx_date', from: null, to: null, precision: 'open', done };
  const match = typeof cell === 'string' ? /^(\d{4}-\d{2}-\d{2}|\.\.)\/(\d{4}-\d{2}-\d{2}|\.\.)$/.exec(cell) : null;
  if (match === null) throw new BadRow(`${name} : une période comme 2027-01-01/2027-03-31 est attendue`);
  const [, from = '..', to = '..'] = match;
  return {
    kind: 'approx_date',
    from: from === '..' ? null : from,
    to: to === '..' ? null : to,
    precision: precisionOf(from, to),
    done,
  };
}

function precisionOf(from: string, to: string): string {
  if (from === '..' || to === '..') return 'open';
  if (from === to) return 'day';
  return from.slice(0, 7) === to.slice(0, 7) ? 'month' : 'year';
}

/** The beginning of what was found, for a message. */
function short(cell: unknown): string {
  return (typeof cell === 'string' ? cell : (JSON.stringify(cell) ?? '')).slice(0, 40);
}
