/** What comes from people: an order, a vote, an idea, a correction, or talk that concerns nobody. */
import type { InboundEvent } from '#messaging/inbound.ts';
import { cleanText } from '#text/index.ts';
import { addSeconds } from '#text/instants.ts';
import { asSentence, draftAnswers } from './answers.ts';
import { hearReaction, vote } from './choosing.ts';
import { approve } from './drafting.ts';
import { giveIdea } from './giving.ts';
import { ideaByRef, setIdea } from './ideas.ts';
import { HINT_SECONDS, MAX_IDEA_CHARACTERS } from './limits.ts';
import { join, memberOf } from './members.ts';
import { obey } from './obey.ts';
import { readOrder } from './orders.ts';
import { phrase } from './phrases.ts';
import { loseThread } from './putting-away.ts';
import { unsayReworded } from './reword.ts';
import { tellHelp } from './status.ts';
import { takeBackIdea } from './take-back.ts';
import { change, rankOf, say, tell, yes } from './turn.ts';
import type { Turn } from './turn.ts';
import type { Sentence } from './workshop.ts';

/** Returns false where the event concerns nobody: nothing is then kept of it. */
export function hear(turn: Turn, event: InboundEvent, mayFacilitate: boolean): boolean {
  switch (event.kind) {
    case 'message':
      if (event.text === '' && event.files.some(({ audio }) => audio !== undefined)) return hearVoice(turn, event);
      return hearText(turn, event, event.text, event.ref, mayFacilitate, false);
    case 'command':
      return hearText(turn, event, event.text, null, mayFacilitate, true);
    case 'choice':
      return hearChoice(turn, event, mayFacilitate);
    case 'reaction':
      return hearReaction(turn, event);
    case 'edit':
      return hearEdit(turn, event);
    case 'deletion':
      return hearDeletion(turn, event);
    default:
      return false;
  }
}

function hearText(
  turn: Turn,
  event: InboundEvent,
  raw: string,
  ref: string | null,
  mayFacilitate: boolean,
  asked: boolean,
): boolean {
  const text = cleanText(raw);
  const order = readOrder(text);
  const member = memberOf(turn.workshop, event.author);
  if (order !== null) {
    const done = obey(turn, order, event, member, mayFacilitate);
    if (done !== 'talk') return done;
  }
  const { phase } = turn.workshop;
  if (text === '' || (order !== null && order.do === 'offTopic')) return false;
  if (member?.takesPart !== true) return hint(turn, phase.name === 'question', asked);
  if (phase.name !== 'question') return asked ? tellHelp(turn) : false;
  return giveIdea(turn, phase, member, text, ref, 'chat');
}

/** Nobody would transcribe it while the others wait: who takes part is asked to write, the others talk among themselves. */
function hearVoice(turn: Turn, event: Extract<InboundEvent, { kind: 'message' }>): boolean {
  const takesPart = memberOf(turn.workshop, event.author)?.takesPart === true;
  return takesPart && turn.workshop.phase.name === 'question' ? yes(tell(turn, phrase('hint.voice'))) : false;
}

/** Whoever writes without having joined is told once in a while, by name to nobody. */
function hint(turn: Turn, writing: boolean, asked: boolean): boolean {
  const { hintedAt } = turn.workshop;
  if (!writing && !asked) return false;
  if (!asked && hintedAt !== null && turn.now < addSeconds(hintedAt, HINT_SECONDS)) return false;
  change(turn, { hintedAt: turn.now });
  say(turn, [phrase('hint.join')], { choices: [{ value: 'join', label: phrase('action.join') }] });
  return true;
}

function hearChoice(turn: Turn, event: Extract<InboundEvent, { kind: 'choice' }>, mayFacilitate: boolean): boolean {
  const values = event.values.map(value => value.replace(/^w\./, ''));
  const [first = ''] = values;
  const member = memberOf(turn.workshop, event.author);
  if (first === 'join') return yes(join(turn, event.author));
  if (/^v\d+\.\d+$/.test(first)) {
    if (member?.takesPart !== true) return hint(turn, true, true);
    const { phase, plan } = turn.workshop;
    const rank = Number(/^v(\d+)\./.exec(first)?.[1]);
    const open = phase.name === 'question' && phase.step === 'votes' && rankOf(turn.workshop, phase.question) === rank;
    if (!open)
      return yes(
        tell(turn, phrase('vote.over', { name: member.displayName, n: Math.min(rank, plan.questions.length) })),
      );
    return (
      vote(
        turn,
        member,
        values.map(value => Number(value.split('.')[1])),
      ) === true
    );
  }
  if (first === 'approve') {
    if (member?.takesPart !== true) return hint(turn, true, true);
    return yes(turn.workshop.phase.name === 'validating' ? approve(turn, member) : tell(turn, phrase('click.over')));
  }
  const order = BUTTONS[first];
  if (order === undefined) return yes(tell(turn, phrase('click.over')));
  const obeyed = obey(turn, { do: order }, event, member, mayFacilitate);
  return obeyed === 'talk' || !obeyed ? yes(tell(turn, phrase('refused.facilitator'))) : true;
}

const BUTTONS: Readonly<Record<string, 'begin' | 'validate' | 'back' | 'invitation' | 'checklist'>> = {
  begin: 'begin',
  validate: 'validate',
  back: 'back',
  invitation: 'invitation',
  checklist: 'checklist',
};

/** An edited message edits its idea, until the group has validated. */
function hearEdit(turn: Turn, event: Extract<InboundEvent, { kind: 'edit' }>): boolean {
  const idea = ideaByRef(turn.workshop, event.ref);
  const member = memberOf(turn.workshop, event.author);
  if (idea === undefined || idea.withdrawn || member === undefined || idea.by !== member.id) return false;
  const { phase } = turn.workshop;
  const text = cleanText(event.text);
  if (text === idea.text) return false;
  if (phase.name === 'submitted' || phase.name === 'validating' || phase.name === 'closed')
    return yes(tell(turn, phrase('edit.tooLate', { n: idea.n })));
  if (text === '') return yes(takeBackIdea(turn, idea));
  if (text.length > MAX_IDEA_CHARACTERS) return yes(tell(turn, phrase('idea.tooLong', { max: MAX_IDEA_CHARACTERS })));
  setIdea(turn, { ...idea, text });
  unsayCorrected(turn, idea.id);
  tell(turn, phrase('edit.done', { n: idea.n, name: member.displayName }));
  if (phase.name === 'drafting') draftAnswers(turn);
  return true;
}

/** What a language model said of the idea before its author corrected it: the idea speaks for itself again. */
function unsayCorrected(turn: Turn, id: string): void {
  const { answers, proposals, ideas } = turn.workshop;
  const says = (sentence: Sentence): boolean => sentence.kind === 'model' && sentence.ideas.includes(id);
  const again = (sentence: Sentence): Sentence[] =>
    sentence.ideas.flatMap(one => {
      const idea = ideas[one];
      return idea === undefined || idea.withdrawn
        ? []
        : [{ text: asSentence(idea.text), ideas: [one], kind: 'idea', by: null }];
    });
  change(turn, {
    proposals: unsayReworded(proposals, new Set([id])),
    answers: Object.fromEntries(
      Object.entries(answers).map(([question, answer]) => [
        question,
        answer.sentences.some(says)
          ? { ...answer, sentences: answer.sentences.flatMap(one => (says(one) ? again(one) : [one])) }
          : answer,
      ]),
    ),
  });
}

/** A deleted message takes its idea back; the announcement's deletion takes the thread away. */
function hearDeletion(turn: Turn, event: Extract<InboundEvent, { kind: 'deletion' }>): boolean {
  const { marks, place } = turn.workshop;
  if (event.ref === marks['announce'] || (place.thread !== null && event.ref === place.thread)) return loseThread(turn);
  const idea = ideaByRef(turn.workshop, event.ref);
  if (idea === undefined || idea.withdrawn) return false;
  takeBackIdea(turn, idea);
  return true;
}
