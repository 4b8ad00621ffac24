/** What a workshop's contribution holds: the group's answers, and where each sentence comes from. */
import type { ContributionBody, WorkshopRecord } from '../contribution-body.ts';
import { BODY_SCHEMA } from '../contribution-body.ts';
import { groupOf, leaderOf, voters } from '#workshop/ideas.ts';
import { otherIdeas, textOf, valueOf } from '#workshop/answers.ts';
import { present } from '#workshop/turn.ts';
import type { Idea, Workshop } from '#workshop/index.ts';

/** JSON of the contribution: no account, no name that its owner did not ask for. */
export function writeWorkshopBody(workshop: Workshop): string {
  const { lang, plan, answers } = workshop;
  const body: ContributionBody = {
    schema: BODY_SCHEMA,
    lang,
    presentation: 'unnamed',
    name: null,
    organisation: null,
    actor: null,
    places: plan.places,
    mandate: null,
    coAuthors: Object.values(workshop.members).flatMap(member => member.shownName ?? []),
    answers: Object.fromEntries(
      Object.entries(answers).map(([name, answer]) => [
        name,
        { value: valueOf(answer), texts: answer.value === null ? [textOf(answer)] : [] },
      ]),
    ),
    workshop: recordOf(workshop),
  };
  return JSON.stringify(body);
}

function recordOf(workshop: Workshop): WorkshopRecord {
  const { plan, members, validation, startedAt, createdAt, answers } = workshop;
  const all = Object.values(members);
  return {
    heldOn: (startedAt ?? createdAt).slice(0, 10),
    venue: plan.venue,
    audience: plan.audience,
    present: present(workshop),
    members: all.filter(member => member.takesPart).length,
    facilitators: all.filter(member => member.facilitates).map(member => member.shownName),
    participants: all.flatMap(member => member.shownName ?? []),
    organisations: all.flatMap(({ organisation, mandated }) =>
      organisation === null ? [] : [{ name: organisation, mandated }],
    ),
    validation:
      validation === null
        ? null
        : {
            agreed: validation.approvals.length + validation.hands,
            quorum: validation.quorum,
            objections: validation.objections.map(({ text }) => text),
          },
    provenance: Object.fromEntries(
      Object.entries(answers).map(([name, { sentences }]) => [
        name,
        sentences.map(({ text, ideas, kind, doubts }) => ({
          text,
          kind,
          ...(doubts === undefined ? {} : { doubts }),
          ideas: ideas.flatMap(id => ideaRecord(workshop, id)),
        })),
      ]),
    ),
    otherIdeas: Object.fromEntries(
      plan.questions.map(name => [name, otherIdeas(workshop, name).flatMap(id => ideaRecord(workshop, id))]),
    ),
  };
}

function ideaRecord(workshop: Workshop, id: string): WorkshopRecord['otherIdeas'][string][number][] {
  const idea: Idea | undefined = workshop.ideas[id];
  if (idea === undefined || idea.withdrawn) return [];
  const leader = leaderOf(workshop, id) ?? idea;
  return [
    {
      n: idea.n,
      text: idea.text,
      via: idea.via,
      votes: voters(workshop, leader).length,
      said: groupOf(workshop, leader).length,
    },
  ];
}
