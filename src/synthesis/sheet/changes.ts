/** « Ce qui a changé, et grâce à quelles contributions »: two versions of a sheet, side by side. */
import type { ActionSheet, SheetEntry } from './sheet.ts';

export interface SheetChange {
  /** Name of the section; null for the title. */
  readonly section: string | null;
  readonly kind: 'added' | 'removed' | 'reworded' | 'supported' | 'unsupported';
  readonly text: string;
  /** Before it was reworded. */
  readonly before: string | null;
  /** The contributions that brought the change; empty where the staff did. */
  readonly references: readonly string[];
}

/** In the order of the later sheet's sections; `before` null: everything is new. */
export function changesOf(before: ActionSheet | null, after: ActionSheet): readonly SheetChange[] {
  const changes: SheetChange[] = [];
  if (before !== null && before.title !== after.title) {
    changes.push({
      section: null,
      kind: 'reworded',
      text: after.title ?? '',
      before: before.title,
      references: [],
    });
  }
  for (const { name, entries } of after.sections) {
    const old = before?.sections.find(section => section.name === name)?.entries ?? [];
    changes.push(...changesOfSection(name, old, entries));
  }
  return changes;
}

function changesOfSection(section: string, old: readonly SheetEntry[], now: readonly SheetEntry[]): SheetChange[] {
  const left = new Map(old.map(entry => [keyOf(entry), entry]));
  const changes: SheetChange[] = [];
  for (const entry of now) {
    const was = left.get(keyOf(entry));
    left.delete(keyOf(entry));
    if (was === undefined) {
      changes.push({ section, kind: 'added', text: entry.text, before: null, references: entry.references });
      continue;
    }
    if (was.text !== entry.text)
      changes.push({ section, kind: 'reworded', text: entry.text, before: was.text, references: [] });
    const more = entry.references.filter(reference => !was.references.includes(reference));
    if (more.length > 0) changes.push({ section, kind: 'supported', text: entry.text, before: null, references: more });
    const fewer = was.references.filter(reference => !entry.references.includes(reference));
    if (fewer.length > 0)
      changes.push({ section, kind: 'unsupported', text: entry.text, before: null, references: fewer });
  }
  for (const gone of left.values())
    changes.push({ section, kind: 'removed', text: gone.text, before: null, references: gone.references });
  return changes;
}

/** What makes a line the same one in both: its question and its text as contributed. */
function keyOf(entry: SheetEntry): string {
  return `${entry.question ?? ''}\n${entry.original ?? entry.text}`;
}
