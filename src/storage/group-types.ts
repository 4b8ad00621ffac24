/** What the steps of a group's transaction hand to one another. */
import type { Conversation, InputFacts, TurnInput } from '#usecases/ports.ts';
import type { AccountKey } from './inputs.ts';
import type { SessionMemory } from './session-memory.ts';
import type { Upcast } from './session-row.ts';

export interface Item {
  /** Its place among the inputs that `runGroup` was given. */
  readonly index: number;
  readonly input: TurnInput;
}

/** One person of the group, with what they said. */
export interface Person {
  readonly participantId: string;
  readonly isNew: boolean;
  /** Version read in this transaction; 0 for somebody new. */
  readonly version: number;
  readonly conversation: Conversation;
  /** Accounts known to be this person's at that version, those of this group included. */
  readonly accounts: ReadonlyMap<string, AccountKey>;
  readonly items: readonly { readonly item: Item; readonly facts: InputFacts }[];
}

export interface GroupRead {
  readonly persons: readonly Person[];
  /** Indices of inputs seen before. */
  readonly seen: readonly number[];
  /** Indices of inputs for people who are no longer there. */
  readonly gone: readonly number[];
}

export interface GroupContext {
  readonly memory: SessionMemory;
  readonly upcast: Upcast;
  readonly now: () => string;
  readonly newId: () => string;
}
