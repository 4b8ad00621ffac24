/** What is kept of a version of anything that the staff review, by its kind. */
import { readSynthesisBody, writeSynthesisBody } from './review/body.ts';
import { forgetInSynthesis } from './review/forget.ts';
import { forgetInSheetBody, readSheetBody, writeSheetBody } from './sheet/body.ts';

/** The body (JSON) without these contributions, nor any word that stood on nothing else. */
export function forgetInReviewedBody(kind: string, body: string, references: ReadonlySet<string>): string {
  if (kind === 'action_sheet') return writeSheetBody(forgetInSheetBody(readSheetBody(body), references));
  if (kind === 'synthesis') return writeSynthesisBody(forgetInSynthesis(readSynthesisBody(body), references));
  if (kind === 'framework') return body;
  throw new TypeError(`nothing is known of the kind ${kind}`);
}
