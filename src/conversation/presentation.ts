/** How the author of a contribution is presented if it is published. */
import { type Phrase, phrase } from './phrases.ts';
import type { Draft, Presentation } from './session.ts';
import type { Turn } from './turn.ts';

/** How the author of `draft` is presented if it is published; of nothing in particular without one. */
export function presentationPhrase(turn: Turn, draft?: Draft): Phrase {
  if (draft?.kind === 'collected') return phrase('presentation.asCollected');
  if (
    draft !== undefined &&
    draft.kind === 'organisation' &&
    draft.mandate !== null &&
    draft.mandate.organisation !== ''
  ) {
    return phrase('presentation.asOrganisation', { organisation: draft.mandate.organisation });
  }
  const { choices, profile, displayName } = turn.session;
  const kind: Presentation = choices.presentation ?? 'unnamed';
  const organisation = profile.organisation ?? null;
  if (kind === 'name')
    return organisation === null
      ? phrase('presentation.asName', { name: displayName })
      : phrase('presentation.asNameAndOrganisation', { name: displayName, organisation });
  if (kind === 'organisation' && organisation !== null) return phrase('presentation.asOrganisation', { organisation });
  return phrase('presentation.asUnnamed');
}
