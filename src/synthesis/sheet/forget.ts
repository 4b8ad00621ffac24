/** Takes contributions out of a sheet, with every line that stood on nothing else: for a person who erases their data. */
import type { ActionSheet, SheetEdit, SheetEntry } from './sheet.ts';

/** The title goes too where one of these contributions gave it. */
export function forgetInSheet(sheet: ActionSheet, references: ReadonlySet<string>): ActionSheet {
  const given = new Set<string>();
  const sections = sheet.sections.map(section => ({
    ...section,
    entries: section.entries.flatMap(entry => {
      const left = without(entry, references);
      if (left === null) given.add(entry.text).add(entry.original ?? entry.text);
      return left === null ? [] : [left];
    }),
  }));
  return {
    ...sheet,
    title: sheet.title !== null && given.has(sheet.title) ? null : sheet.title,
    sections,
    sources: sheet.sources.filter(source => !references.has(source.reference)),
  };
}

/** Edits quote the line that they change: they go with the last contribution that it stood on. */
export function forgetInEdits(edits: readonly SheetEdit[], references: ReadonlySet<string>): readonly SheetEdit[] {
  return edits.flatMap((edit): SheetEdit[] => {
    if (edit.kind === 'title' || edit.kind === 'add') return [edit];
    const left = edit.references.filter(reference => !references.has(reference));
    return left.length === 0 ? [] : [{ ...edit, references: left }];
  });
}

function without(entry: SheetEntry, references: ReadonlySet<string>): SheetEntry | null {
  if (entry.origin === 'staff') return entry;
  const left = entry.references.filter(reference => !references.has(reference));
  return left.length === 0 ? null : { ...entry, references: left };
}
