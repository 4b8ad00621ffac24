/** Transient words: best effort, never stored, at most one of a kind a minute to the same account. */
import type { Consultation } from '#consultation/definition.ts';
import type { Adapter, InboundEvent } from '#messaging/index.ts';
import type { OwnPhrase } from '#wording/own-phrases.ts';
import type { Wording } from '#wording/wording.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import { msBetween } from './clock.ts';
import { languageOf } from './language.ts';
import { HINT_SECONDS, HINTED_ACCOUNTS } from './limits.ts';
import { errorFacts, type Log } from './log.ts';

export interface Hints {
  /** Never rejects. `kind` is what is said at most once a minute. */
  readonly give: (adapter: Adapter, event: InboundEvent, kind: string, phrase: OwnPhrase, now: string) => Promise<void>;
}

export function createHints(wording: Wording, consultation: Consultation, log: Log): Hints {
  const last = new BoundedMap<string, string>(HINTED_ACCOUNTS);
  return {
    async give(adapter, event, kind, phrase, now) {
      const { platform, workspace, userId } = event.author;
      const key = [kind, platform, workspace, userId].join('\0');
      const before = last.get(key);
      if (before !== undefined && msBetween(before, now) < HINT_SECONDS * 1_000) return;
      last.set(key, now);
      try {
        const text = wording.word(languageOf(event.locale, consultation), phrase);
        await adapter.sendTransient({ kind: 'hint', to: event.address, text });
      } catch (error) {
        log('warn', 'hint_failed', errorFacts(error));
      }
    },
  };
}
