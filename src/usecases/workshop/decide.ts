/** The pure heart of a group of turns of one workshop: what is stored, and what came in → what is to be stored and sent. */
import { type Phrase, phrase } from '#conversation/phrases.ts';
import { newSession, type StepEvent } from '#conversation/index.ts';
import { themeIn } from '#consultation/inspect.ts';
import {
  openWorkshop,
  stepWorkshop,
  type Workshop,
  type WorkshopContext,
  type WorkshopEffect,
  type WorkshopEvent,
  type WorkshopSay,
} from '#workshop/index.ts';
import type { TurnMaker } from '../turn-maker.ts';
import type { ContributionVersion } from '../ports.ts';
import { isPromised, printReference, promisedReference } from '../references.ts';
import { accountKey, groupAccount } from '../staff/account.ts';
import { isAtLeast, type Role } from '../staff/roles.ts';
import { writeWorkshopBody } from './body.ts';
import { DRAFT_ENGINE } from './draft-engine.ts';
import { minutesFile } from './minutes-file.ts';
import type { DecideWorkshop, Enlisted, WorkshopDecision, WorkshopInput } from './ports.ts';
import { wordWorkshop } from './word.ts';

type Maker = Pick<
  TurnMaker,
  'consultation' | 'consultationOf' | 'revisions' | 'wording' | 'newId' | 'now' | 'firstStaff' | 'rewordsDrafts'
>;

function contextOf({ consultation, revisions, rewordsDrafts = false }: Maker): WorkshopContext {
  return { consultation, revisions, engine: DRAFT_ENGINE, rewords: rewordsDrafts };
}

/** Its themes may open and close at other dates in another network. */
function inNetwork(maker: Maker, network: string): Maker {
  return { ...maker, consultation: maker.consultationOf?.(network) ?? maker.consultation };
}

type Rewording = Extract<WorkshopEffect, { type: 'reword' }>;
type News = Extract<WorkshopEffect, { type: 'tellMembers' }>;

/** Makes the function that a `WorkshopStore` runs inside its transaction. */
export function createDecideWorkshop(general: Maker): DecideWorkshop {
  return (before, inputs) => {
    const now = general.now();
    const maker = inNetwork(general, before.network);
    const context = contextOf(maker);
    const effects: WorkshopEffect[] = [];
    let workshop = before;
    for (const { input, roles } of inputs) {
      const event = workshopEvent(maker, workshop, input, roles, now);
      if (event === null) continue;
      const stepped = stepWorkshop(workshop, context, event, now);
      workshop = stepped.workshop;
      effects.push(...stepped.effects);
      if (stepped.effects.some(({ type }) => type === 'submit')) workshop = promise(workshop);
    }
    if (workshop === before && effects.length === 0) return { needs: [], finish: () => null };
    return finishing(maker, workshop, effects, now);
  };
}

/** A workshop that begins: its row, its facilitator, its announcement. Nothing needs a number yet. */
export function decideOpening(general: Maker, made: Workshop): WorkshopDecision {
  const maker = inNetwork(general, made.network);
  const now = maker.now();
  const { workshop, effects } = openWorkshop(made, contextOf(maker), now);
  const decision = finishing(maker, workshop, effects, now).finish({});
  if (decision === null) throw new Error('a workshop that begins says so');
  return decision;
}

function workshopEvent(
  maker: Maker,
  workshop: Workshop,
  input: WorkshopInput,
  roles: readonly Role[],
  now: string,
): WorkshopEvent | null {
  if (input.kind === 'internal') return input.event;
  if (input.kind === 'wake') return workshop.wakeAt !== null && workshop.wakeAt <= now ? { kind: 'wake' } : null;
  const { event } = input;
  const own = [event.author, ...(event.groups ?? []).map(group => groupAccount(event.author, group))].map(accountKey);
  const first = maker.firstStaff.some(account => own.includes(accountKey(account)));
  const bare = event.kind === 'choice' ? { ...event, values: event.values.map(bareValue) } : event;
  return { kind: 'inbound', event: bare, mayFacilitate: first || roles.some(role => isAtLeast(role, 'facilitator')) };
}

/** `w.join@<workshop>` → `join`: see `word.ts`. */
function bareValue(value: string): string {
  return value.replace(/^w\./, '').replace(/@.*$/, '');
}

function promise(workshop: Workshop): Workshop {
  const { sent, id } = workshop;
  if (sent === null || sent.reference !== null) return workshop;
  return { ...workshop, sent: { ...sent, reference: promisedReference(id) } };
}

function finishing(
  maker: Maker,
  workshop: Workshop,
  effects: readonly WorkshopEffect[],
  now: string,
): ReturnType<DecideWorkshop> {
  const { id, axis } = workshop;
  const awaits = isPromised(workshop.sent?.reference ?? null);
  const { name } = maker.consultation;
  return {
    needs: awaits ? [{ key: id, consultation: name, axis }] : [],
    finish: numbers => {
      const reference = awaits ? printReference(axis, numberOf(numbers, id)) : (workshop.sent?.reference ?? null);
      const kept: Workshop = workshop.sent === null ? workshop : { ...workshop, sent: { ...workshop.sent, reference } };
      const says = effects.filter((effect): effect is WorkshopSay => effect.type === 'say');
      const messages = says.flatMap(say => wordWorkshop(maker, kept, say));
      return {
        workshop: { ...kept, said: kept.said + messages.length },
        outbox: messages.map((message, i) => ({ rank: kept.said + i, message })),
        submissions: effects.some(({ type }) => type === 'submit') ? [versionOf(maker, kept, now)] : [],
        purged: effects.some(({ type }) => type === 'purge'),
        withdrawn: effects.some(({ type }) => type === 'withdraw'),
        enlisted: effects.flatMap(effect => (effect.type === 'enlist' ? enlisted(kept, effect.member, now) : [])),
        dismissed: effects.flatMap(effect => (effect.type === 'dismiss' ? [effect.member] : [])),
        rewordings: effects.filter((effect): effect is Rewording => effect.type === 'reword'),
        told: effects.flatMap(effect => (effect.type === 'tellMembers' ? news(maker, kept, effect) : [])),
      };
    },
  };
}

function numberOf(numbers: Readonly<Record<string, number>>, id: string): number {
  const number = numbers[id];
  if (number === undefined) throw new Error(`no number was given for ${id}`);
  return number;
}

/** Its latest version: several acts of one group make one. */
function versionOf(maker: Maker, workshop: Workshop, now: string): ContributionVersion {
  const { id, network, axis, revision, sent } = workshop;
  if (sent === null || sent.reference === null) throw new Error(`workshop ${id} has nothing sent`);
  return {
    contributionId: id,
    version: sent.version,
    reference: sent.reference,
    network,
    consultation: maker.consultation.name,
    axis,
    revision,
    kind: 'collective',
    submittedAt: now,
    body: writeWorkshopBody(workshop),
  };
}

function enlisted(workshop: Workshop, id: string, now: string): Enlisted[] {
  const member = workshop.members[id];
  if (member === undefined) return [];
  const { network, lang, place } = workshop;
  const { workspace, userId, displayName, facilitates } = member;
  const address = { platform: place.platform, workspace, channel: null, thread: null, userId };
  return [
    {
      member: id,
      platform: place.platform,
      workspace,
      userId,
      facilitates,
      newSession: participantId => newSession({ participantId, network, address, displayName, lang, now }),
    },
  ];
}

/** What each member is told in their own conversation, with the minutes. */
function news(maker: Maker, workshop: Workshop, { news: what, members }: News): WorkshopDecision['told'] {
  const { consultation } = maker;
  const theme = themeIn(consultation, workshop.axis, workshop.lang);
  const reference = workshop.sent?.reference ?? '';
  const said: Phrase[] =
    what === 'gone'
      ? [phrase('workshop.gone', { theme })]
      : [
          phrase(what === 'withdrawn' ? 'workshop.withdrawn' : 'workshop.sent', { theme, reference }),
          ...(what === 'sent' ? [phrase('workshop.rights')] : []),
        ];
  const files = what === 'sent' ? [minutesFile(workshop)] : [];
  const event: StepEvent = { kind: 'tell', phrases: said, files };
  return members.map(member => ({
    id: `${workshop.id}:${what}:${workshop.sent?.version ?? 0}:${member}`,
    member,
    event,
  }));
}
