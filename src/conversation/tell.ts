/** What a person is told outside their own turn. It interrupts nothing: what was being asked is asked again after it. */
import type { StepEvent } from './events.ts';
import { isPausable } from './stage.ts';
import { flush, tell, type Turn } from './turn.ts';

export function receiveTell(turn: Turn, { phrases, files = [] }: Extract<StepEvent, { kind: 'tell' }>): true {
  tell(turn, ...phrases);
  turn.attached.push(...files);
  flush(turn);
  const { stage } = turn.session;
  // Messages being gathered go on being gathered: their question was not answered yet, nor forgotten.
  const isWriting = stage.name === 'question' && stage.burst !== null;
  if (!isWriting && (isPausable(stage) || stage.name === 'confirm')) turn.prompting = 'again';
  return true;
}
