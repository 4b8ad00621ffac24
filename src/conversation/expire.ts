/** Drafts that are kept no longer: let go of without a word, whatever the person was told then. */
import type { StepEvent } from './events.ts';
import { setStage, type Turn } from './turn.ts';

/** Returns false where none of them is there any more. */
export function receiveExpiry(turn: Turn, { draftIds, before }: Extract<StepEvent, { kind: 'expire' }>): boolean {
  const gone = new Set(
    draftIds.filter(id => {
      const draft = turn.session.drafts[id];
      return draft !== undefined && draft.updatedAt <= before;
    }),
  );
  if (gone.size === 0) return false;
  for (const draftId of gone) turn.effects.push({ type: 'discard', draftId });
  const { drafts, current, lastOpen, aside } = turn.session;
  const isGone = (draftId: string | null | undefined): boolean => gone.has(draftId ?? '');
  if (isGone(current)) setStage(turn, { name: 'idle' });
  turn.session = {
    ...turn.session,
    drafts: Object.fromEntries(Object.entries(drafts).filter(([id]) => !gone.has(id))),
    current: isGone(current) ? null : current,
    lastOpen: isGone(lastOpen?.draftId) ? null : lastOpen,
    aside: isGone(aside?.draftId) || isGone(current) ? null : turn.session.aside,
  };
  return true;
}
