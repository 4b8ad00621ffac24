/** What its author takes back: an idea, all of them, a name, an account. A contribution already sent gets a new version. */
import { draftAnswers, withoutIdeas } from './answers.ts';
import { referenceOf, tellMembers } from './drafting.ts';
import { ideaByNumber, isOwn, takeBack } from './ideas.ts';
import { phrase } from './phrases.ts';
import { unsayReworded } from './reword.ts';
import { change, setMember, tell, type Turn } from './turn.ts';
import type { Idea, Member } from './workshop.ts';

/** « retirer », « retirer 3 », « retirer 2.3 ». */
export function takeBackOne(turn: Turn, member: Member, question: number | null, n: number | null): void {
  const found = find(turn, member, question, n);
  if (found === undefined) return tell(turn, phrase(n === null ? 'takeBack.none' : 'takeBack.unknown', { n: n ?? 0 }));
  if (found.by !== member.id && !member.facilitates) return tell(turn, phrase('takeBack.other', { n: found.n }));
  if (found.by !== member.id) return tell(turn, phrase('takeBack.notYours', { n: found.n }));
  takeBackIdea(turn, found);
}

function find(turn: Turn, member: Member, question: number | null, n: number | null): Idea | undefined {
  const { workshop } = turn;
  const { phase, plan } = workshop;
  const open = phase.name === 'question' ? phase.question : phase.name === 'paused' ? phase.back.question : undefined;
  if (n === null) {
    const own = Object.values(workshop.ideas).filter(idea => idea.by === member.id && !idea.withdrawn);
    return own.at(-1);
  }
  const name = question === null ? (open ?? plan.questions.at(-1)) : plan.questions[question - 1];
  const idea = name === undefined ? undefined : ideaByNumber(workshop, name, n);
  return idea?.withdrawn === true ? undefined : idea;
}

/** Says what becomes of it: those who said it too keep it. */
export function takeBackIdea(turn: Turn, idea: Idea): void {
  const behind = idea.under === null ? null : (turn.workshop.ideas[idea.under]?.n ?? null);
  const next = takeBack(turn, idea);
  unsay(turn, new Set([idea.id]), null);
  const { n } = idea;
  const kept = next?.n ?? behind;
  tell(turn, kept === null ? phrase('takeBack.done', { n }) : phrase('takeBack.kept', { n, kept }));
}

/** All that the member gave: ideas, reservations, proposals, amendments. */
export function takeBackAll(turn: Turn, member: Member): void {
  const count = dropAll(turn, member, false);
  const forOthers = Object.values(turn.workshop.ideas).filter(
    idea => idea.by === member.id && !idea.withdrawn && !isOwn(idea),
  ).length;
  tell(
    turn,
    phrase('takeBack.all', { name: member.displayName, count }),
    ...(forOthers === 0 ? [] : [phrase('takeBack.forOthers', { count: forOthers })]),
  );
}

/** How many ideas went. `renamed`: a name that the contribution shows went too. */
function dropAll(turn: Turn, member: Member, renamed: boolean): number {
  const own = Object.values(turn.workshop.ideas).filter(
    idea => idea.by === member.id && !idea.withdrawn && isOwn(idea),
  );
  for (const idea of own) takeBack(turn, turn.workshop.ideas[idea.id] ?? idea);
  const { stances, proposals, validation } = turn.workshop;
  const objected = validation?.objections.some(one => one.by === member.id && one.text !== '') ?? false;
  change(turn, {
    stances: stances.filter(stance => stance.by !== member.id),
    proposals: proposals.map(one => (one.by === member.id ? { ...one, text: '' } : one)),
    validation:
      validation === null
        ? null
        : {
            ...validation,
            objections: validation.objections.map(one => (one.by === member.id ? { ...one, text: '' } : one)),
          },
  });
  unsay(turn, new Set(own.map(idea => idea.id)), member.id, objected || renamed);
  return own.length;
}

/** The draft, or the contribution already sent, does without them: it shows the ideas that no answer took up too. */
function unsay(turn: Turn, gone: ReadonlySet<string>, by: string | null, more = false): void {
  const { answers, phase } = turn.workshop;
  const wordsOf = (id: string): string => turn.workshop.ideas[id]?.text ?? '';
  const left = Object.entries(answers)
    .map(([name, answer]) => [name, withoutIdeas(answer, gone, by, wordsOf)] as const)
    .filter(([, answer]) => answer.value !== null || answer.sentences.length > 0);
  const changed =
    more ||
    gone.size > 0 ||
    left.length < Object.keys(answers).length ||
    left.some(([name, answer]) => isOther(answer, answers[name]));
  change(turn, {
    answers: Object.fromEntries(left),
    proposals: unsayReworded(turn.workshop.proposals, gone),
  });
  if (phase.name === 'drafting' || phase.name === 'validating') draftAnswers(turn);
  if (changed) sendAgain(turn);
}

function isOther(a: { readonly sentences: readonly unknown[] }, b: typeof a | undefined): boolean {
  return (
    b === undefined || a.sentences.length !== b.sentences.length || a.sentences.some((one, i) => one !== b.sentences[i])
  );
}

/** One more version of the contribution; withdrawn where nothing is left of it. */
export function sendAgain(turn: Turn): void {
  const { sent, answers, phase } = turn.workshop;
  if (sent === null || sent.withdrawn || phase.name !== 'submitted') return;
  if (Object.keys(answers).length === 0) {
    change(turn, { sent: { ...sent, withdrawn: true } });
    turn.effects.push({ type: 'withdraw' });
    tell(turn, phrase('sent.withdrawn', { reference: referenceOf(turn.workshop) }));
    return tellMembers(turn, 'withdrawn');
  }
  change(turn, { sent: { ...sent, version: sent.version + 1, at: turn.now } });
  turn.effects.push({ type: 'submit' });
}

export function takeBackName(turn: Turn, member: Member, say = true): void {
  const wasShown = member.shownName !== null || member.organisation !== null;
  setMember(turn, { ...member, shownName: null, organisation: null, mandated: false });
  if (wasShown) sendAgain(turn);
  if (say) tell(turn, phrase('name.withdrawn', { name: member.displayName }));
}

/** The person erased their data: nothing of them stays here but a number. */
export function forget(turn: Turn, member: Member): void {
  const { members: all, ballots } = turn.workshop;
  const bare: Member = {
    ...member,
    userId: '',
    displayName: '…',
    takesPart: false,
    facilitates: false,
    shownName: null,
    organisation: null,
    mandated: false,
  };
  change(turn, {
    members: { ...all, [member.id]: bare },
    ballots: Object.fromEntries(
      Object.entries(ballots).map(([question, of]) => [
        question,
        Object.fromEntries(Object.entries(of).filter(([id]) => id !== member.id)),
      ]),
    ),
  });
  dropAll(turn, bare, member.shownName !== null || member.organisation !== null);
  turn.effects.push({ type: 'dismiss', member: member.id });
}

/** Their account and the name of it go; the name under which they are published, where they asked for one, stays. */
export function forgetAccount(turn: Turn, member: Member): void {
  setMember(turn, { ...member, userId: '', displayName: '…', facilitates: false });
  turn.effects.push({ type: 'dismiss', member: member.id });
}
