/** What was transcribed goes to its author's conversation, whose next turn makes it the answer and says so. */
import type { TranscribedBy } from '#consultation/answer-value.ts';
import type { StaffTx } from '../staff/ports.ts';

/** `A4-0137#2`. */
export function printRecording({ reference, number }: { readonly reference: string; readonly number: number }): string {
  return `${reference}#${number}`;
}

export function tellAuthor(
  tx: StaffTx,
  { fileId, participantId }: { readonly fileId: string; readonly participantId: string },
  text: string,
  by: TranscribedBy,
  id: string,
): Promise<void> {
  return tx.tell(`transcribed:${fileId}:${id}`, participantId, { kind: 'transcribed', fileId, text, by });
}
