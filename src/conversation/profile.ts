/** Who speaks: the person, or the one whose words are written down. */
import type { Draft, Profile, ProfileField, Session } from './session.ts';
import { currentDraft, setDraft, type Turn } from './turn.ts';

export function profileOf(session: Session, draft: Draft): Profile {
  return draft.collectedFrom?.profile ?? session.profile;
}

/** Whose profile a question is about: a collected draft's id, or null for the person's own. */
export function ownerOf(turn: Turn, self: boolean): string | null {
  const draft = self ? undefined : currentDraft(turn);
  return draft === undefined || draft.collectedFrom === null ? null : draft.id;
}

/** Changes a profile; `ref` is the message that said so, kept to be found by its edits. */
export function setProfile(turn: Turn, owner: string | null, change: Partial<Profile>, ref: string | null): void {
  const draft = owner === null ? undefined : turn.session.drafts[owner];
  const from = draft?.collectedFrom ?? null;
  const before = from === null ? turn.session.profile : from.profile;
  const profile = { ...before, ...change, ...withRefs(before, Object.keys(change) as ProfileField[], ref) };
  if (draft === undefined || from === null) turn.session = { ...turn.session, profile };
  else setDraft(turn, { ...draft, collectedFrom: { ...from, profile }, dirty: draft.version > 0, updatedAt: turn.now });
}

function withRefs(before: Profile, fields: readonly ProfileField[], ref: string | null): Pick<Profile, 'refs'> {
  const refs: { [F in ProfileField]?: string } = { ...before.refs };
  for (const field of fields) {
    if (ref === null) delete refs[field];
    else refs[field] = ref;
  }
  return { refs };
}

export interface FoundInProfile {
  readonly owner: string | null;
  readonly field: ProfileField;
}

/** What a message gave to a profile. */
export function findInProfile(session: Session, ref: string): FoundInProfile | null {
  const own = fieldOf(session.profile, ref);
  if (own !== null) return { owner: null, field: own };
  for (const draft of Object.values(session.drafts)) {
    const field = draft.collectedFrom === null ? null : fieldOf(draft.collectedFrom.profile, ref);
    if (field !== null) return { owner: draft.id, field };
  }
  return null;
}

function fieldOf({ refs = {} }: Profile, ref: string): ProfileField | null {
  return (['actor', 'places', 'organisation'] as const).find(field => refs[field] === ref) ?? null;
}
