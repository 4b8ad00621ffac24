/** « mes ateliers », « retirer mes idées », « retirer mon nom », asked in the direct conversation. */
import type { StepEvent } from '#conversation/index.ts';
import { phrase } from '#conversation/phrases.ts';
import { LISTED_WORKSHOPS, MAX_LIVE_WORKSHOPS } from '../limits.ts';
import type { ListedWorkshop, WorkshopStore } from './ports.ts';

/** What the person is told; what they take back is stored for each workshop's own turn first. */
export async function answerWorkshops(
  workshops: WorkshopStore,
  newId: () => string,
  participantId: string,
  ask: 'list' | 'ideas' | 'name',
): Promise<StepEvent> {
  const most = ask === 'list' ? LISTED_WORKSHOPS : MAX_LIVE_WORKSHOPS;
  const all = await workshops.of(participantId, most);
  if (ask === 'list') return { kind: 'tell', phrases: [listOf(all)] };
  for (const { id, member } of all) await workshops.tell(newId(), id, { kind: 'takeBack', member, what: ask });
  const { length: count } = all;
  if (count === 0) return { kind: 'tell', phrases: [phrase('workshops.nothing')] };
  return { kind: 'tell', phrases: [phrase(ask === 'ideas' ? 'workshops.ideasGone' : 'workshops.nameGone', { count })] };
}

function listOf(all: readonly ListedWorkshop[]) {
  if (all.length === 0) return phrase('workshops.none');
  const lines = all.map(({ createdAt, axis, facilitates, phase, reference }) => ({
    phrase: phrase('workshops.line', {
      day: { day: createdAt.slice(0, 10) },
      axis,
      role: facilitates ? 'facilitator' : 'participant',
      state: phase === 'opening' ? 'preparing' : phase,
      reference: reference ?? '',
    }),
  }));
  return phrase('workshops.list', { count: all.length, lines: { lines } });
}
