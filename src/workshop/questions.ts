/** One question after the other: a silent minute, ideas, the round, the vote. Each step says how to go on. */
import { choicesOf } from '#consultation/inspect.ts';
import { addSeconds, secondsBetween } from '#text/instants.ts';
import { draftAnswers } from './answers.ts';
import { openDrafting } from './drafting.ts';
import { ideasOf, isOwn, leaders, ranked, shown, voters } from './ideas.ts';
import {
  EXTENSION_MINUTES,
  IDEAS_PER_MESSAGE,
  MAX_CHOSEN,
  MAX_EXTENSION_MINUTES,
  MAX_OFFERED,
  MAX_TURNS,
} from './limits.ts';
import { isChosen } from './new-workshop.ts';
import { phrase, type WorkshopPhrase } from './phrases.ts';
import { minutesFor, stepAt, ending } from './timing.ts';
import {
  change,
  labelOf,
  local,
  minutesBetween,
  nameOf,
  present,
  questionOf,
  axisOf,
  rankOf,
  say,
  setPhase,
  takingPart,
  tell,
  type Turn,
} from './turn.ts';
import type { Member, QuestionPhase, Workshop } from './workshop.ts';

/** From the welcome, or where the questions go on. */
export function openQuestion(turn: Turn, question: string): void {
  const { workshop } = turn;
  const { plan } = workshop;
  flushDigest(turn);
  if (workshop.startedAt === null) change(turn, { startedAt: turn.now });
  const asked = questionOf(turn, question);
  const closed = asked !== undefined && isChosen(asked.type);
  setPhase(turn, stepAt(plan, question, closed ? 'votes' : 'silence', turn.now));
  const head = phrase('question.open', {
    n: rankOf(workshop, question),
    of: plan.questions.length,
    label: labelOf(turn, question),
    minutes: minutesFor(plan),
  });
  const hint = asked?.hint === undefined ? [] : [phrase('together.question.hint', { hint: local(turn, asked.hint) })];
  if (closed) return putVote(turn, question, [head, ...hint]);
  tell(turn, head, ...hint, phrase('question.silence'));
}

/** The step in hand is over: what comes next. */
export function endStep(turn: Turn, phase: QuestionPhase): void {
  flushDigest(turn);
  switch (phase.step) {
    case 'silence':
      return openIdeas(turn, phase.question);
    case 'ideas':
      return openRound(turn, phase.question);
    case 'round':
      return nextTurn(turn, phase);
    case 'votes':
      return closeQuestion(turn, phase.question);
  }
}

export function openIdeas(turn: Turn, question: string): void {
  const next = stepAt(turn.workshop.plan, question, 'ideas', turn.now);
  setPhase(turn, next);
  const seconds = secondsBetween(turn.now, next.endsAt);
  tell(turn, phrase('ideas.open', { minutes: Math.max(1, Math.round(seconds / 60)) }));
}

function silentOn(workshop: Workshop, question: string): readonly Member[] {
  const spoke = new Set(ideasOf(workshop, question).map(idea => idea.by));
  return takingPart(workshop).filter(member => !spoke.has(member.id) && !member.facilitates);
}

/** Whether a round has somebody to call. */
export function someAreSilent(workshop: Workshop, question: string): boolean {
  return silentOn(workshop, question).length > 0;
}

/** « Tour de table »: whoever takes part and has said nothing on this question is called, a few at a time. */
export function openRound(turn: Turn, question: string): void {
  const silent = silentOn(turn.workshop, question);
  if (silent.length === 0) return openVote(turn, question);
  const size = Math.ceil(silent.length / MAX_TURNS);
  const groups = Array.from({ length: Math.ceil(silent.length / size) }, (_, i) =>
    silent.slice(i * size, (i + 1) * size).map(member => member.id),
  );
  callNext(turn, question, groups);
}

function callNext(turn: Turn, question: string, groups: readonly (readonly string[])[]): void {
  const [called = [], ...toCall] = groups;
  setPhase(turn, { ...stepAt(turn.workshop.plan, question, 'round', turn.now), called, toCall });
  tell(turn, phrase('round.call', { names: { list: called.map(id => nameOf(turn.workshop, id)) } }));
}

/** The turn in hand is over: those who come next, or the vote. */
export function nextTurn(turn: Turn, phase: QuestionPhase): void {
  if (phase.toCall.length > 0) return callNext(turn, phase.question, phase.toCall);
  openVote(turn, phase.question);
}

/** Somebody called has spoken, or lets their turn go; once all have, the next are called. */
export function hasSpoken(turn: Turn, member: string): void {
  const { phase } = turn.workshop;
  if (phase.name !== 'question' || phase.step !== 'round' || !phase.called.includes(member)) return;
  const called = phase.called.filter(id => id !== member);
  setPhase(turn, { ...phase, called });
  if (called.length === 0) {
    flushDigest(turn);
    nextTurn(turn, phase);
  }
}

export function openVote(turn: Turn, question: string): void {
  const ideas = leaders(turn.workshop, question);
  if (ideas.length < 2) return closeQuestion(turn, question);
  setPhase(turn, stepAt(turn.workshop.plan, question, 'votes', turn.now));
  putVote(turn, question, []);
}

/** What may be chosen: ideas under their number, or the question's choices. */
export function options(turn: Turn, question: string): readonly { id: string; n: number; label: string }[] {
  const asked = questionOf(turn, question);
  if (asked !== undefined && isChosen(asked.type)) {
    const choices = choicesOf(asked, () => undefined, axisOf(turn));
    return choices.map((choice, i) => ({
      id: choice.name,
      n: i + 1,
      label: local(turn, choice.labelUnknown ?? choice.label),
    }));
  }
  return leaders(turn.workshop, question).map(idea => ({ id: idea.id, n: idea.n, label: shown(idea) }));
}

/** How many may be chosen. */
export function mostChosen(turn: Turn, question: string): number {
  const asked = questionOf(turn, question);
  if (asked === undefined || !isChosen(asked.type)) return MAX_CHOSEN;
  return asked.type === 'select_one' ? 1 : (asked.max ?? asked.choices.length);
}

/** The list is said whole, a few lines a message, then how to vote. */
function putVote(turn: Turn, question: string, before: readonly WorkshopPhrase[]): void {
  const offered = options(turn, question);
  const max = Math.min(mostChosen(turn, question), offered.length);
  if (before.length > 0) say(turn, before);
  for (let i = 0; i < offered.length; i += IDEAS_PER_MESSAGE)
    tell(turn, phrase('list', { lines: { lines: offered.slice(i, i + IDEAS_PER_MESSAGE).map(line) } }));
  const rank = rankOf(turn.workshop, question);
  say(turn, [phrase('vote.ask', { max, example: offered[0]?.n ?? 1 })], {
    mark: `vote:${question}`,
    choices: offered.slice(0, MAX_OFFERED).map(({ n, label }) => ({ value: `v${rank}.${n}`, label: `${n}. ${label}` })),
    choicesMax: max,
  });
}

function line({ n, label }: { readonly n: number; readonly label: string }): { phrase: WorkshopPhrase } {
  return { phrase: phrase('list.line', { n, text: label }) };
}

/** The question's outcome is said; then the next one, or the draft. */
export function closeQuestion(turn: Turn, question: string): void {
  tellOutcome(turn, question);
  const { questions } = turn.workshop.plan;
  const next = questions[questions.indexOf(question) + 1];
  if (next !== undefined) return openQuestion(turn, next);
  draftAnswers(turn);
  openDrafting(turn);
}

function tellOutcome(turn: Turn, question: string): void {
  const { workshop } = turn;
  const n = rankOf(workshop, question);
  const asked = questionOf(turn, question);
  if (asked !== undefined && isChosen(asked.type)) {
    const votes = Object.values(workshop.ballots[question] ?? {});
    return tell(turn, phrase('vote.closed', { n, voters: votes.length }));
  }
  const [first] = ranked(workshop, question);
  if (first === undefined) return tell(turn, phrase('question.noIdea', { n }));
  const count = ideasOf(workshop, question).filter(idea => !idea.withdrawn).length;
  tell(turn, phrase('question.closed', { n, count, first: shown(first), votes: voters(workshop, first).length }));
}

/** Ideas received since the last time are told, in one message. */
export function flushDigest(turn: Turn): void {
  const { digest, ideas } = turn.workshop;
  if (digest === null) return;
  change(turn, { digest: null });
  const of = digest.ideas.flatMap(id => ideas[id] ?? []).filter(idea => !idea.withdrawn);
  const [first] = of;
  if (first === undefined) return;
  // What was written down for somebody is not the words of whoever typed it.
  const own = [...new Set(of.filter(isOwn).map(idea => idea.by))].map(id => nameOf(turn.workshop, id));
  const names = of.every(isOwn) ? own : [...own, { phrase: phrase('theRoom') }];
  const same = of.filter(idea => idea.under !== null).length;
  const numbers = of.map(idea => idea.n);
  tell(
    turn,
    phrase('digest', {
      count: of.length,
      names: names.length > MAX_NAMES ? { phrase: phrase('people', { count: names.length }) } : { list: names },
      from: Math.min(...numbers),
      to: Math.max(...numbers),
      same,
    }),
  );
}

/** Names said one by one in a digest. */
const MAX_NAMES = 6;

/** « prolonger »: whatever is timed gets more minutes, from now on if its time was nearly up. */
export function extend(turn: Turn, asked: number | null): void {
  const { phase } = turn.workshop;
  const minutes = Math.min(Math.max(1, asked ?? EXTENSION_MINUTES), MAX_EXTENSION_MINUTES);
  if (phase.name !== 'question' && phase.name !== 'validating') return tell(turn, phrase('extend.nothing'));
  const endsAt = addSeconds(phase.endsAt > turn.now ? phase.endsAt : turn.now, minutes * 60);
  setPhase(turn, { ...phase, endsAt, warnAt: ending(turn.now, secondsBetween(turn.now, endsAt)).warnAt });
  tell(turn, phrase('extend.done', { minutes, left: minutesBetween(turn.now, endsAt) }));
}

export function pause(turn: Turn): void {
  const { phase } = turn.workshop;
  if (phase.name === 'paused') return tell(turn, phrase('pause.already'));
  if (phase.name !== 'question') return tell(turn, phrase('together.pause.nothing'));
  flushDigest(turn);
  const seconds = Math.max(1, Math.round(secondsBetween(turn.now, phase.endsAt)));
  setPhase(turn, { name: 'paused', back: phase, seconds });
  tell(turn, phrase('pause.done', { n: rankOf(turn.workshop, phase.question) }));
}

export function resume(turn: Turn): void {
  const { phase } = turn.workshop;
  if (phase.name !== 'paused') return tell(turn, phrase('resume.nothing'));
  const { back, seconds } = phase;
  setPhase(turn, { ...back, ...ending(turn.now, seconds) });
  const left = Math.max(1, Math.round(seconds / 60));
  tell(
    turn,
    phrase('resume.done', { n: rankOf(turn.workshop, back.question), label: labelOf(turn, back.question), left }),
  );
}

/** The question before, with its ideas, which go on. */
export function goBack(turn: Turn): void {
  const { phase, plan } = turn.workshop;
  const last = plan.questions.at(-1);
  const at = phase.name === 'question' ? plan.questions.indexOf(phase.question) : plan.questions.length;
  const before = phase.name === 'question' ? plan.questions[at - 1] : last;
  if (before === undefined) return tell(turn, phrase('together.back.first'));
  flushDigest(turn);
  const asked = questionOf(turn, before);
  const answers = Object.fromEntries(Object.entries(turn.workshop.answers).filter(([name]) => name !== before));
  change(turn, { answers, validation: null });
  tell(turn, phrase('back.done', { n: rankOf(turn.workshop, before), label: labelOf(turn, before) }));
  if (asked !== undefined && isChosen(asked.type)) return openQuestion(turn, before);
  openIdeas(turn, before);
}

/** « où en sommes-nous » while a question is open. */
export function tellTime(turn: Turn, phase: QuestionPhase): void {
  const { workshop } = turn;
  tell(
    turn,
    phrase('status.question', {
      n: rankOf(workshop, phase.question),
      of: workshop.plan.questions.length,
      label: labelOf(turn, phase.question),
      step: phase.step,
      left: minutesBetween(turn.now, phase.endsAt),
      ideas: ideasOf(workshop, phase.question).filter(idea => !idea.withdrawn).length,
      people: present(workshop),
    }),
  );
}

/** Whether anybody could answer: somebody joined, or the facilitator writes for a room. */
export function hasGroup(workshop: Workshop): boolean {
  return takingPart(workshop).length > 0 || (workshop.plan.present ?? 0) > 0;
}
