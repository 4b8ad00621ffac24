/** Thirty people, real answers: restarts and redeliveries end in the same contribution as none. */
import { describe, expect, inject, it } from 'vitest';
import { createDatabase, dropDatabase } from '../storage/world.ts';
import { trial } from '../support/consultation.ts';
import { answersToReplay } from '../support/workshop/answers.ts';
import { replayWorkshop, type Replayed } from '../support/workshop/replay.ts';

const PEOPLE = 30;
const answers = answersToReplay(60);
const server = inject('postgresUrl');

/** All but the moment at which it was sent. */
function kept({ contribution, minutes }: Replayed): unknown {
  const { version, status, body } = contribution;
  return { reference: version.reference, number: version.version, status, body, minutes };
}

describe('a workshop of thirty people', () => {
  it('ends in the same contribution, whatever was delivered twice and whenever it restarted', async () => {
    const options = { consultation: trial(), people: PEOPLE, answers };
    const calm = await replayWorkshop(options);
    expect(calm.errors).toEqual([]);
    expect(calm.contribution.body.workshop?.members).toBe(PEOPLE);
    const ideas = Object.values(calm.contribution.body.workshop?.provenance ?? {}).flat();
    const said = ideas.flatMap(sentence => sentence.ideas);
    const beside = Object.values(calm.contribution.body.workshop?.otherIdeas ?? {}).flat();
    expect(said.length + beside.length).toBe(60);
    const stormy = await replayWorkshop({ ...options, redeliver: 1, restartEvery: 17 });
    expect(stormy.errors).toEqual([]);
    expect(kept(stormy)).toEqual(kept(calm));
  });

  // Where there is no server, the path's own test on PostgreSQL says so.
  if (server !== null)
    it('ends in the same one on PostgreSQL, by two processes in turn', async () => {
      const options = { consultation: trial(), people: PEOPLE, answers };
      const calm = await replayWorkshop(options);
      const url = await createDatabase(server);
      try {
        const stormy = await replayWorkshop({ ...options, url, processes: 2, redeliver: 1, restartEvery: 23 });
        expect(stormy.errors).toEqual([]);
        expect(kept(stormy)).toEqual(kept(calm));
      } finally {
        await dropDatabase(server, url);
      }
    });
});
