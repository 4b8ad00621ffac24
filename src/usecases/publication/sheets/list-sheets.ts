/** The sheets that there are, and the contributions that could make one: lines in French. */
import { readSheetBody } from '#synthesis/sheet/body.ts';
import { ellipsize } from '#text/index.ts';
import { sheetCandidates } from './candidates.ts';
import { sheetName } from '../document-key.ts';
import { type SheetContext, scopeOf } from './context.ts';
import { STATUS_WORDS, UNTITLED } from './sheet-document.ts';

/** UTF-16 units of a title in a list. */
const TITLE_CHARACTERS = 80;

/** `axis` null: every theme. Texts of contributors are plain text: whoever shows the lines escapes them. */
export async function listSheets(context: SheetContext, axis: number | null): Promise<readonly string[]> {
  const { reviewed } = context.stores;
  const documents = (await reviewed.list(scopeOf(context), 'action_sheet')).filter(
    document => (axis === null || document.axis === axis) && document.status !== 'merged',
  );
  const lines: string[] = [];
  for (const document of documents) {
    const latest = await reviewed.latest(document.id);
    const body = latest === null ? null : readSheetBody(latest.body);
    const members = body?.members.length ?? 0;
    const said = `${members} ${members > 1 ? 'contributions' : 'contribution'}`;
    const { version, status } = document;
    lines.push(
      `${sheetName(document)} ${titleOf(body?.sheet.title ?? null)} (version ${version}, ${STATUS_WORDS[status]}, ${said})`,
    );
  }
  if (lines.length === 0) lines.push("Aucune fiche action pour l'instant.");
  const candidates = await sheetCandidates(context, axis);
  if (candidates.length > 0) lines.push('', 'Contributions qui décrivent une action, sans fiche :');
  for (const { reference, title, collective } of candidates)
    lines.push(`${reference} ${titleOf(title)}${collective ? ' (atelier)' : ''}`);
  return lines;
}

function titleOf(title: string | null): string {
  return title === null ? UNTITLED : `« ${ellipsize(title.replace(/\s+/g, ' '), TITLE_CHARACTERS)} »`;
}
