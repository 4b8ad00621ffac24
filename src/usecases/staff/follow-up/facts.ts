/** What a turn changes in what is counted: pure, from the session before and after. */
import type { Axis, Consultation } from '#consultation/definition.ts';
import { isGiven, nextQuestion } from '#conversation/drafts.ts';
import type { Draft, Session } from '#conversation/session.ts';
import type { DraftFact, PersonFact } from './ports.ts';

export interface FactSource {
  readonly consultation: Consultation;
  readonly revisions: Readonly<Record<string, Axis>>;
}

/** The drafts whose counted figures may have changed; all of them where the profile did. */
export function draftFacts(source: FactSource, before: Session | null, after: Session): DraftFact[] {
  const profiled = before === null || before.profile !== after.profile;
  return Object.values(after.drafts)
    .filter(draft => profiled || before.drafts[draft.id] !== draft)
    .map(draft => factOf(source, after, draft));
}

function factOf({ consultation, revisions }: FactSource, session: Session, draft: Draft): DraftFact {
  const axis = revisions[draft.revision] ?? consultation.axes.find(({ number }) => number === draft.axis);
  const profile = draft.collectedFrom?.profile ?? session.profile;
  const given = Object.entries(draft.answers).filter(([, { value }]) => isGiven(value));
  return {
    draftId: draft.id,
    consultation: consultation.name,
    axis: draft.axis,
    revision: draft.revision,
    kind: draft.kind,
    status: draft.status,
    actor: profile.actor?.name ?? '',
    territory: profile.places?.[0] ?? '',
    stopsAt: axis === undefined ? '' : (nextQuestion(axis, draft)?.name ?? ''),
    // By name: a session read back from its rows holds its answers in another order.
    given: given
      .map(([name]) => name)
      .toSorted()
      .join(' '),
    answers: given.length,
    texts: given.filter(([, { value }]) => value.kind === 'text').length,
    createdAt: draft.createdAt,
    updatedAt: draft.updatedAt,
    submittedAt: draft.version > 0 ? draft.updatedAt : '',
  };
}

/** Null where nothing that campaigns look at has changed. */
export function personFact(before: Session | null, after: Session): PersonFact | null {
  const fact = personOf(after);
  if (before === null) return fact;
  const was = personOf(before);
  const same = (Object.keys(fact) as (keyof PersonFact)[]).every(key => fact[key] === was[key]);
  return same ? null : fact;
}

function personOf({ address, choices, remindAfter, profile }: Session): PersonFact {
  const reminders = choices.reminders === null ? '' : choices.reminders ? 'yes' : 'no';
  return {
    platform: address.platform,
    reminders,
    remindAfter: remindAfter ?? '',
    territory: profile.places?.[0] ?? '',
  };
}
