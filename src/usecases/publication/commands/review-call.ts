/** What the staff's commands on syntheses and sheets share: whose documents, by whom, and how sentences are said. */
import { phrase, type Phrase } from '#conversation/phrases.ts';
import type { OutboundFile } from '#messaging/index.ts';
import { readForStaff } from '../../moderation/publication.ts';
import type { StaffCall } from '../../staff/command.ts';
import type { StaffReply, StaffTx } from '../../staff/ports.ts';
import type { ReviewContext } from '../syntheses/context.ts';
import { type DocumentFormat, MEDIA_TYPES } from '../syntheses/print-synthesis.ts';
import { OPERATOR } from '../made-by.ts';
import type { ReviewedKind } from '../ports.ts';

/** Everything inside the transaction of the author's turn. */
export function reviewContext({ network, consultation, now, wording }: StaffCall, tx: StaffTx): ReviewContext {
  const { reviewed, revisions, data, moderation } = tx.publication;
  const stores = { reviewed, revisions, data: readForStaff(data, moderation) };
  return { stores, network, consultation, wording, now: () => now };
}

/** Who makes the versions of this act. */
export function madeBy({ participantId }: StaffCall): string {
  return participantId ?? OPERATOR;
}

/** Sentences in French about documents in French; titles that people wrote stand in them as text. */
export function said(...texts: readonly string[]): readonly Phrase[] {
  return texts.map(text => phrase('staff.review.said', { text }));
}

export function done(on: string, ...texts: readonly string[]): StaffReply {
  return { say: said(...texts), on };
}

export function refused(on: string, ...texts: readonly string[]): StaffReply {
  return { say: said(...texts), on, outcome: 'refused' };
}

/** A document that is printed at the moment of sending: no copy of it waits anywhere. */
export function documentFile(
  { network }: Pick<StaffCall, 'network'>,
  kind: Exclude<ReviewedKind, 'framework'>,
  { axis, number }: { readonly axis: number; readonly number: number },
  format: DocumentFormat,
  audience?: 'public',
): OutboundFile {
  const base = kind === 'synthesis' ? `synthese-s${axis}-${number}` : `fiche-f${axis}-${number}`;
  return {
    name: `${base}.${format}`,
    mediaType: MEDIA_TYPES[format],
    content: {
      from: 'document',
      kind,
      network,
      axis,
      number,
      format,
      ...(audience === undefined ? {} : { audience }),
    },
  };
}
