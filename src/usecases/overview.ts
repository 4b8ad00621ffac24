/** What an account may see of itself at a glance: open themes, what it began, what it sent. Pure. */
import type { Axis, Consultation, Lang } from '#consultation/definition.ts';
import { axisStatus, openingOf, themeIn } from '#consultation/inspect.ts';
import { givenCount, numberedQuestions } from '#conversation/drafts.ts';
import type { Draft, Session } from '#conversation/session.ts';
import type { Overview } from '#messaging/index.ts';
import { sayDeadline } from '#wording/moments.ts';

export interface OverviewGround {
  readonly consultation: Consultation;
  /** Every revision ever kept. */
  readonly revisions: readonly Axis[];
  /** ISO UTC. */
  readonly now: string;
}

/** `lang`: of somebody never heard of. */
export function overviewOf(ground: OverviewGround, session: Session | null, lang: Lang): Overview {
  const { consultation } = ground;
  const spoken = session?.lang ?? lang;
  const labelOf = (number: number): string => themeIn(consultation, number, spoken);
  const live = Object.values(session?.drafts ?? {}).toSorted((a, b) => (a.updatedAt > b.updatedAt ? -1 : 1));
  const begun = live.filter(({ status }) => status === 'draft');
  const inHand = begun.filter(({ id }) => id === session?.current);
  return {
    lang: spoken,
    themes: consultation.axes
      .filter(axis => isOpen(ground, axis.number))
      .map(({ number }) => {
        const { closes } = openingOf(consultation, number);
        const said = closes === null ? null : sayDeadline(closes, consultation.timeZone, spoken);
        return { number, label: labelOf(number), closes: said };
      }),
    drafts: [...inHand, ...begun.filter(draft => !inHand.includes(draft))].map(draft => ({
      number: draft.axis,
      label: labelOf(draft.axis),
      ...countsOf(ground, draft),
      said: isOpen(ground, draft.axis) ? wayBack(draft, inHand.includes(draft)) : null,
    })),
    sent: live
      .filter(({ status }) => status === 'submitted')
      .map(({ axis, reference, dirty }) => ({
        reference: reference ?? '',
        number: axis,
        label: labelOf(axis),
        changed: dirty,
      })),
  };
}

function isOpen({ consultation, now }: OverviewGround, number: number): boolean {
  return consultation.axes.some(axis => axis.number === number) && axisStatus(consultation, number, now) === 'open';
}

/** As it is asked of its author: on the questions that it began with. */
function countsOf({ consultation, revisions }: OverviewGround, draft: Draft): { given: number; of: number } {
  const pinned = [...revisions, ...consultation.axes].find(axis => axis.revision === draft.revision);
  const axis = pinned ?? consultation.axes.find(one => one.number === draft.axis);
  if (axis === undefined) return { given: 0, of: 0 };
  return { given: givenCount(axis, draft), of: numberedQuestions(axis, draft).length };
}

/** A theme's number leads back to one's own draft on it; other kinds are found among the contributions. */
function wayBack(draft: Draft, inHand: boolean): string {
  if (inHand) return 'reprendre';
  return draft.kind === 'individual' ? `contribuer ${draft.axis}` : 'mes contributions';
}
