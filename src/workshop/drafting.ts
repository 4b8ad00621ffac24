/** The end of a workshop: draft answers, changes to them, the group's validation, one contribution. */
import { axisStatus } from '#consultation/inspect.ts';
import { cleanText, ellipsize } from '#text/index.ts';
import { amendedAnswer } from './answers.ts';
import { MAX_PROPOSALS, MAX_SHORT_CHARACTERS, MAX_STANCES, MIN_GROUP } from './limits.ts';
import { phrase, type WorkshopPhrase } from './phrases.ts';
import { askRewording } from './ask-rewording.ts';
import { ending } from './timing.ts';
import {
  change,
  labelOf,
  local,
  minutesBetween,
  present,
  questionOf,
  rankOf,
  say,
  setPhase,
  takingPart,
  tell,
  type Turn,
} from './turn.ts';
import type { DraftAnswer, Member, Sentence, Workshop } from './workshop.ts';

/** The draft is read out, answer by answer, then how to change or validate it. */
export function openDrafting(turn: Turn): void {
  setPhase(turn, { name: 'drafting' });
  change(turn, { validation: null });
  const { answers, plan } = turn.workshop;
  if (Object.keys(answers).length === 0) {
    say(turn, [phrase('draft.empty')], { choices: [{ value: 'back', label: phrase('action.back') }] });
    return;
  }
  tell(turn, phrase('draft.open'));
  for (const name of plan.questions) readOut(turn, name);
  say(turn, [phrase('draft.how', { minutes: plan.validationMinutes })], {
    choices: [{ value: 'validate', label: phrase('action.validate') }],
  });
  askRewording(turn);
}

/** One answer as it stands, in as many messages as it needs. */
function readOut(turn: Turn, name: string): void {
  const answer = turn.workshop.answers[name];
  const n = rankOf(turn.workshop, name);
  const label = labelOf(turn, name);
  if (answer === undefined) return tell(turn, phrase('draft.none', { n, label }));
  const said = answer.value === null ? sentencesOf(turn.workshop, answer) : [chosenLine(turn, name, answer)];
  tell(turn, phrase('draft.answer', { n, label }), ...said);
}

export function sentencesOf(
  workshop: Workshop,
  { sentences }: Pick<DraftAnswer, 'sentences'>,
): readonly WorkshopPhrase[] {
  return sentences.map(sentence => {
    const { text, ideas, kind } = sentence;
    const numbers = ideas.flatMap(id => workshop.ideas[id]?.n ?? []);
    const said = { text: ellipsize(text, READ_CHARACTERS), ideas: { list: numbers }, count: numbers.length };
    if (kind === 'reservation') return phrase('draft.reservation', said);
    return phrase('draft.sentence', { ...said, mark: markOf(sentence) });
  });
}

function markOf({ kind, ideas, doubts = [] }: Sentence): 'own' | 'doubt' | 'none' {
  if (kind === 'amended' && ideas.length === 0) return 'own';
  return doubts.length > 0 ? 'doubt' : 'none';
}

/** UTF-16 units of a sentence read out in the thread; it is whole in the minutes. */
const READ_CHARACTERS = 450;

function chosenLine(turn: Turn, name: string, { value }: DraftAnswer): WorkshopPhrase {
  const choices = questionOf(turn, name)?.choices ?? [];
  const names = value?.kind === 'choices' ? value.names : [];
  const labels = names.map(one => {
    const choice = choices.find(each => each.name === one);
    return choice === undefined ? one : local(turn, choice.labelUnknown ?? choice.label);
  });
  return phrase('draft.choices', { choices: { list: labels } });
}

/** The facilitator rewrites an answer. */
export function amend(turn: Turn, member: Member, n: number, text: string): void {
  const name = questionAt(turn, n);
  if (name === null) return;
  const { answers } = turn.workshop;
  const clean = cleanText(text);
  if (clean === '') return tell(turn, phrase('amend.empty', { n }));
  change(turn, { answers: { ...answers, [name]: amendedAnswer(turn, name, clean, member.id) } });
  const again = turn.workshop.phase.name === 'validating';
  if (again) reopen(turn);
  tell(turn, phrase(again ? 'amend.again' : 'together.amend.done', { n, name: member.displayName }));
  readOut(turn, name);
}

/** Anybody who takes part proposes another text; the facilitator takes it, or not: both are kept. */
export function propose(turn: Turn, member: Member, n: number, text: string): void {
  const question = questionAt(turn, n);
  if (question === null) return;
  const { proposals, made } = turn.workshop;
  if (proposals.length >= MAX_PROPOSALS) return tell(turn, phrase('propose.full', { max: MAX_PROPOSALS }));
  const number = made.proposals + 1;
  const proposal = { n: number, question, by: member.id, text: cleanText(text), status: 'open', at: turn.now } as const;
  change(turn, { proposals: [...proposals, proposal], made: { ...made, proposals: number } });
  tell(turn, phrase('propose.done', { number, n, name: member.displayName }));
}

export function decide(turn: Turn, number: number, status: 'accepted' | 'refused'): void {
  const { proposals, answers } = turn.workshop;
  const proposal = proposals.find(one => one.n === number);
  // A model's proposal is empty once all the ideas it stood on were taken back.
  if (proposal === undefined || proposal.sentences?.length === 0)
    return tell(turn, phrase('propose.unknown', { number }));
  if (proposal.status !== 'open') return tell(turn, phrase('propose.decided', { number }));
  change(turn, { proposals: proposals.map(one => (one.n === number ? { ...one, status } : one)) });
  if (status === 'refused') return tell(turn, phrase('propose.refused', { number }));
  const { question, text, by, sentences } = proposal;
  const answer =
    sentences === undefined ? amendedAnswer(turn, question, text, by) : { sentences, value: null, amended: true };
  change(turn, { answers: { ...answers, [question]: answer } });
  if (turn.workshop.phase.name === 'validating') reopen(turn);
  tell(turn, phrase('propose.accepted', { number, n: rankOf(turn.workshop, question) }));
  readOut(turn, question);
}

/** A text that changes is validated anew. */
function reopen(turn: Turn): void {
  setPhase(turn, { name: 'drafting' });
  change(turn, { validation: null });
}

function questionAt(turn: Turn, n: number): string | null {
  const { plan, phase } = turn.workshop;
  const name = plan.questions[n - 1];
  if (phase.name !== 'drafting' && phase.name !== 'validating') {
    tell(turn, phrase('amend.later'));
    return null;
  }
  if (name === undefined) {
    tell(turn, phrase('question.unknown', { n, last: plan.questions.length }));
    return null;
  }
  return name;
}

/** « valider »: the group is asked, for a time, how many agree. */
export function askValidation(turn: Turn): void {
  const { workshop } = turn;
  if (workshop.phase.name !== 'drafting') return tell(turn, phrase('validate.later'));
  if (Object.keys(workshop.answers).length === 0) return tell(turn, phrase('draft.empty'));
  if (present(workshop) < MIN_GROUP) return tell(turn, phrase('validate.alone', { axis: workshop.axis }));
  const round = (workshop.validation?.round ?? 0) + 1;
  const quorum = quorumOf(workshop);
  const { validationMinutes: minutes } = workshop.plan;
  setPhase(turn, { name: 'validating', ...ending(turn.now, minutes * 60) });
  change(turn, { validation: { round, approvals: [], hands: 0, objections: [], quorum } });
  say(turn, [phrase('validate.ask', { quorum, minutes })], {
    mark: 'validation',
    choices: [{ value: 'approve', label: phrase('action.approve') }],
  });
}

/** How many must agree: as decided, or half of those who are there; at least two, and no more than there are. */
export function quorumOf(workshop: Workshop): number {
  const there = present(workshop);
  const wanted = workshop.plan.quorum ?? Math.ceil(there / 2);
  return Math.max(MIN_GROUP, Math.min(wanted, Math.max(there, MIN_GROUP)));
}

export function approve(turn: Turn, member: Member): void {
  const { validation } = turn.workshop;
  if (validation === null) return;
  if (validation.approvals.includes(member.id))
    return tell(turn, phrase('approve.already', { name: member.displayName }));
  // Whoever agrees after an objection: both are kept.
  change(turn, { validation: { ...validation, approvals: [...validation.approvals, member.id] } });
  tell(turn, phrase('approve.done', { name: member.displayName, ...tally(turn.workshop) }));
  closeEarly(turn);
}

export function countHands(turn: Turn, count: number): void {
  const { validation, phase } = turn.workshop;
  if (validation === null || phase.name !== 'validating') return tell(turn, phrase('validate.later'));
  // Those who joined answer for themselves.
  const most = Math.max(0, present(turn.workshop) - takingPart(turn.workshop).length);
  if (count > most) return tell(turn, phrase('hands.tooMany', { most }));
  change(turn, { validation: { ...validation, hands: count } });
  tell(turn, phrase('hands.done', { count, ...tally(turn.workshop) }));
  closeEarly(turn);
}

export function object(turn: Turn, member: Member, text: string): void {
  const { validation } = turn.workshop;
  if (validation === null) return;
  if (validation.objections.length >= MAX_STANCES) return;
  const objection = { by: member.id, text: ellipsize(cleanText(text), MAX_SHORT_CHARACTERS * 4), at: turn.now };
  const approvals = validation.approvals.filter(id => id !== member.id);
  change(turn, { validation: { ...validation, approvals, objections: [...validation.objections, objection] } });
  tell(turn, phrase(text === '' ? 'object.why' : 'object.done', { name: member.displayName }));
  closeEarly(turn);
}

function tally({ validation }: Workshop): { readonly agree: number; readonly quorum: number } {
  const { approvals = [], hands = 0, quorum = 0 } = validation ?? {};
  return { agree: approvals.length + hands, quorum };
}

/** Once everybody there has answered there is nothing to wait for. */
function closeEarly(turn: Turn): void {
  const { validation } = turn.workshop;
  if (validation === null) return;
  const objectors = new Set(validation.objections.map(({ by }) => by));
  const answered = new Set([...validation.approvals, ...objectors]).size + validation.hands;
  if (answered >= present(turn.workshop)) endValidation(turn);
}

/** The time is up, or everybody answered: one contribution, or back to the draft. */
export function endValidation(turn: Turn): void {
  const { validation } = turn.workshop;
  if (validation === null) return setPhase(turn, { name: 'drafting' });
  const agree = validation.approvals.length + validation.hands;
  const against = new Set(validation.objections.map(({ by }) => by)).size;
  const back = (said: WorkshopPhrase): void => {
    setPhase(turn, { name: 'drafting' });
    say(turn, [said], { choices: [{ value: 'validate', label: phrase('action.validate') }] });
  };
  if (agree < validation.quorum) return back(phrase('validate.short', { agree, quorum: validation.quorum }));
  if (against >= agree) return back(phrase('validate.against', { agree, against }));
  submit(turn);
}

function submit(turn: Turn): void {
  const { consultation } = turn.context;
  const { axis, sent } = turn.workshop;
  if (axisStatus(consultation, axis, turn.now) !== 'open') {
    setPhase(turn, { name: 'drafting' });
    return tell(turn, phrase('submit.closed', { axis, contact: consultation.staffContact }));
  }
  change(turn, {
    sent: { reference: sent?.reference ?? null, version: (sent?.version ?? 0) + 1, at: turn.now, withdrawn: false },
  });
  setPhase(turn, { name: 'submitted' });
  turn.effects.push({ type: 'submit' });
  const people = present(turn.workshop);
  const objections = turn.workshop.validation?.objections.length ?? 0;
  say(
    turn,
    [
      phrase('submit.done', { reference: referenceOf(turn.workshop), people, objections }),
      phrase('together.submit.rights'),
    ],
    {
      minutes: true,
    },
  );
  tellMembers(turn, 'sent');
}

/** Stands for the reference that storage gives in the same transaction. */
export function referenceOf(workshop: Workshop): string {
  return workshop.sent?.reference ?? `\u0000reference:${workshop.id}`;
}

export function tellMembers(turn: Turn, news: 'sent' | 'changed' | 'withdrawn' | 'gone'): void {
  const told = Object.values(turn.workshop.members)
    .filter(member => member.takesPart || member.facilitates)
    .map(member => member.id);
  if (told.length > 0) turn.effects.push({ type: 'tellMembers', news, members: told });
}

/** What stands in the draft, and how long is left. */
export function tellDraftStatus(turn: Turn): void {
  const { phase, validation } = turn.workshop;
  if (phase.name !== 'validating' || validation === null) return tell(turn, phrase('status.drafting'));
  tell(
    turn,
    phrase('status.validating', {
      agree: validation.approvals.length + validation.hands,
      quorum: validation.quorum,
      left: minutesBetween(turn.now, phase.endsAt),
    }),
  );
}
