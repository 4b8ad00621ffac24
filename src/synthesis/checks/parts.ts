/** A statement of several claims: each must be borne, not only the whole. */
import { LEAST_PART_SUPPORT, PART_STEMS } from '../limits.ts';
import { supportOf } from '../support.ts';
import { stemsOf } from './evidence.ts';

/** Where one claim may end and another begin. */
const JOINTS = /\s*[;:]\s+|,?\s+(?:et|mais|tandis que|alors que|ainsi que|puis|donc)\s+/iu;

/** Whether a part of the statement is not in what it cites. */
export function partUnsupported(statement: string, quotes: readonly string[], texts: readonly string[]): boolean {
  return statement.split(JOINTS).some(part => {
    const { size } = stemsOf(part);
    if (size < PART_STEMS.least) return false;
    return supportOf(part, quotes, texts) < LEAST_PART_SUPPORT[size < PART_STEMS.long ? 'short' : 'long'];
  });
}
