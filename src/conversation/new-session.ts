/** A session's first state, and reading those that older releases stored. */
import type { Lang } from '#consultation/definition.ts';
import type { Address } from '#messaging/address.ts';
import { SESSION_SCHEMA, type Session } from './session.ts';

export interface SessionSeed {
  readonly participantId: string;
  readonly network: string;
  readonly address: Address;
  readonly displayName: string;
  readonly lang: Lang;
  readonly now: string;
}

export function newSession(seed: SessionSeed): Session {
  const { participantId, network, address, displayName, lang, now } = seed;
  return {
    schema: SESSION_SCHEMA,
    participantId,
    network,
    lang,
    address,
    displayName,
    stage: { name: 'start' },
    since: now,
    aside: null,
    profile: {},
    choices: { noticeRead: null, presentation: null, reminders: null, news: null },
    drafts: {},
    current: null,
    draftsMade: 0,
    prompt: 0,
    said: 0,
    lastEventAt: now,
    lastOrder: '',
    lastRef: null,
    refusedRef: null,
    wakeAt: null,
    lastOpen: null,
    rate: { windowStart: '', messages: 0, told: false },
  };
}

/**
 * A stored state of any schema, as today's. Each schema gets a pure upcaster here and a fixture that is replayed for
 * ever. Throws on a schema newer than this program's.
 */
export function upcastSession(state: { readonly schema: number }): Session {
  if (state.schema > SESSION_SCHEMA)
    throw new Error(
      `session schema ${state.schema} is newer than this program's ${SESSION_SCHEMA}: upgrade it before opening this database`,
    );
  // Schema 1 is the first: there is nothing older to change yet.
  return state as Session;
}
