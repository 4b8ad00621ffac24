/** What the use cases of action sheets may touch, and how they read what sheets stand on. */
import type { Axis, Consultation } from '#consultation/definition.ts';
import { axisByNumber, textIn } from '#consultation/inspect.ts';
import { buildSheet, type BuiltSheet } from '#synthesis/sheet/build.ts';
import type { SheetBody } from '#synthesis/sheet/body.ts';
import type { SheetContribution } from '#synthesis/sheet/sheet.ts';
import type { Wording } from '#wording/wording.ts';
import type { ExportedContribution } from '../../ports.ts';
import type { AnswerReader } from '../answer-texts.ts';
import type { ReviewStores } from '../ports.ts';
import { sheetContribution } from '../sheet-contribution.ts';

export interface SheetContext {
  readonly stores: ReviewStores;
  readonly network: string;
  readonly consultation: Consultation;
  readonly wording: Wording;
  /** ISO UTC now. */
  readonly now: () => string;
}

/** The section whose answers name an action; the first one where the consultation has none of that name. */
const TITLE_SECTION = 'intitule';

export function scopeOf({ network, consultation }: SheetContext) {
  return { network, consultation: consultation.name };
}

/** The axis, where it ends in an action sheet. */
export function sheetAxis({ consultation }: SheetContext, axisNumber: number): Axis | null {
  const axis = axisByNumber(consultation, axisNumber);
  return axis?.actionSheet === true ? axis : null;
}

export function titleSection({ sections }: Consultation): string {
  return (sections.find(({ name }) => name === TITLE_SECTION) ?? sections[0])?.name ?? TITLE_SECTION;
}

/** Sheets are written in the consultation's own language. */
export function answerReader({ consultation, wording }: SheetContext): AnswerReader {
  const lang = consultation.defaultLanguage;
  return { wording, lang, defaultLanguage: lang };
}

/** The revision that a contribution answered; null where none was kept (a database restored in part). */
export async function revisionsOf({ stores, consultation }: SheetContext): Promise<ReadonlyMap<string, Axis>> {
  const known = await stores.revisions.all(consultation.name);
  return new Map([...known, ...consultation.axes].map(axis => [axis.revision, axis]));
}

export interface ReadMembers {
  readonly contributions: readonly SheetContribution[];
  /** References that name nothing which may be shown: unknown, withdrawn, or of another theme. */
  readonly missing: readonly string[];
}

/** What these contributions say today. */
export async function readMembers(
  context: SheetContext,
  axisNumber: number,
  references: readonly string[],
): Promise<ReadMembers> {
  const { stores, network, consultation } = context;
  const found = await stores.data.contributionsOf(network, consultation.name, references);
  const revisions = await revisionsOf(context);
  const reader = answerReader(context);
  const contributions = found.flatMap((one): SheetContribution[] => {
    const axis = revisions.get(one.version.revision);
    return axis === undefined || !isShown(one) || one.version.axis !== axisNumber
      ? []
      : [sheetContribution(reader, axis, one)];
  });
  const known = new Set(contributions.map(({ reference }) => reference));
  return { contributions, missing: references.filter(reference => !known.has(reference)) };
}

/** Whether a contribution may stand in what is published. */
export function isShown({ status, hidden }: ExportedContribution): boolean {
  return status === 'submitted' && hidden !== true;
}

/** The sheet as these members, statements and edits make it today. */
export function build(
  { consultation }: SheetContext,
  axis: number,
  contributions: readonly SheetContribution[],
  { statements, edits }: Pick<SheetBody, 'statements' | 'edits'>,
): BuiltSheet {
  const sections = consultation.sections.map(({ name, label }) => ({
    name,
    label: textIn(label, consultation.defaultLanguage, consultation.defaultLanguage),
  }));
  return buildSheet({ axis, sections, titleSection: titleSection(consultation), contributions, statements, edits });
}
