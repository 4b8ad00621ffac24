/** What an outbox row carries of a synthesis or a sheet: printed when it is sent, as it stands then. */
import type { OutboundFile } from '#messaging/index.ts';
import { publishedSheet, publishedSynthesis } from './published.ts';
import { printSheet, printShownSheet } from './sheets/print-sheet.ts';
import type { ReviewContext } from './syntheses/context.ts';
import { printShownSynthesis, printSynthesis } from './syntheses/print-synthesis.ts';

type Content = Extract<OutboundFile['content'], { readonly from: 'document' }>;
type Context = Omit<ReviewContext, 'network'>;

/** Who reads contributions: the staff, or everybody, with what the moderation hides gone. */
export interface Readers {
  readonly staff: Context;
  readonly public: Context;
}

/**
 * null where it is gone, or no more published. The staff's own reading has exact counts and the statements still to be
 * verified.
 */
export async function printContent(
  readers: Readers,
  { kind, network, axis, number, format, audience }: Content,
): Promise<string | Uint8Array | null> {
  const key = { axis, number };
  if (audience === 'public') {
    const context = { ...readers.public, network };
    if (kind === 'synthesis') {
      const shown = await publishedSynthesis(context, key);
      return shown === null ? null : (await printShownSynthesis(context, shown, format, 'public')).content;
    }
    const shown = await publishedSheet(context, key);
    return shown === null ? null : (await printShownSheet(context, shown, format)).content;
  }
  const context = { ...readers.staff, network };
  const printed =
    kind === 'synthesis' ? await printSynthesis(context, key, format, 'staff') : await printSheet(context, key, format);
  return printed?.content ?? null;
}
