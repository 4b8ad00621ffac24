/** A workshop's first state, and reading those that older releases stored. */
import type { Axis, Lang, Question } from '#consultation/definition.ts';
import { DEFAULT_MINUTES, MAX_QUESTIONS, VALIDATION_MINUTES } from './limits.ts';
import { type Place, WORKSHOP_SCHEMA, type Workshop } from './workshop.ts';

export interface WorkshopSeed {
  readonly id: string;
  readonly network: string;
  readonly consultation: string;
  readonly axis: Axis;
  readonly lang: Lang;
  readonly place: Place;
  /** The account that begins it. */
  readonly facilitator: { readonly workspace: string; readonly userId: string; readonly displayName: string };
  /** Whether a thread is to be opened for it. */
  readonly opensThread: boolean;
  readonly now: string;
}

export function newWorkshop(seed: WorkshopSeed): Workshop {
  const { id, network, consultation, axis, lang, place, facilitator, now } = seed;
  return {
    schema: WORKSHOP_SCHEMA,
    id,
    network,
    consultation,
    axis: axis.number,
    revision: axis.revision,
    lang,
    place,
    phase: { name: seed.opensThread ? 'opening' : 'preparing' },
    since: now,
    plan: {
      questions: usualQuestions(axis).map(({ name }) => name),
      when: null,
      minutes: DEFAULT_MINUTES,
      minutesPerQuestion: null,
      venue: null,
      audience: null,
      places: [],
      quorum: null,
      validationMinutes: VALIDATION_MINUTES,
      present: null,
    },
    members: {
      m1: {
        id: 'm1',
        ...facilitator,
        facilitates: true,
        takesPart: false,
        joinedAt: now,
        shownName: null,
        organisation: null,
        mandated: false,
      },
    },
    ideas: {},
    stances: [],
    ballots: {},
    answers: {},
    proposals: [],
    validation: null,
    sent: null,
    marks: {},
    digest: null,
    hintedAt: null,
    undelivered: 0,
    made: { members: 1, ideas: 0, proposals: 0 },
    said: 0,
    createdAt: now,
    startedAt: null,
    lastEventAt: now,
    wakeAt: null,
  };
}

/** Questions that a group can answer together: written freely, or by a show of hands. */
export function groupQuestions(axis: Axis): readonly Question[] {
  return axis.questions.filter(
    ({ type, choicesFrom }) => (isWritten(type) || isChosen(type)) && choicesFrom === undefined,
  );
}

/** Whether its answer is written. */
export function isWritten(type: Question['type']): boolean {
  return type === 'text' || type === 'longtext';
}

/** Whether its answer is chosen in a list. */
export function isChosen(type: Question['type']): boolean {
  return type === 'select_one' || type === 'select_multiple';
}

/** Those proposed at first: of the parts that are not optional, all that a group can answer. */
function usualQuestions(axis: Axis): readonly Question[] {
  const main = new Set(axis.parts.filter(part => !part.optional).map(part => part.name));
  const all = groupQuestions(axis).filter(question => question.relevant === undefined);
  const usual = all.filter(({ part, type }) => main.has(part) && isWritten(type));
  return (usual.length > 0 ? usual : all).slice(0, MAX_QUESTIONS);
}

/** A stored state of any schema, as today's. Throws on a schema newer than this program's. */
export function upcastWorkshop(state: { readonly schema: number }): Workshop {
  if (state.schema > WORKSHOP_SCHEMA)
    throw new Error(
      `workshop schema ${state.schema} is newer than this program's ${WORKSHOP_SCHEMA}: upgrade it before opening this database`,
    );
  // Schema 1 is the first: there is nothing older to change yet.
  return state as Workshop;
}
