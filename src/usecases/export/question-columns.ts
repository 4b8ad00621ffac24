/** The columns of one question, whatever its revisions, and the cells that an answer fills in them. `docs/exports.md`. */
import type { AnswerValue, TranscribedBy } from '#consultation/answer-value.ts';
import type { Axis, Lang, Localized, Question } from '#consultation/definition.ts';
import { FOLLOW_UP, isOpenQuestion } from '#conversation/drafts.ts';
import type { BodyAnswer } from '../contribution-body.ts';
import type { Cell } from './cell.ts';
import type { Column } from './table.ts';

/** `a4.publics`. */
export function columnName(axis: number, question: string): string {
  return `a${axis}.${question}`;
}

/**
 * Every column of every question of all the revisions, axis by axis; within one, today's order first (`axes` stand
 * from the latest to the oldest), then what only older revisions asked. Described as the latest revision words it.
 * `drawn`: a model may have drawn follow-ups from open answers.
 */
export function describedColumns(axes: readonly Axis[], lang: Lang, drawn: boolean): Column[] {
  const byAxis = new Map<number, Map<string, Column>>();
  for (const axis of axes) {
    const columns = byAxis.get(axis.number) ?? new Map<string, Column>();
    byAxis.set(axis.number, columns);
    for (const question of axis.questions) {
      for (const column of columnsOf(axis.number, question, lang, drawn))
        if (!columns.has(column.name)) columns.set(column.name, column);
    }
  }
  return [...byAxis.entries()].toSorted(([a], [b]) => a - b).flatMap(([, columns]) => [...columns.values()]);
}

const LISTS: ReadonlySet<string> = new Set(['select_one', 'select_multiple', 'place', 'file']);
const NUMBERS: Readonly<Record<string, Column['type']>> = {
  integer: 'integer',
  scale: 'integer',
  decimal: 'number',
  date: 'date',
};

function columnsOf(axis: number, question: Question, lang: Lang, drawn: boolean): Column[] {
  const name = columnName(axis, question.name);
  const label = inLanguage(question.labelUnknown ?? question.label, lang);
  const column = (suffix: string, description: string, type: Column['type'] = 'string'): Column => ({
    name: name + suffix,
    description,
    type,
  });
  const value = column(
    '',
    label + choicesSaid(question, lang),
    LISTS.has(question.type) ? 'list' : (NUMBERS[question.type] ?? 'string'),
  );
  const columns =
    question.type === 'structured'
      ? question.fields.map(field =>
          column(`.${field.name}`, `${label} (${inLanguage(field.label, lang)})`, NUMBERS[field.type] ?? 'string'),
        )
      : [value];
  if (question.choices.some(choice => choice.text) || question.choicesFrom !== undefined)
    columns.push(column('.autre', 'Les mots écrits à « Autre (précisez) »'));
  if (question.type === 'integer' || question.type === 'decimal')
    columns.push(column('.environ', 'Si le nombre est approximatif', 'boolean'));
  if (question.type === 'approx_date') columns.push(column('.fait', "Si c'est déjà fait", 'boolean'));
  if (question.type === 'file' || question.type === 'url_or_file')
    columns.push(column('.fichiers', 'Identifiants des fichiers gardés', 'list'));
  columns.push(column('.etat', STATES), column('.brut', RAW));
  if (isOpenQuestion(question, question.name))
    columns.push(column(TRANSCRIPTION, TRANSCRIBED), column(VOICE, LENGTHS, 'list'));
  const mayDraw = drawn && isOpenQuestion(question, question.name);
  if (question.followUp !== undefined || mayDraw) {
    const asked = question.followUp === undefined ? DRAWN_ANSWER : inLanguage(question.followUp, lang);
    columns.push(column(FOLLOW_UP, asked), column(`${FOLLOW_UP}.etat`, STATES), column(`${FOLLOW_UP}.brut`, RAW));
    columns.push(column(FOLLOW_UP + TRANSCRIPTION, TRANSCRIBED), column(FOLLOW_UP + VOICE, LENGTHS, 'list'));
  }
  if (mayDraw)
    columns.push(column(DRAWN_QUESTION, 'La question de précision, où un modèle de langue l’a tirée de la réponse'));
  return columns;
}

/** Suffix of the column that holds the words of a follow-up drawn by a model. */
const DRAWN_QUESTION = `${FOLLOW_UP}.question`;
const DRAWN_ANSWER = 'La réponse à la question de précision';
/** Suffixes of what is told of answers given in voice messages. */
export const TRANSCRIPTION = '.transcription';
export const VOICE = '.vocal';
const TRANSCRIBED =
  'Réponse dite en message vocal, transcrite par : personne (de l’équipe), ou service suivi de son nom ; vide : écrite, ou encore à transcrire';
const LENGTHS = 'Secondes de chaque message vocal encore à transcrire';
const STATES = 'repondu, a_transcrire (message vocal), ne_sait_pas, passe ; vide : question non posée';
const RAW = 'Ce que la personne a écrit, mot pour mot, un message par ligne ; vide : un clic';

function inLanguage(text: Localized, lang: Lang): string {
  return text[lang] ?? Object.values(text)[0] ?? '';
}

function choicesSaid({ choices }: Question, lang: Lang): string {
  if (choices.length === 0) return '';
  return ` [${choices.map(choice => `${choice.name} : ${inLanguage(choice.label, lang)}`).join(' ; ')}]`;
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

/** The cells of the follow-ups that a model drew, by column. */
export function drawnCells(axis: number, drawn: Readonly<Record<string, string>> = {}): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(drawn).map(([question, text]) => [columnName(axis, question) + DRAWN_QUESTION, text]),
  );
}

/** The inverse of `drawnCells`: the follow-up drawn at that question, in a row; null where there is none. */
export function drawnIn(row: Readonly<Record<string, unknown>>, axis: number, question: string): string | null {
  const text = row[columnName(axis, question) + DRAWN_QUESTION];
  return typeof text === 'string' && text !== '' ? text : null;
}

/** « personne », « service whisper-large-v3 », « personne ; service … ». */
function sayTranscribers(by: readonly TranscribedBy[]): string {
  return by.map(one => (one.by === 'person' ? 'personne' : `service ${one.name}`)).join(' ; ');
}

/** The inverse; nothing for what no such column holds. */
export function readTranscribers(cell: unknown): readonly TranscribedBy[] {
  if (typeof cell !== 'string' || cell === '') return [];
  return cell
    .split(' ; ')
    .map(one => (one === 'personne' ? { by: 'person' } : { by: 'service', name: one.replace(/^service /, '') }));
}

function stateOf({ kind }: AnswerValue): string {
  if (kind === 'dont_know') return 'ne_sait_pas';
  if (kind === 'voice') return 'a_transcrire';
  return kind === 'skipped' ? 'passe' : 'repondu';
}

function valueCells(name: string, value: AnswerValue): Record<string, Cell> {
  switch (value.kind) {
    case 'text':
      return {
        [name]: value.text,
        ...(value.transcribed === undefined ? {} : { [name + TRANSCRIPTION]: sayTranscribers(value.transcribed) }),
      };
    case 'voice':
      return {
        ...(value.text === '' ? {} : { [name]: value.text }),
        [name + VOICE]: value.recordings.map(({ seconds }) => String(seconds)),
      };
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
