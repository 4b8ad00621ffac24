/** What somebody asks for in words: of whoever facilitates, or of whoever takes part. */
import type { InboundEvent } from '#messaging/inbound.ts';
import { takeStance, vote } from './choosing.ts';
import { approve, object, propose } from './drafting.ts';
import { facilitate } from './facilitate.ts';
import { MAX_SHORT_CHARACTERS } from './limits.ts';
import { enlist, join, leave, present as presentAs, presentOrganisation, presentUnnamed } from './members.ts';
import type { Order } from './orders.ts';
import { phrase } from './phrases.ts';
import { hasSpoken } from './questions.ts';
import { tellMinutes, tellStatus } from './status.ts';
import { sendAgain, takeBackAll, takeBackName, takeBackOne } from './take-back.ts';
import { setMember, tell, yes } from './turn.ts';
import type { Turn } from './turn.ts';
import type { Member } from './workshop.ts';

const FOR_FACILITATORS: ReadonlySet<Order['do']> = new Set([
  'begin',
  'next',
  'skip',
  'pause',
  'resume',
  'back',
  'validate',
  'cancel',
  'reopen',
  'round',
  'votes',
  'checklist',
  'invitation',
  'questionList',
  'settings',
  'extend',
  'present',
  'hands',
  'quorum',
  'halfQuorum',
  'perQuestion',
  'validation',
  'duration',
  'questions',
  'when',
  'venue',
  'audience',
  'territory',
  'handOver',
  'idea',
  'merge',
  'split',
  'aside',
  'bringBack',
  'amend',
  'accept',
  'refuse',
]);

/** Orders that are also ordinary words: said by somebody who does not facilitate, they are talk, not refused. */
const ALSO_WORDS: ReadonlySet<Order['do']> = new Set([
  'when',
  'venue',
  'audience',
  'territory',
  'present',
  'aside',
  'next',
  'questionList',
  'settings',
  'checklist',
]);

/** `talk`: the order means nothing from this person now; the words may be an idea. */
export function obey(
  turn: Turn,
  order: Order,
  event: InboundEvent,
  member: Member | undefined,
  mayFacilitate: boolean,
): boolean | 'talk' {
  if (order.do === 'join') return yes(join(turn, event.author));
  if (order.do === 'takeOver') return takeOver(turn, event, member, mayFacilitate);
  if (FOR_FACILITATORS.has(order.do)) {
    if (member?.facilitates === true) return facilitate(turn, order, member);
    if (ALSO_WORDS.has(order.do)) return 'talk';
    // Whoever only watches is not answered: they may be talking to somebody else.
    return member === undefined ? false : yes(tell(turn, phrase('refused.facilitator')));
  }
  if (member === undefined)
    return order.do === 'status' || order.do === 'help' ? yes(tellStatus(turn, order.do)) : 'talk';
  return takePart(turn, order, member);
}

function takePart(turn: Turn, order: Order, member: Member): boolean | 'talk' {
  const { phase, plan } = turn.workshop;
  switch (order.do) {
    case 'leave':
      return yes(leave(turn, member));
    case 'status':
    case 'help':
      return yes(tellStatus(turn, order.do));
    case 'named':
      return order.name !== null && order.name.length > MAX_SHORT_CHARACTERS
        ? 'talk'
        : renamed(turn, () => presentAs(turn, member, order.name));
    case 'unnamed':
      return renamed(turn, () => presentUnnamed(turn, member));
    case 'organisation':
      // « Au nom de la simplicité… » is an idea: an organisation's name is short.
      return order.name.length > MAX_ORGANISATION_CHARACTERS
        ? 'talk'
        : renamed(turn, () => presentOrganisation(turn, member, order.name, order.mandated));
    case 'takeBackAll':
      return yes(takeBackAll(turn, member));
    case 'takeBackName':
      return yes(takeBackName(turn, member));
    case 'takeBack':
      return yes(takeBackOne(turn, member, order.question, order.n));
    case 'minutes':
      return yes(tellMinutes(turn));
    case 'passTurn':
      if (phase.name !== 'question' || phase.step !== 'round' || !phase.called.includes(member.id)) return 'talk';
      tell(turn, phrase('round.passed', { name: member.displayName }));
      hasSpoken(turn, member.id);
      return true;
    case 'vote':
      return vote(turn, member, order.numbers);
    case 'stance':
      return takeStance(turn, member, order);
    case 'approve':
      if (phase.name !== 'validating' || !member.takesPart) return 'talk';
      return yes(approve(turn, member));
    case 'object':
      if (phase.name !== 'validating' || !member.takesPart) return 'talk';
      return yes(object(turn, member, order.text));
    case 'propose':
      return member.takesPart && plan.questions.length > 0
        ? yes(propose(turn, member, order.question, order.text))
        : 'talk';
    default:
      return 'talk';
  }
}

/** UTF-16 units of an organisation's name. */
const MAX_ORGANISATION_CHARACTERS = 120;

/** Somebody is presented otherwise: what was already sent says so too. */
function renamed(turn: Turn, run: () => void): true {
  run();
  sendAgain(turn);
  return true;
}

function takeOver(turn: Turn, event: InboundEvent, member: Member | undefined, mayFacilitate: boolean): boolean {
  if (!mayFacilitate) return member === undefined ? false : yes(tell(turn, phrase('refused.takeOver')));
  const next = member ?? enlist(turn, event.author);
  setMember(turn, { ...next, facilitates: true });
  tell(turn, phrase('handOver.done', { name: next.displayName }));
  return true;
}
