/** A message that said who speaks is edited or deleted: the profile follows. */
import { MAX_SHORT_TEXT_CHARACTERS } from './limits.ts';
import { phrase } from './phrases.ts';
import { resumePrompt } from './amend.ts';
import { type FoundInProfile, profileOf, setProfile } from './profile.ts';
import { readPlace } from './read-answer.ts';
import type { Profile } from './session.ts';
import { pickActor } from './stages/profile.ts';
import { goTo, tell, type Turn } from './turn.ts';

/** `text` is null for a deletion. What can't be read changes nothing, and it is said how to change it. */
export function correctProfile(turn: Turn, found: FoundInProfile, text: string | null, ref: string): void {
  const { owner, field } = found;
  if (text === null || text === '') {
    setProfile(turn, owner, { [field]: null }, null);
    tell(turn, phrase('profile.withdrawn'));
    return resumePrompt(turn);
  }
  const change = text.length > MAX_SHORT_TEXT_CHARACTERS ? null : read(turn, found, text);
  if (change === 'several') return;
  if (change === null) tell(turn, phrase('profile.unread'));
  else {
    setProfile(turn, owner, change, ref);
    tell(turn, phrase('profile.corrected'));
  }
  resumePrompt(turn);
}

function read(turn: Turn, { owner, field }: FoundInProfile, text: string): Partial<Profile> | 'several' | null {
  switch (field) {
    case 'organisation':
      return { organisation: text.replace(/\s+/g, ' ') };
    case 'actor': {
      const picked = pickActor(turn, { kind: 'text', text, ref: null, order: '', files: [] });
      const before = profileOwned(turn, owner).actor;
      if (picked !== null) return { actor: picked.other === '' ? { name: picked.name } : picked };
      return before?.other === undefined ? null : { actor: { name: before.name, other: text } };
    }
    case 'places': {
      const reading = readPlace(text);
      if (reading.kind === 'value' && reading.value.kind === 'places') return { places: reading.value.codes };
      if (reading.kind !== 'candidates' || owner !== null) return null;
      goTo(turn, { name: 'territory', self: true, candidates: reading.codes });
      return 'several';
    }
  }
}

function profileOwned(turn: Turn, owner: string | null): Profile {
  const draft = owner === null ? undefined : turn.session.drafts[owner];
  return draft === undefined ? turn.session.profile : profileOf(turn.session, draft);
}
