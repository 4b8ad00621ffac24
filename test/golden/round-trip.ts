/** Stores in which a session is written as text and read back between every two turns, and must come back the same. */
import { deepStrictEqual } from 'node:assert/strict';
import type { Decide, Stores, TurnDecision } from '#usecases/ports.ts';

/** `onSession` hears how many sessions went through. */
export function roundTripSessions(stores: Stores, onSession: () => void): Stores {
  function roundTrip<T>(session: T): T {
    if (session === null) return session;
    const read = JSON.parse(JSON.stringify(session)) as T;
    deepStrictEqual(read, session, 'a session must be plain data');
    onSession();
    return deepFreeze(read);
  }
  return {
    ...stores,
    turns: {
      ...stores.turns,
      runGroup: (inputs, decide) => {
        const wrapped: Decide = (conversation, given) => {
          const decided = decide({ ...conversation, session: roundTrip(conversation.session) }, given);
          return {
            needs: decided.needs,
            acts: decided.acts ?? [],
            finish: (numbers, replies): TurnDecision => {
              const decision = decided.finish(numbers, replies);
              return { ...decision, session: roundTrip(decision.session) };
            },
          };
        };
        return stores.turns.runGroup(inputs, wrapped);
      },
    },
  };
}

/** A step that changed its session in place would throw. */
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
  }
  return value;
}
