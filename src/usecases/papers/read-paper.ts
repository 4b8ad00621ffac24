/** One line of the table of answers on paper: what was ticked and written, as the conversation would have understood it. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Axis, Choice, Consultation, Question, StructuredField } from '#consultation/definition.ts';
import { meetsConstraint } from '#consultation/inspect.ts';
import {
  findPlaces,
  isDontKnow,
  type PlainDay,
  readApproxDate,
  readChoices,
  readDate,
  readNumber,
} from '#text/index.ts';
import { BODY_SCHEMA, type BodyAnswer, type ContributionBody } from '../contribution-body.ts';
import { BadRow } from '../import/read-cells.ts';
import { choicesOf, type PaperColumn } from './paper-columns.ts';

/** Cells by column, as typed and trimmed; an empty one is not there. */
export type TypedRow = ReadonlyMap<string, string>;

export interface PaperRow {
  /** The number of the sheet. */
  readonly form: string;
  /** ISO day. */
  readonly on: string;
  readonly body: ContributionBody;
}

export interface PaperReader {
  readonly consultation: Consultation;
  readonly axis: Axis;
  readonly columns: readonly PaperColumn[];
  readonly lang: string;
  readonly today: PlainDay;
}

/** UTF-16 units of a sheet's number. */
const FORM_CHARS = 40;

/** Throws a `BadRow` that names the column and says what to mend. */
export function readPaper(row: TypedRow, reader: PaperReader): PaperRow {
  const form = row.get('papier') ?? '';
  if (form === '' || form.length > FORM_CHARS) throw new BadRow('papier : le numéro de la feuille est attendu');
  const on = sheetDay(row.get('recueilli_le') ?? '');
  const answers: Record<string, BodyAnswer> = {};
  for (const [question, columns] of Map.groupBy(reader.columns, column => column.question)) {
    const cells = columns.flatMap(column => row.get(column.name) ?? []);
    if (cells.length === 0) continue;
    answers[question.name] = { value: readQuestion(row, question, columns, reader), texts: [cells.join('\n')] };
  }
  if (Object.keys(answers).length === 0) throw new BadRow('aucune réponse : laissez la ligne de côté');
  check(reader.axis, answers);
  const provenance = { form, on, by: row.get('recueilli_par') ?? null, place: row.get('lieu') ?? null };
  return {
    form,
    on,
    body: {
      schema: BODY_SCHEMA,
      lang: reader.lang,
      presentation: 'unnamed',
      name: null,
      organisation: null,
      actor: actorOf(row, reader),
      places: placesOf(row.get('territoires'), 'territoires'),
      mandate: null,
      coAuthors: [],
      answers,
      paper: provenance,
    },
  };
}

function readQuestion(
  row: TypedRow,
  question: Question,
  columns: readonly PaperColumn[],
  reader: PaperReader,
): AnswerValue {
  if (question.type === 'structured') {
    const fields = columns.flatMap(({ name, field }) => {
      const cell = row.get(name);
      return cell === undefined || field === null ? [] : [[field.name, fieldValue(cell, name, field, reader)] as const];
    });
    return { kind: 'structured', fields: Object.fromEntries(fields) };
  }
  const [{ name } = { name: '' }] = columns;
  const cell = row.get(name) ?? '';
  const choices = choicesOf(question, reader.axis);
  if (choices.length > 0) return choice(cell, row.get(`${name}.autre`), name, question, choices, reader);
  if (isDontKnow(cell)) return { kind: 'dont_know' };
  switch (question.type) {
    case 'scale':
    case 'integer':
    case 'decimal':
      return number(cell, name, reader);
    case 'date':
      return { kind: 'date', iso: day(cell, name, reader) };
    case 'approx_date':
      return period(cell, name, reader);
    case 'place':
      return { kind: 'places', codes: placesOf(cell, name) };
    case 'url':
    case 'url_or_file':
      return { kind: 'url', url: cell };
    default:
      return { kind: 'text', text: cell };
  }
}

function fieldValue(cell: string, name: string, { type }: StructuredField, reader: PaperReader): AnswerValue {
  if (type === 'text') return { kind: 'text', text: cell };
  if (type === 'date') return { kind: 'date', iso: day(cell, name, reader) };
  return type === 'approx_date' ? period(cell, name, reader) : number(cell, name, reader);
}

function choice(
  cell: string,
  other: string | undefined,
  name: string,
  question: Question,
  choices: readonly Choice[],
  { lang, consultation }: PaperReader,
): AnswerValue {
  const free = choices.find(one => one.text === true);
  if (cell === '' && other !== undefined && free !== undefined) return { kind: 'choices', names: [free.name], other };
  const several = question.type === 'select_multiple';
  const options = choices.map(({ name: of, label }) => ({
    name: of,
    label: label[lang] ?? label[consultation.defaultLanguage] ?? of,
  }));
  const exact = cell.split(/[,;]/u).map(part => part.trim());
  const byName = exact.every(part => choices.some(one => one.name === part)) ? exact : null;
  const read = byName === null ? readChoices(cell, options, several, lang) : null;
  if (read !== null && !read.ok) {
    if (isDontKnow(cell)) return { kind: 'dont_know' };
    throw new BadRow(
      `${name} : « ${cell.slice(0, 40)} » n'est pas un choix ; écrivez des numéros de 1 à ${choices.length}`,
    );
  }
  const names = byName ?? (read?.ok === true ? read.names : []);
  const most = several ? (question.max ?? choices.length) : 1;
  if (names.length > most) throw new BadRow(`${name} : ${most} choix au plus, ${names.length} sont écrits`);
  const words = other ?? (read?.ok === true && read.rest !== '' ? read.rest : undefined);
  return words === undefined ? { kind: 'choices', names } : { kind: 'choices', names, other: words };
}

function number(cell: string, name: string, { lang }: PaperReader): AnswerValue {
  const read = readNumber(cell, lang);
  if (!read.ok) throw new BadRow(`${name} : « ${cell.slice(0, 40)} » n'est pas un nombre`);
  return { kind: 'number', value: read.value, approximate: read.approximate };
}

function day(cell: string, name: string, { today, lang }: PaperReader): string {
  const read = /^\d{4}-\d\d-\d\d$/.test(cell) && !Number.isNaN(Date.parse(cell)) ? null : readDate(cell, today, lang);
  if (read === null) return cell;
  if (!read.ok) throw new BadRow(`${name} : une date comme 2027-02-10 ou 10/02/2027 est attendue`);
  return read.iso;
}

/** A day as it stands on the sheet: « hier » would be another one tomorrow. */
function sheetDay(cell: string): string {
  const [, d = '', m = '', y = ''] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(cell) ?? [];
  const iso = y === '' ? cell : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const at = /^\d{4}-\d\d-\d\d$/.test(iso) ? new Date(`${iso}T12:00:00Z`) : null;
  if (at === null || Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso)
    throw new BadRow('recueilli_le : une date comme 2027-02-10 ou 10/02/2027 est attendue');
  return iso;
}

function period(cell: string, name: string, { today, lang }: PaperReader): AnswerValue {
  const read = readApproxDate(cell, today, lang);
  if (!read.ok) throw new BadRow(`${name} : « ${cell.slice(0, 40)} » ne dit pas quand ; par exemple « mars 2026 »`);
  const { from, to, precision, done } = read;
  return { kind: 'approx_date', from, to, precision, done };
}

function placesOf(cell: string | undefined, name: string): string[] {
  if (cell === undefined) return [];
  const { found, unknown } = findPlaces(cell);
  if (unknown.length > 0) throw new BadRow(`${name} : territoire inconnu : ${unknown.join(', ').slice(0, 80)}`);
  return found.map(({ code }) => code);
}

function actorOf(row: TypedRow, { consultation, lang }: PaperReader): ContributionBody['actor'] {
  const cell = row.get('profil');
  if (cell === undefined) return null;
  const options = consultation.actors.map(({ name, label }) => ({
    name,
    label: label[lang] ?? label[consultation.defaultLanguage] ?? name,
  }));
  const read = readChoices(cell, options, false, lang);
  const [name] = read.ok ? read.names : [];
  if (name === undefined || !read.ok)
    throw new BadRow(`profil : écrivez un numéro de 1 à ${consultation.actors.length}, ou l'intitulé`);
  return read.rest === '' ? { name } : { name, other: read.rest };
}

function check(axis: Axis, answers: Readonly<Record<string, BodyAnswer>>): void {
  for (const question of axis.questions) {
    const value = answers[question.name]?.value;
    if (value !== undefined && !meetsConstraint(question, value, name => answers[name]?.value))
      throw new BadRow(`${question.name} : hors de ce que la question accepte`);
  }
}
