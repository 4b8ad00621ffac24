/**
 * The columns of an export: stable names, whatever the revision. `a4.publics` holds the coded value, `.texte` what
 * was written, `.statut` whether it was answered, skipped or « je ne sais pas ».
 */
import { readBody } from '#usecases/contribution-body.ts';
import type { ContributionBody } from '#usecases/contribution-body.ts';
import type { ExportedContribution } from '#usecases/ports.ts';
import type { Consultation } from '../terminal-room.ts';

type Axis = Consultation['axes'][number];
type Question = Axis['questions'][number];
type Value = ContributionBody['answers'][string]['value'];

export type Cell = string | number | boolean | null;

export interface Column {
  readonly name: string;
  readonly cell: (row: ExportedContribution, body: ContributionBody) => Cell;
}

const FIXED: readonly Column[] = [
  { name: 'reference', cell: row => row.version.reference },
  { name: 'version', cell: row => row.version.version },
  { name: 'statut', cell: row => row.status },
  { name: 'type', cell: row => row.version.kind },
  { name: 'consultation', cell: row => row.version.consultation },
  { name: 'axe', cell: row => row.version.axis },
  { name: 'revision', cell: row => row.version.revision },
  { name: 'envoyee_le', cell: row => row.version.submittedAt },
  { name: 'langue', cell: (_row, body) => body.lang },
  { name: 'presentation', cell: (_row, body) => body.presentation },
  { name: 'nom', cell: (_row, body) => body.name },
  { name: 'organisation', cell: (_row, body) => body.organisation },
  { name: 'acteur', cell: (_row, body) => body.actor?.name ?? null },
  { name: 'acteur.autre', cell: (_row, body) => body.actor?.other ?? null },
  { name: 'territoires', cell: (_row, body) => body.places.join(' ') },
  { name: 'mandat.organisation', cell: (_row, body) => body.mandate?.organisation ?? null },
  { name: 'mandat.valide_par', cell: (_row, body) => body.mandate?.validatedBy ?? null },
  { name: 'mandat.valide_le', cell: (_row, body) => body.mandate?.validatedOn ?? null },
  { name: 'mandat.consultes', cell: (_row, body) => body.mandate?.consulted ?? null },
  { name: 'coauteurs', cell: (_row, body) => body.coAuthors.join(' ; ') },
];

/** Every column of a consultation: today's questions in their order, then those of older revisions. */
export function columnsOf(consultation: Consultation, older: readonly Axis[]): Column[] {
  const questions = new Map<string, { axis: number; question: Question }>();
  for (const axis of [...consultation.axes, ...older.toSorted((a, b) => a.number - b.number)]) {
    for (const question of axis.questions) {
      const key = `a${axis.number}.${question.name}`;
      if (!questions.has(key)) questions.set(key, { axis: axis.number, question });
    }
  }
  return [...FIXED, ...[...questions].flatMap(([key, { axis, question }]) => columnsOfQuestion(key, axis, question))];
}

function columnsOfQuestion(key: string, axis: number, question: Question): Column[] {
  const value = (suffix: string, name: string, read: (value: Value) => Cell): Column => ({
    name: key + suffix,
    cell: (row, body) => {
      const answer = row.version.axis === axis ? body.answers[name] : undefined;
      return answer === undefined ? null : read(answer.value);
    },
  });
  const texts = (suffix: string, name: string): Column => ({
    name: key + suffix,
    cell: (row, body) => (row.version.axis === axis ? (body.answers[name]?.texts.join('\n') ?? null) : null),
  });
  return [
    value('', question.name, code),
    texts('.texte', question.name),
    value('.statut', question.name, statusOf),
    ...(question.choices.some(choice => choice.text === true) ? [value('.autre', question.name, otherOf)] : []),
    ...(question.type === 'integer' || question.type === 'decimal'
      ? [value('.environ', question.name, isApproximate)]
      : []),
    ...question.fields.map(field =>
      value(`.${field.name}`, question.name, given =>
        given.kind === 'structured' ? codeOf(given.fields[field.name]) : null,
      ),
    ),
    ...(question.followUp === undefined ? [] : [texts('.relance', `${question.name}.relance`)]),
  ];
}

/** The coded value: names of choices and codes of places are separated by a space, as in XLSForm. */
function code(value: Value): Cell {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'choices':
      return value.names.join(' ');
    case 'number':
      return value.value;
    case 'date':
      return value.iso;
    case 'approx_date':
      return value.from === value.to ? value.from : `${value.from ?? '..'}/${value.to ?? '..'}`;
    case 'places':
      return value.codes.join(' ');
    case 'url':
      return value.url;
    case 'files':
      return value.files.map(file => file.name).join(' ; ');
    case 'structured':
    case 'dont_know':
    case 'skipped':
      return null;
  }
}

function codeOf(value: Value | undefined): Cell {
  return value === undefined ? null : code(value);
}

function statusOf(value: Value): Cell {
  return value.kind === 'dont_know' || value.kind === 'skipped' ? value.kind : 'answered';
}

function otherOf(value: Value): Cell {
  return value.kind === 'choices' ? (value.other ?? null) : null;
}

function isApproximate(value: Value): Cell {
  return value.kind === 'number' ? value.approximate : null;
}

/** One contribution as an object, for JSON: what is not there is left out; answers keep their whole value. */
export function objectOf(row: ExportedContribution): Record<string, unknown> {
  const body = readBody(row.version.body);
  const { reference, version, kind, consultation, axis, revision, submittedAt } = row.version;
  const answers = Object.entries(body.answers).map(([name, answer]) => [
    `a${axis}.${name}`,
    { value: answer.value, texts: answer.texts },
  ]);
  return {
    reference,
    version,
    status: row.status,
    kind,
    consultation,
    axis,
    revision,
    submittedAt,
    lang: body.lang,
    presentation: body.presentation,
    name: body.name,
    organisation: body.organisation,
    actor: body.actor ?? null,
    places: body.places,
    mandate: body.mandate,
    coAuthors: body.coAuthors,
    answers: Object.fromEntries(answers) as Record<string, unknown>,
  };
}
