/** Contributions, statements and edits → a sheet. */
import { fold } from '#text/index.ts';
import {
  type ActionSheet,
  SHEET_SCHEMA,
  type SheetContribution,
  type SheetEdit,
  type SheetEntry,
  type SheetInput,
  type SheetSection,
} from './sheet.ts';

export interface BuiltSheet {
  readonly sheet: ActionSheet;
  /** Edits whose line is not there any more (its contribution was corrected or withdrawn): for the staff to see. */
  readonly lostEdits: readonly SheetEdit[];
}

/**
 * The same text said by several contributions to one question is one line with all their references. Contributions
 * count in the order of their first sending, whatever the order they come in.
 */
export function buildSheet(input: SheetInput): BuiltSheet {
  const contributions = input.contributions.toSorted(
    (a, b) => compare(a.submittedAt, b.submittedAt) || compare(a.reference, b.reference),
  );
  const used = new Set<SheetEdit>();
  const sections = input.sections.map(
    ({ name, label }): SheetSection => ({
      name,
      label,
      entries: edited(name, [...said(name, contributions), ...stated(name, input)], input.edits, used),
    }),
  );
  const titles = input.edits.filter(edit => edit.kind === 'title');
  for (const title of titles) used.add(title);
  const sheet: ActionSheet = {
    schema: SHEET_SCHEMA,
    axis: input.axis,
    title: titles.at(-1)?.text ?? sections.find(({ name }) => name === input.titleSection)?.entries[0]?.text ?? null,
    sections,
    sources: contributions.map(({ reference, version, submittedAt, collective }) => ({
      reference,
      version,
      submittedAt,
      collective,
    })),
  };
  return { sheet, lostEdits: input.edits.filter(edit => !used.has(edit)) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function said(section: string, contributions: readonly SheetContribution[]): SheetEntry[] {
  const entries = new Map<string, SheetEntry>();
  for (const { reference, answers } of contributions) {
    for (const answer of answers) {
      if (answer.section !== section) continue;
      for (const text of answer.texts) {
        const key = `${answer.question}\n${fold(text)}`;
        const entry = entries.get(key);
        const references = entry?.references ?? [];
        if (references.includes(reference)) continue;
        entries.set(key, {
          question: answer.question,
          label: answer.label,
          text: entry?.text ?? text,
          original: null,
          references: [...references, reference],
          origin: 'contribution',
        });
      }
    }
  }
  return [...entries.values()];
}

/** A statement without a contribution is left out: nothing in a sheet stands on nothing but the staff's own words. */
function stated(section: string, { statements }: SheetInput): SheetEntry[] {
  return statements
    .filter(statement => statement.section === section && statement.references.length > 0)
    .map(({ question, label, text, references }) => ({
      question,
      label,
      text,
      original: null,
      references,
      origin: 'synthesis',
    }));
}

function edited(
  section: string,
  entries: readonly SheetEntry[],
  edits: readonly SheetEdit[],
  used: Set<SheetEdit>,
): SheetEntry[] {
  let now = [...entries];
  for (const edit of edits) {
    if (edit.kind === 'title' || edit.section !== section) continue;
    if (edit.kind === 'add') {
      used.add(edit);
      now.push({ question: null, label: null, text: edit.text, original: null, references: [], origin: 'staff' });
      continue;
    }
    const of = now.find(entry => (entry.original ?? entry.text) === edit.of);
    if (of === undefined) continue;
    used.add(edit);
    now =
      edit.kind === 'drop'
        ? now.filter(entry => entry !== of)
        : now.map(entry => (entry === of ? { ...of, text: edit.text, original: edit.of } : entry));
  }
  return now;
}
