/** Before it begins: what the facilitator decides, the checklist, the invitation, the welcome. */
import { cleanText, ellipsize, findPlaces } from '#text/index.ts';
import {
  MAX_MINUTES,
  MAX_PRESENT,
  MAX_QUESTION_MINUTES,
  MAX_QUESTIONS,
  MAX_SHORT_CHARACTERS,
  MAX_VALIDATION_MINUTES,
  MIN_GROUP,
  MIN_MINUTES,
  MIN_QUESTION_MINUTES,
} from './limits.ts';
import { groupQuestions } from './new-workshop.ts';
import type { Order } from './orders.ts';
import { phrase } from './phrases.ts';
import { hasGroup, openQuestion } from './questions.ts';
import { minutesFor } from './timing.ts';
import { axisOf, change, labelOf, local, present, say, setPhase, takingPart, tell, type Turn } from './turn.ts';
import type { Plan } from './workshop.ts';

/** In the channel: what is about to happen, and the thread that it happens in. */
export function announce(turn: Turn): void {
  const theme = local(turn, axisOf(turn).theme);
  const { axis } = turn.workshop;
  say(turn, [phrase('announce', { axis, theme })], {
    where: 'channel',
    opens: phrase('thread.title', { axis, theme }),
    mark: 'announce',
    choices: [{ value: 'join', label: phrase('action.join') }],
  });
}

/** The thread is there: the facilitator prepares, or begins at once. */
export function openPreparation(turn: Turn): void {
  setPhase(turn, { name: 'preparing' });
  tellSettings(turn, true);
}

export function tellSettings(turn: Turn, first = false): void {
  const { plan, axis } = turn.workshop;
  const theme = local(turn, axisOf(turn).theme);
  const questions = plan.questions.map((name, i) => ({
    phrase: phrase('list.line', { n: i + 1, text: labelOf(turn, name) }),
  }));
  const facts = [
    ...(plan.when === null ? [] : [phrase('plan.when', { when: plan.when })]),
    ...(plan.venue === null ? [] : [phrase('plan.venue', { venue: plan.venue })]),
    ...(plan.audience === null ? [] : [phrase('plan.audience', { audience: plan.audience })]),
    ...(plan.places.length === 0
      ? []
      : [phrase('plan.places', { places: { list: plan.places.map(place => ({ place })) } })]),
  ];
  tell(
    turn,
    phrase(first ? 'prepare.open' : 'prepare.again', { axis, theme }),
    phrase('plan.questions', { count: plan.questions.length, lines: { lines: questions } }),
  );
  say(
    turn,
    [
      phrase('plan.time', {
        minutes: plan.minutes,
        each: minutesFor(plan),
        validation: plan.validationMinutes,
        quorum: plan.quorum ?? 0,
      }),
      ...facts,
      phrase('prepare.how'),
    ],
    {
      choices: [
        { value: 'begin', label: phrase('action.welcome') },
        { value: 'invitation', label: phrase('action.invitation') },
        { value: 'checklist', label: phrase('action.checklist') },
      ],
    },
  );
}

export function tellInvitation(turn: Turn): void {
  const { plan } = turn.workshop;
  const { consultation } = turn.context;
  tell(turn, phrase('invitation.before'));
  tell(
    turn,
    phrase('invitation.text', {
      theme: local(turn, axisOf(turn).theme),
      organiser: local(turn, consultation.organiser),
      minutes: plan.minutes,
      when: plan.when ?? { phrase: phrase('invitation.when') },
      venue: plan.venue ?? { phrase: phrase('invitation.venue') },
      audience: plan.audience ?? { phrase: phrase('invitation.audience') },
    }),
  );
}

export function tellChecklist(turn: Turn): void {
  tell(turn, phrase('checklist.before'));
  tell(turn, phrase('checklist.during'));
}

/** All questions that a group can answer, those taken marked in words. */
export function tellQuestions(turn: Turn): void {
  const { questions } = turn.workshop.plan;
  const lines = groupQuestions(axisOf(turn)).map(({ name }, i) => ({
    phrase: phrase(questions.includes(name) ? 'question.taken' : 'question.free', {
      n: i + 1,
      text: labelOf(turn, name),
    }),
  }));
  for (let i = 0; i < lines.length; i += QUESTIONS_PER_MESSAGE)
    tell(turn, phrase('list', { lines: { lines: lines.slice(i, i + QUESTIONS_PER_MESSAGE) } }));
  tell(turn, phrase('questions.how'));
}

const QUESTIONS_PER_MESSAGE = 4;

/** The welcome: what this is, the short notice, how to join. */
export function openWelcome(turn: Turn): void {
  setPhase(turn, { name: 'welcome' });
  const { notice } = turn.context.consultation;
  const { plan } = turn.workshop;
  tell(
    turn,
    phrase('together.welcome.hello', {
      theme: local(turn, axisOf(turn).theme),
      questions: plan.questions.length,
      minutes: plan.minutes,
    }),
  );
  say(
    turn,
    [
      phrase('welcome.notice', {
        controller: local(turn, notice.controller),
        retention: local(turn, notice.retention),
        contact: notice.contact,
        age: notice.minimumAge,
      }),
      ...(turn.context.rewords === true && turn.context.consultation.workshopDraftByModel
        ? [phrase('welcome.model')]
        : []),
      phrase('welcome.join'),
    ],
    { mark: 'welcome', choices: [{ value: 'join', label: phrase('action.join') }] },
  );
  tell(turn, phrase('welcome.facilitator'));
}

/** « commencer »: the welcome, then the first question. */
export function begin(turn: Turn): void {
  const { phase, plan } = turn.workshop;
  if (phase.name === 'preparing') return openWelcome(turn);
  if (phase.name === 'paused') return tell(turn, phrase('begin.paused'));
  if (phase.name !== 'welcome') return tell(turn, phrase('begin.already'));
  if (!hasGroup(turn.workshop)) return tell(turn, phrase('begin.nobody'));
  const [first] = plan.questions;
  if (first === undefined) return tell(turn, phrase('questions.none'));
  if (present(turn.workshop) < MIN_GROUP) tell(turn, phrase('begin.alone', { axis: turn.workshop.axis }));
  openQuestion(turn, first);
}

/** Changes what was decided; false where the order is about something else. */
export function settle(turn: Turn, order: Order): boolean {
  const { phase } = turn.workshop;
  const early = phase.name === 'preparing' || phase.name === 'welcome';
  const set = (changes: Partial<Plan>): true => {
    change(turn, { plan: { ...turn.workshop.plan, ...changes } });
    return true;
  };
  const short = (text: string): string => ellipsize(cleanText(text), MAX_SHORT_CHARACTERS);
  switch (order.do) {
    case 'present': {
      const count = Math.min(order.count, MAX_PRESENT);
      const joined = takingPart(turn.workshop).length;
      set({ present: count });
      tell(turn, phrase('present.done', { count: Math.max(count, joined), joined }));
      return true;
    }
    case 'venue':
      set({ venue: short(order.text) });
      tell(turn, phrase('plan.venue', { venue: short(order.text) }));
      return true;
    case 'audience':
      set({ audience: short(order.text) });
      tell(turn, phrase('plan.audience', { audience: short(order.text) }));
      return true;
    case 'when':
      set({ when: short(order.text) });
      tell(turn, phrase('plan.when', { when: short(order.text) }));
      return true;
    case 'territory':
      return settleTerritory(turn, order.text, set);
    case 'quorum':
    case 'halfQuorum':
    case 'validation':
    case 'duration':
    case 'perQuestion':
    case 'questions':
      if (!early && order.do !== 'duration' && order.do !== 'perQuestion') {
        tell(turn, phrase('settle.tooLate'));
        return true;
      }
      return settleCounts(turn, order, set);
    default:
      return false;
  }
}

type Counts = Extract<Order, { do: 'quorum' | 'halfQuorum' | 'validation' | 'duration' | 'perQuestion' | 'questions' }>;

function settleCounts(turn: Turn, order: Counts, set: (changes: Partial<Plan>) => true): true {
  switch (order.do) {
    case 'halfQuorum':
      set({ quorum: null });
      tell(turn, phrase('quorum.half'));
      return true;
    case 'quorum':
      set({ quorum: Math.min(Math.max(order.count, MIN_GROUP), MAX_PRESENT) });
      tell(turn, phrase('quorum.done', { count: turn.workshop.plan.quorum ?? 0 }));
      return true;
    case 'validation':
      set({ validationMinutes: Math.min(Math.max(order.count, 1), MAX_VALIDATION_MINUTES) });
      tell(turn, phrase('validation.done', { minutes: turn.workshop.plan.validationMinutes }));
      return true;
    case 'duration':
      if (order.minutes < MIN_MINUTES || order.minutes > MAX_MINUTES) {
        tell(turn, phrase('duration.bounds', { least: MIN_MINUTES, most: MAX_MINUTES / 60 }));
        return true;
      }
      set({ minutes: order.minutes, minutesPerQuestion: null });
      break;
    case 'perQuestion':
      if (order.count < MIN_QUESTION_MINUTES || order.count > MAX_QUESTION_MINUTES) {
        tell(turn, phrase('perQuestion.bounds', { least: MIN_QUESTION_MINUTES, most: MAX_QUESTION_MINUTES }));
        return true;
      }
      set({ minutesPerQuestion: order.count });
      break;
    case 'questions':
      return settleQuestions(turn, order.numbers, set);
  }
  const { plan } = turn.workshop;
  tell(turn, phrase('duration.done', { minutes: plan.minutes, each: minutesFor(plan) }));
  return true;
}

function settleQuestions(turn: Turn, numbers: readonly number[] | 'all', set: (changes: Partial<Plan>) => true): true {
  const all = groupQuestions(axisOf(turn));
  const wanted = numbers === 'all' ? all : numbers.map(n => all[n - 1]);
  const taken = wanted.filter(question => question !== undefined).slice(0, MAX_QUESTIONS);
  if (taken.length === 0 || taken.length < Math.min(wanted.length, MAX_QUESTIONS)) {
    tell(turn, phrase('questions.unknown', { last: all.length }));
    return true;
  }
  set({ questions: taken.map(({ name }) => name) });
  const { plan } = turn.workshop;
  const lines = plan.questions.map((name, i) => ({
    phrase: phrase('list.line', { n: i + 1, text: labelOf(turn, name) }),
  }));
  tell(
    turn,
    phrase('plan.questions', { count: plan.questions.length, lines: { lines } }),
    phrase('duration.done', { minutes: plan.minutes, each: minutesFor(plan) }),
  );
  return true;
}

function settleTerritory(turn: Turn, text: string, set: (changes: Partial<Plan>) => true): true {
  const { found, unknown } = findPlaces(text);
  const codes = found.map(place => place.code);
  if (codes.length === 0 || unknown.length > 0) {
    tell(turn, phrase('territory.unknown', { said: ellipsize(cleanText(text), MAX_SHORT_CHARACTERS) }));
    return true;
  }
  set({ places: codes });
  tell(turn, phrase('plan.places', { places: { list: codes.map(place => ({ place })) } }));
  return true;
}
