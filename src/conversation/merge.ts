/** Joins two participants who are one person: one profile, one set of drafts, the strictest choices. */
import type { PersonalChoices, Presentation, Profile, Session } from './session.ts';

const STRICTNESS: readonly Presentation[] = ['unnamed', 'organisation', 'name'];

/**
 * `owner` made the code and stays; `other` typed it. Drafts and contributions of both stay; where both had submitted
 * on an axis the person is asked which one counts. A refusal on either side holds for both.
 */
export function mergeSessions(owner: Session, other: Session, now: string): Session {
  return {
    ...owner,
    profile: mergeProfiles(owner.profile, other.profile),
    choices: mergeChoices(owner.choices, other.choices),
    drafts: { ...other.drafts, ...owner.drafts },
    draftsMade: Math.max(owner.draftsMade, other.draftsMade),
    prompt: Math.max(owner.prompt, other.prompt) + 1,
    said: Math.max(owner.said, other.said),
    lastEventAt: now,
  };
}

/** What either account told; the owner's where both did. */
function mergeProfiles(owner: Profile, other: Profile): Profile {
  const known = Object.entries(owner).filter(([, value]) => value !== null);
  return { ...owner, ...other, ...Object.fromEntries(known), refs: { ...other.refs, ...owner.refs } };
}

function mergeChoices(a: PersonalChoices, b: PersonalChoices): PersonalChoices {
  return {
    noticeRead: a.noticeRead ?? b.noticeRead,
    presentation: stricter(a.presentation, b.presentation),
    reminders: both(a.reminders, b.reminders),
    news: both(a.news, b.news),
  };
}

function stricter(a: Presentation | null, b: Presentation | null): Presentation | null {
  if (a === null || b === null) return a ?? b;
  return STRICTNESS.indexOf(a) <= STRICTNESS.indexOf(b) ? a : b;
}

function both(a: boolean | null, b: boolean | null): boolean | null {
  if (a === null || b === null) return a ?? b;
  return a && b;
}
