/** Who takes part: joining, leaving, how each is presented. Whoever only watches is not recorded. */
import type { Identity } from '#messaging/address.ts';
import { ellipsize, fold } from '#text/index.ts';
import { MAX_MEMBERS, MAX_SHORT_CHARACTERS } from './limits.ts';
import { phrase } from './phrases.ts';
import { change, members, setMember, takingPart, tell, type Turn } from './turn.ts';
import type { Member, Workshop } from './workshop.ts';

export function memberOf(workshop: Workshop, author: Identity): Member | undefined {
  return members(workshop).find(member => member.userId === author.userId);
}

/** The account joins; said in one line. */
export function join(turn: Turn, author: Identity): void {
  const { phase } = turn.workshop;
  const known = memberOf(turn.workshop, author);
  if (known?.takesPart === true) return tell(turn, phrase('join.already', { name: known.displayName }));
  if (phase.name === 'submitted' || phase.name === 'closed') return tell(turn, phrase('join.over'));
  if (takingPart(turn.workshop).length >= MAX_MEMBERS) return tell(turn, phrase('join.full', { max: MAX_MEMBERS }));
  const member = known ?? enlist(turn, author);
  setMember(turn, { ...member, takesPart: true });
  const count = takingPart(turn.workshop).length;
  const { displayName: name } = member;
  tell(turn, phase.name === 'question' ? phrase('join.late', { name, count }) : phrase('join.done', { name, count }));
}

/** The account becomes a member, who does not take part yet. */
export function enlist(turn: Turn, { workspace, userId, displayName }: Identity): Member {
  const { made } = turn.workshop;
  const id = `m${made.members + 1}`;
  const member: Member = {
    id,
    workspace,
    userId,
    displayName,
    facilitates: false,
    takesPart: false,
    joinedAt: turn.now,
    shownName: null,
    organisation: null,
    mandated: false,
  };
  setMember(turn, member);
  change(turn, { made: { ...made, members: made.members + 1 } });
  turn.effects.push({ type: 'enlist', member: id });
  return member;
}

/** They take no part from now on; what they gave stays, unless they take it back. */
export function leave(turn: Turn, member: Member): void {
  setMember(turn, { ...member, takesPart: false });
  const { displayName: name } = member;
  const alone = member.facilitates && !members(turn.workshop).some(one => one.facilitates && one.id !== member.id);
  tell(turn, alone ? phrase('leave.facilitator', { name }) : phrase('leave.done', { name }));
}

export function present(turn: Turn, member: Member, name: string | null): void {
  const shownName = name === null ? member.displayName : ellipsize(name, MAX_SHORT_CHARACTERS);
  setMember(turn, { ...member, shownName });
  tell(turn, phrase('name.shown', { name: shownName }));
}

export function presentUnnamed(turn: Turn, member: Member): void {
  setMember(turn, { ...member, shownName: null });
  tell(turn, phrase('name.unnamed', { name: member.displayName }));
}

export function presentOrganisation(turn: Turn, member: Member, organisation: string, mandated: boolean): void {
  const name = ellipsize(organisation, MAX_SHORT_CHARACTERS);
  setMember(turn, { ...member, organisation: name, mandated });
  tell(
    turn,
    phrase(mandated ? 'name.mandated' : 'name.organisation', { name: member.displayName, organisation: name }),
  );
}

/** The one member whom a name means; null where none does, or several do. */
export function memberNamed(workshop: Workshop, name: string): Member | null {
  const wanted = fold(name);
  const all = takingPart(workshop);
  const exact = all.filter(member => fold(member.displayName) === wanted);
  const begins = all.filter(member => fold(member.displayName).startsWith(wanted));
  const found = exact.length > 0 ? exact : begins;
  return found.length === 1 ? (found[0] ?? null) : null;
}
