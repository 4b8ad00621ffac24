/** What is published is said in the channels that the staff chose (« annonces ici »), with its document. */
import { phrase } from '#conversation/phrases.ts';
import { themeIn } from '#consultation/inspect.ts';
import { post } from '../../staff/life/announce.ts';
import type { StaffCall } from '../../staff/command.ts';
import type { StaffTx } from '../../staff/ports.ts';
import type { ReviewedDocument } from '../ports.ts';
import { sheetName } from '../document-key.ts';
import { synthesisName } from '../syntheses/context.ts';
import { documentFile } from './review-call.ts';

/** In how many channels. `title`: of a sheet; of a synthesis, the theme stands for it. */
export async function tellChannels(
  call: StaffCall,
  tx: StaffTx,
  document: ReviewedDocument,
  title: string | null,
): Promise<number> {
  const { network, consultation } = call;
  const channels = await tx.channels.list(network);
  const theme = themeIn(consultation, document.axis, consultation.defaultLanguage);
  const isSynthesis = document.kind === 'synthesis';
  const said = isSynthesis
    ? phrase('announce.synthesis', { name: synthesisName(document), axis: document.axis, theme })
    : phrase('announce.sheet', { name: sheetName(document), axis: document.axis, theme, title: title ?? theme });
  const file = documentFile(call, isSynthesis ? 'synthesis' : 'action_sheet', document, 'docx', 'public');
  for (const channel of channels) await post(call, tx, channel, [said], [file]);
  return channels.length;
}

/** « Elle est annoncée dans deux canaux. »; nothing where none was chosen. */
export function sayChannels(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' Elle est annoncée dans un canal.' : ` Elle est annoncée dans ${count} canaux.`;
}
