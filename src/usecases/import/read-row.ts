/** A row of `tdt export contributions` as the contribution that it was. */
import type { Axis } from '#consultation/definition.ts';
import type { ContributionKind, Presentation } from '#conversation/session.ts';
import { BODY_SCHEMA, type ContributionBody } from '../contribution-body.ts';
import { CONTRIBUTION_COLUMNS, KINDS, PRESENTATIONS } from '../export/contribution-columns.ts';
import { FOLLOW_UP } from '#conversation/drafts.ts';
import { columnName, drawnIn } from '../export/question-columns.ts';
import { REST } from '../export-contributions.ts';
import type { ImportedVersion } from '../ports/imports.ts';
import { partsOfReference } from '../references.ts';
import { BadRow, type Given, readAnswers } from './read-cells.ts';

export interface ReadRow extends ImportedVersion {
  readonly reference: string;
  readonly axis: number;
  readonly number: number;
  readonly status: 'submitted' | 'withdrawn';
  /** Columns that hold an answer which no question known here can take: they are left out. */
  readonly dropped: readonly string[];
}

/** Throws a `BadRow` that says what to mend. `axes`: of every revision known, the latest first. */
export function readRow(row: Given, axes: readonly Axis[], columns: ReadonlySet<string>): ReadRow {
  const unknown = Object.keys(row).find(name => !columns.has(name) && !(name in CONTRIBUTION_COLUMNS) && name !== REST);
  if (unknown !== undefined)
    throw new BadRow(`la colonne « ${unknown.slice(0, 60)} » n'est pas connue de cette consultation`);
  const reference = string(row, 'reference') ?? '';
  const parts = partsOfReference(reference);
  if (parts === null) throw new BadRow('reference : une référence comme A4-0137 est attendue');
  const { axis, number } = parts;
  const version = row['version'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    throw new BadRow('version : un nombre entier à partir de 1 est attendu');
  if (row['theme'] !== axis) throw new BadRow(`theme : ${axis} est attendu, comme dans la référence`);
  const questions = axisOf(axes, axis, string(row, 'revision') ?? '');
  return {
    reference,
    axis,
    number,
    status: oneOf(row, 'statut', { submitted: 'envoyee', withdrawn: 'retiree' }),
    version,
    revision: string(row, 'revision') ?? '',
    kind: oneOf<ContributionKind>(row, 'genre', KINDS),
    submittedAt: instant(row, 'envoyee_le'),
    body: JSON.stringify(bodyOf(row, questions)),
    dropped: droppedFrom(row, questions),
  };
}

function droppedFrom(row: Given, axis: Pick<Axis, 'number' | 'questions'>): string[] {
  const taken = new Set(axis.questions.map(({ name }) => columnName(axis.number, name)));
  const isTaken = (column: string): boolean => {
    const [theme = '', question = '', ...more] = column.split('.');
    const name = `${theme}.${question}`;
    const state = more[0] === FOLLOW_UP.slice(1) ? `${name}${FOLLOW_UP}.etat` : `${name}.etat`;
    return taken.has(name) && isFilled(row[state]);
  };
  const columns = Object.keys(row).filter(name => /^a\d+\./.test(name) && isFilled(row[name]) && !isTaken(name));
  return [...columns, ...(isFilled(row[REST]) ? [REST] : [])];
}

function isFilled(cell: unknown): boolean {
  return cell !== undefined && cell !== null && cell !== '' && cell !== false;
}

/** The revision that was answered, completed by the questions of the others; its own where they share a name. */
function axisOf(axes: readonly Axis[], number: number, revision: string): Pick<Axis, 'number' | 'questions'> {
  const of = axes.filter(axis => axis.number === number);
  if (of.length === 0) throw new BadRow(`theme : la consultation n'a pas de thème ${number}`);
  const own = of.find(axis => axis.revision === revision);
  const questions = new Map((own?.questions ?? []).map(question => [question.name, question] as const));
  for (const axis of of)
    for (const question of axis.questions) if (!questions.has(question.name)) questions.set(question.name, question);
  return { number, questions: [...questions.values()] };
}

function bodyOf(row: Given, axis: Pick<Axis, 'number' | 'questions'>): ContributionBody {
  const actor = string(row, 'profil');
  const other = string(row, 'profil.autre');
  const organisation = string(row, 'mandat.organisation');
  const consulted = row['mandat.consultes'];
  return {
    schema: BODY_SCHEMA,
    lang: string(row, 'langue') ?? 'fr',
    presentation: oneOf<Presentation>(row, 'presentation', PRESENTATIONS),
    name: string(row, 'nom'),
    organisation: string(row, 'organisation'),
    actor: actor === null ? null : { name: actor, ...(other === null ? {} : { other }) },
    places: strings(row, 'territoires'),
    mandate:
      organisation === null
        ? null
        : {
            organisation,
            validatedBy: string(row, 'mandat.valide_par'),
            validatedOn: string(row, 'mandat.valide_le'),
            consulted: typeof consulted === 'number' ? consulted : null,
          },
    coAuthors: strings(row, 'co_auteurs'),
    answers: readAnswers(row, axis),
    ...paperOf(row),
    ...readDrawn(row, axis),
  };
}

function readDrawn(row: Given, axis: Pick<Axis, 'number' | 'questions'>): Pick<ContributionBody, 'drawnFollowUps'> {
  const drawn = axis.questions.flatMap(({ name }) => {
    const text = drawnIn(row, axis.number, name);
    return text === null ? [] : [[name, text] as const];
  });
  return drawn.length === 0 ? {} : { drawnFollowUps: Object.fromEntries(drawn) };
}

function paperOf(row: Given): Pick<ContributionBody, 'paper'> {
  const form = string(row, 'papier');
  if (form === null) return {};
  return { paper: { form, on: string(row, 'papier.le') ?? '', by: null, place: string(row, 'papier.lieu') } };
}

function string(row: Given, name: string): string | null {
  const cell = row[name];
  if (cell === undefined || cell === null) return null;
  if (typeof cell === 'string') return cell;
  throw new BadRow(`${name} : un texte est attendu`);
}

function strings(row: Given, name: string): string[] {
  const cell: unknown = row[name] ?? [];
  if (Array.isArray(cell) && cell.every(item => typeof item === 'string')) return cell;
  throw new BadRow(`${name} : une liste de textes est attendue`);
}

function oneOf<K extends string>(row: Given, name: string, words: Readonly<Record<K, string>>): K {
  for (const [key, word] of Object.entries(words) as [K, string][]) if (row[name] === word) return key;
  throw new BadRow(`${name} : ${Object.values(words).join(', ')}`);
}

function instant(row: Given, name: string): string {
  const cell = string(row, name) ?? '';
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(cell) && !Number.isNaN(Date.parse(cell))) return cell;
  throw new BadRow(`${name} : un instant comme 2027-02-10T09:00:00.000Z est attendu`);
}
