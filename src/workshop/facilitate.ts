/** What whoever facilitates asks for. */
import { draftAnswers } from './answers.ts';
import { amend, askValidation, countHands, decide } from './drafting.ts';
import { giveIdea } from './giving.ts';
import { ideaByNumber, merge, setIdea, split } from './ideas.ts';
import { memberNamed } from './members.ts';
import type { Order } from './orders.ts';
import { phrase } from './phrases.ts';
import { begin, settle, tellChecklist, tellInvitation, tellQuestions, tellSettings } from './prepare.ts';
import { close, reopenWorkshop } from './putting-away.ts';
import {
  closeQuestion,
  endStep,
  extend,
  flushDigest,
  goBack,
  openRound,
  openVote,
  pause,
  resume,
  someAreSilent,
} from './questions.ts';
import { rankOf, setMember, tell, yes } from './turn.ts';
import type { Turn } from './turn.ts';
import type { Member } from './workshop.ts';

export function facilitate(turn: Turn, order: Order, member: Member): boolean | 'talk' {
  const { phase } = turn.workshop;
  const over = phase.name === 'submitted' || phase.name === 'closed';
  if (order.do === 'reopen') return yes(reopenWorkshop(turn));
  if (over && order.do !== 'handOver') return yes(tell(turn, phrase('over.already')));
  if (settle(turn, order)) return true;
  switch (order.do) {
    case 'begin':
      return yes(begin(turn));
    case 'next':
      if (phase.name === 'question') return yes(endStep(turn, phase));
      if (phase.name === 'preparing' || phase.name === 'welcome') return yes(begin(turn));
      return yes(phase.name === 'drafting' ? askValidation(turn) : tell(turn, phrase('next.nothing')));
    case 'skip':
      if (phase.name !== 'question') return yes(tell(turn, phrase('next.nothing')));
      flushDigest(turn);
      return yes(closeQuestion(turn, phase.question));
    case 'pause':
      return yes(pause(turn));
    case 'resume':
      return yes(phase.name === 'paused' ? resume(turn) : tell(turn, phrase('resume.nothing')));
    case 'back':
      if (phase.name === 'question' || phase.name === 'drafting' || phase.name === 'validating')
        return yes(goBack(turn));
      return yes(phase.name === 'paused' ? resume(turn) : tell(turn, phrase('together.back.first')));
    case 'validate':
      return yes(askValidation(turn));
    case 'cancel':
      return yes(close(turn, 'cancelled'));
    case 'round':
      if (phase.name !== 'question') return yes(tell(turn, phrase('next.nothing')));
      flushDigest(turn);
      if (!someAreSilent(turn.workshop, phase.question)) tell(turn, phrase('round.none'));
      return yes(openRound(turn, phase.question));
    case 'votes':
      if (phase.name !== 'question') return yes(tell(turn, phrase('next.nothing')));
      flushDigest(turn);
      return yes(openVote(turn, phase.question));
    case 'extend':
      return yes(extend(turn, order.minutes));
    case 'hands':
      return yes(countHands(turn, order.count));
    case 'checklist':
      return yes(tellChecklist(turn));
    case 'invitation':
      return yes(tellInvitation(turn));
    case 'questionList':
      return yes(tellQuestions(turn));
    case 'settings':
      return yes(tellSettings(turn));
    case 'idea':
      if (phase.name !== 'question') return yes(tell(turn, phrase('idea.notNow')));
      return giveIdea(turn, phase, member, order.text, null, order.via);
    case 'merge':
    case 'split':
    case 'aside':
    case 'bringBack':
      return yes(arrange(turn, order));
    case 'amend':
      return yes(amend(turn, member, order.question, order.text));
    case 'accept':
      return yes(decide(turn, order.n, 'accepted'));
    case 'refuse':
      return yes(decide(turn, order.n, 'refused'));
    case 'handOver':
      return yes(handOver(turn, member, order.text));
    default:
      return 'talk';
  }
}

export function handOver(turn: Turn, from: Member, name: string): void {
  const to = memberNamed(turn.workshop, name);
  if (to === null) return tell(turn, phrase('handOver.unknown', { name }));
  if (to.id === from.id) return tell(turn, phrase('handOver.self'));
  setMember(turn, { ...(turn.workshop.members[from.id] ?? from), facilitates: false });
  setMember(turn, { ...to, facilitates: true });
  tell(turn, phrase('handOver.done', { name: to.displayName }));
}

/** Ideas grouped, told apart, set aside or brought back by the facilitator. */
function arrange(turn: Turn, order: Extract<Order, { do: 'merge' | 'split' | 'aside' | 'bringBack' }>): void {
  const { phase, plan } = turn.workshop;
  const question = phase.name === 'question' ? phase.question : plan.questions.at(-1);
  if (question === undefined) return tell(turn, phrase('next.nothing'));
  const numbers = order.do === 'merge' ? order.numbers : [order.n];
  const ideas = numbers.flatMap(n => ideaByNumber(turn.workshop, question, n) ?? []).filter(idea => !idea.withdrawn);
  const [first] = ideas;
  if (first === undefined || ideas.length < numbers.length || (order.do === 'merge' && ideas.length < 2))
    return tell(turn, phrase('idea.unknown', { n: rankOf(turn.workshop, question) }));
  const { n } = first;
  if (order.do === 'merge') {
    merge(turn, ideas);
    tell(turn, phrase('merge.done', { numbers: { list: ideas.map(idea => idea.n) }, n }));
  } else if (order.do === 'split') {
    split(turn, first);
    tell(turn, phrase('split.done', { n }));
  } else {
    setIdea(turn, { ...first, aside: order.do === 'aside' });
    tell(turn, phrase(order.do === 'aside' ? 'aside.done' : 'bringBack.done', { n }));
  }
  if (phase.name === 'drafting') draftAnswers(turn);
}
