/** Which files a turn took out of somebody's answers: what they took back is not kept. */
import type { Draft } from '#conversation/session.ts';

type Drafts = Readonly<Record<string, Draft>>;

/**
 * The files of `before` that no answer of `after` holds any more. Those of a contribution sent once stay: its versions
 * are kept, and name them.
 */
export function droppedFiles(before: Drafts, after: Drafts): string[] {
  if (before === after) return [];
  const changed = Object.values(before).filter(draft => draft.version === 0 && after[draft.id] !== draft);
  const had = changed.flatMap(filesOf);
  if (had.length === 0) return [];
  const kept = new Set(Object.values(after).flatMap(filesOf));
  return had.filter(fileId => !kept.has(fileId));
}

function filesOf({ answers }: Draft): string[] {
  return Object.values(answers).flatMap(({ value }) =>
    value.kind === 'files' ? value.files.map(file => file.fileId) : [],
  );
}
