/** What an outbox row carries of a synthesis or a sheet: printed when it is sent, as it stands then. */
import type { OutboundFile } from '#messaging/index.ts';
import { printSheet } from './sheets/print-sheet.ts';
import type { ReviewContext } from './syntheses/context.ts';
import { printSynthesis } from './syntheses/print-synthesis.ts';

type Content = Extract<OutboundFile['content'], { readonly from: 'document' }>;

/** null where it is gone. The staff's own reading: exact counts, statements still to be verified. */
export async function printContent(
  context: Omit<ReviewContext, 'network'>,
  { kind, network, axis, number, format }: Content,
): Promise<string | Uint8Array | null> {
  const of = { ...context, network };
  const key = { axis, number };
  const printed =
    kind === 'synthesis' ? await printSynthesis(of, key, format, 'staff') : await printSheet(of, key, format);
  return printed?.content ?? null;
}
