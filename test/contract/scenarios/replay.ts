/** A workshop of thirty people over a platform: the same acts in two worlds, one where all goes well and one where nothing does. */
import { expect } from 'vitest';
import type { ContributionBody, WorkshopRecord } from '#usecases/contribution-body.ts';
import { answersToReplay } from '../../support/workshop/answers.ts';
import type { World } from '../world.ts';

/** Everybody but whoever facilitates. */
export const PEOPLE: readonly string[] = Array.from({ length: 30 }, (_, i) => `p${String(i + 1).padStart(2, '0')}`);
const ANSWERS = answersToReplay(60);
/** Acts between two restarts, and messages that come together. */
const RESTART_EVERY = 23;
const TOGETHER = 6;

/** Opens one world after the other; fails where they end in different contributions. */
export async function expectSameContribution(open: () => Promise<World>): Promise<void> {
  const calm = await held(open, false);
  const record = recordOf(calm);
  expect(record.members).toBe(PEOPLE.length);
  const said = Object.values(record.provenance).flatMap(sentences => sentences.flatMap(({ ideas }) => ideas));
  const beside = Object.values(record.otherIdeas).flat();
  expect([...said, ...beside].map(({ text }) => text).toSorted()).toEqual([...ANSWERS].toSorted());
  expect(record.validation?.agreed).toBe(PEOPLE.length);
  expect(await held(open, true)).toEqual(calm);
}

function recordOf({ workshop }: ContributionBody): WorkshopRecord {
  if (workshop === undefined) throw new Error('no group made it');
  return workshop;
}

async function held(open: () => Promise<World>, storm: boolean): Promise<ContributionBody> {
  const world = await open();
  try {
    const body = await play(world, storm);
    await world.assertContract();
    // The day is the day.
    return { ...body, workshop: { ...recordOf(body), heldOn: '' } };
  } finally {
    await world.close();
  }
}

async function play(world: World, storm: boolean): Promise<ContributionBody> {
  const { group } = world;
  if (group === undefined) throw new Error('this world has no channel');
  let acts = 0;
  if (storm) world.faults.redeliver(1);

  async function say(user: string, text: string): Promise<void> {
    await group?.userSays(user, text);
    acts += 1;
    if (storm && acts % RESTART_EVERY === 0) {
      await world.settle();
      await world.faults.restart();
    }
    // Time passes as people write: what they gave is told in between.
    if (acts % (TOGETHER * 5) === 0) await world.passTime(10);
    else if (acts % TOGETHER === 0) await world.settle();
  }

  async function alone(user: string, text: string): Promise<void> {
    await world.settle();
    await say(user, text);
    await world.settle();
  }

  await group.opens('atelier thème 1');
  await world.settle();
  await alone(group.facilitator, 'commencer');
  for (const user of PEOPLE) await say(user, 'je participe');
  await alone(group.facilitator, 'commencer');
  for (const [i, text] of ANSWERS.entries()) await say(PEOPLE[i % PEOPLE.length] ?? '', text);
  await alone(group.facilitator, 'au vote');
  for (const [i, user] of PEOPLE.slice(0, 20).entries()) await say(user, i % 3 === 0 ? '2, 5' : '5');
  await alone(group.facilitator, 'passer');
  await alone(group.facilitator, 'valider');
  for (const user of PEOPLE) await say(user, "d'accord");
  await world.settle();
  const [body, ...others] = await group.sent();
  if (body === undefined) {
    const said = await group.whatAllSee('thread');
    throw new Error(
      `nothing was sent: ${said
        .slice(-3)
        .map(({ text }) => text)
        .join(' / ')}`,
    );
  }
  expect(others).toEqual([]);
  return body;
}
