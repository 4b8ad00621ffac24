/** Who people are to Slack: their names and languages, and the direct conversations with them. */
import type { SlackApi } from './api.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import { object, text, textOrNull } from './json.ts';
import { LIMITS } from './limits.ts';

export interface Profile {
  readonly displayName: string;
  /** « fr-FR »; null where Slack does not tell. */
  readonly locale: string | null;
}

export interface People {
  /** The profile as it was of late; null where Slack does not answer in good time. Never rejects. */
  readonly profileOf: (userId: string) => Promise<Profile | null>;
  /** The direct conversation with somebody, opened if it must; rejects with a SlackFailure. */
  readonly directWith: (userId: string) => Promise<string>;
  /** Learns of a direct conversation from what was said there. */
  readonly learn: (userId: string, channel: string) => void;
}

interface Kept {
  readonly until: number;
  readonly profile: Promise<Profile | null>;
}

export function createPeople(api: SlackApi): People {
  const profiles = new BoundedMap<string, Kept>(LIMITS.people);
  const conversations = new BoundedMap<string, string>(LIMITS.people);

  async function read(userId: string): Promise<Profile | null> {
    try {
      const user = object((await api.call('users.info', { user: userId, include_locale: true }))['user']);
      const profile = object(user['profile']);
      const names = [profile['display_name'], profile['real_name'], user['real_name'], user['name']];
      return { displayName: names.map(text).find(name => name !== '') ?? userId, locale: textOrNull(user['locale']) };
    } catch {
      profiles.set(userId, { until: Date.now() + LIMITS.profileRetryMs, profile: Promise.resolve(null) });
      return null;
    }
  }

  return {
    profileOf: async userId => {
      let kept = profiles.get(userId);
      if (kept === undefined || kept.until <= Date.now()) {
        kept = { until: Date.now() + LIMITS.profileMs, profile: read(userId) };
        profiles.set(userId, kept);
      }
      return Promise.race([kept.profile, nothingAfter(LIMITS.profileWaitMs)]);
    },
    directWith: async userId => {
      const known = conversations.get(userId);
      if (known !== undefined) return known;
      const opened = await api.call('conversations.open', { users: userId });
      const channel = text(object(opened['channel'])['id']);
      conversations.set(userId, channel);
      return channel;
    },
    learn: (userId, channel) => conversations.set(userId, channel),
  };
}

function nothingAfter(ms: number): Promise<null> {
  return new Promise(resolve => {
    setTimeout(() => resolve(null), ms).unref();
  });
}
