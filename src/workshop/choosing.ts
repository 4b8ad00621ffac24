/** Votes, by number, button or reaction; agreements and reservations. */
import type { InboundEvent } from '#messaging/inbound.ts';
import { addSeconds } from '#text/instants.ts';
import { approve, object } from './drafting.ts';
import { ideaByNumber } from './ideas.ts';
import { HINT_SECONDS, MAX_IDEA_CHARACTERS, MAX_STANCES } from './limits.ts';
import { join, memberOf } from './members.ts';
import type { Order } from './orders.ts';
import { phrase } from './phrases.ts';
import { hasSpoken, mostChosen, options } from './questions.ts';
import { change, rankOf, takingPart, tell, yes } from './turn.ts';
import type { Turn } from './turn.ts';
import type { Member, QuestionPhase } from './workshop.ts';

/** A vote replaces the one before. Numbers said when nothing is voted on are told so: they are no idea. */
export function vote(turn: Turn, member: Member, numbers: readonly number[]): boolean | 'talk' {
  const { phase } = turn.workshop;
  if (!member.takesPart) return 'talk';
  if (phase.name !== 'question' || phase.step !== 'votes') {
    const { hintedAt } = turn.workshop;
    if (hintedAt !== null && turn.now < addSeconds(hintedAt, HINT_SECONDS)) return true;
    change(turn, { hintedAt: turn.now });
    return yes(tell(turn, phrase('vote.closedNow', { name: member.displayName })));
  }
  const offered = options(turn, phase.question);
  const found = numbers.map(n => offered.find(option => option.n === n));
  const known = found.filter(option => option !== undefined);
  const max = mostChosen(turn, phase.question);
  if (known.length < found.length || known.length === 0)
    return yes(tell(turn, phrase('vote.unknown', { name: member.displayName })));
  if (known.length > max) return yes(tell(turn, phrase('vote.tooMany', { name: member.displayName, max })));
  return yes(
    castBallot(
      turn,
      phase,
      member,
      known.map(option => option.id),
    ),
  );
}

function castBallot(turn: Turn, { question }: QuestionPhase, member: Member, ids: readonly string[]): void {
  const { ballots } = turn.workshop;
  change(turn, { ballots: { ...ballots, [question]: { ...ballots[question], [member.id]: ids } } });
  const voted = Object.keys(turn.workshop.ballots[question] ?? {}).length;
  // A line for each vote would drown the thread: the first, then each time a quarter of the group has come in.
  const all = takingPart(turn.workshop).length;
  if (voted === 1 || voted === all || voted % Math.max(1, Math.ceil(all / 4)) === 0)
    tell(turn, phrase('vote.noted', { voted, of: all }));
}

export function takeStance(turn: Turn, member: Member, order: Extract<Order, { do: 'stance' }>): boolean | 'talk' {
  const { phase, stances } = turn.workshop;
  if (!member.takesPart) return 'talk';
  if (phase.name === 'validating') {
    // « d'accord 3 » says nothing of the whole; « désaccord 3 : … » is an objection that names an idea.
    if (order.kind === 'agreement') return yes(approve(turn, member));
    return yes(object(turn, member, order.text));
  }
  if (phase.name !== 'question') return yes(tell(turn, phrase('stance.later')));
  const idea = ideaByNumber(turn.workshop, phase.question, order.n);
  if (idea === undefined || idea.withdrawn)
    return yes(tell(turn, phrase('idea.unknown', { n: rankOf(turn.workshop, phase.question) })));
  if (stances.length >= MAX_STANCES) return yes(tell(turn, phrase('idea.full', { max: MAX_STANCES })));
  const others = stances.filter(one => one.idea !== idea.id || one.by !== member.id);
  const text = order.text.slice(0, MAX_IDEA_CHARACTERS);
  change(turn, { stances: [...others, { idea: idea.id, by: member.id, kind: order.kind, text, at: turn.now }] });
  tell(turn, phrase('stance.done', { kind: order.kind, n: idea.n, name: member.displayName }));
  if (text !== '') hasSpoken(turn, member.id);
  return true;
}

/** A reaction on the welcome joins; a digit on the list votes; on the validation it agrees. Taking it off takes back a vote. */
export function hearReaction(turn: Turn, event: Extract<InboundEvent, { kind: 'reaction' }>): boolean {
  const { marks, phase, ballots } = turn.workshop;
  const mark = Object.keys(marks).find(name => marks[name] === event.ref);
  const member = memberOf(turn.workshop, event.author);
  if (mark === 'welcome' || mark === 'announce')
    return event.added && member?.takesPart !== true && yes(join(turn, event.author));
  if (mark === undefined || member?.takesPart !== true) return false;
  if (mark === 'validation' && phase.name === 'validating') return event.added && yes(approve(turn, member));
  if (phase.name !== 'question' || phase.step !== 'votes' || mark !== `vote:${phase.question}`) return false;
  const n = digitOf(event.emoji);
  const option = options(turn, phase.question).find(each => each.n === n);
  if (option === undefined) return false;
  const before = ballots[phase.question]?.[member.id] ?? [];
  const without = before.filter(id => id !== option.id);
  const ids = event.added ? [...without, option.id] : without;
  if (ids.length > mostChosen(turn, phase.question))
    return yes(tell(turn, phrase('vote.tooMany', { name: member.displayName, max: mostChosen(turn, phase.question) })));
  castBallot(turn, phase, member, ids);
  return true;
}

const DIGIT_NAMES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'keycap_ten'];

/** « 3️⃣ », « three » (Slack's name for it), « 🔟 ». */
function digitOf(emoji: string): number | null {
  const name = DIGIT_NAMES.indexOf(emoji.replaceAll(':', ''));
  if (name >= 0) return name;
  if (emoji === '\u{1F51F}') return 10;
  const digit = /^(\d)\uFE0F?\u20E3$/u.exec(emoji)?.[1];
  return digit === undefined ? null : Number(digit);
}
