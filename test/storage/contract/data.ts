/** Exports: all of it, in order, a page at a time. */
import { describe, expect, it } from 'vitest';
import type { ContributionVersion, Decide } from '#usecases/ports.ts';
import { collect, CONSULTATION, event, NOTHING, NOW, noting, sessionOf } from '../sample.ts';
import { type Client, intercepted, type MakeWorld, newId, type World } from '../world.ts';

/** Contributions `from…from+count`, one a person, on axes 4 and 5. */
async function submit(world: World, { stores }: Client, count: number): Promise<void> {
  const decide: Decide = (conversation, inputs) => ({
    needs: [],
    finish: () => {
      const n = inputs[0]?.input.kind === 'event' ? Number(inputs[0].input.event.eventId) : 0;
      const axis = 4 + (n % 2);
      const version: ContributionVersion = {
        contributionId: `${conversation.participantId}.1`,
        version: 1,
        reference: `A${axis}-${String(n).padStart(4, '0')}`,
        network: world.network,
        consultation: CONSULTATION,
        axis,
        revision: 'r',
        kind: 'individual',
        submittedAt: NOW,
        body: JSON.stringify({ answers: { q: `answer ${n}` } }),
      };
      return { ...NOTHING, session: sessionOf(conversation, `u${n}`), submissions: [version] };
    },
  });
  for (let at = 0; at < count; at += 200) {
    await stores.turns.runGroup(
      Array.from({ length: Math.min(200, count - at) }, (_, i) => event(`u${at + i}`, String(at + i))),
      decide,
    );
  }
}

export function dataContract(makeWorld: MakeWorld): void {
  describe('exports', () => {
    it('streams contributions in the order of their references, beyond 9999 too', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      await submit(world, client, 1_200);
      // References grow a digit: numbers rule, not letters.
      await client.db.execute(
        "UPDATE contribution SET number = number + 9500, reference = 'A' || axis || '-' || (number + 9500)",
        [],
      );
      const options = { versions: 'latest', includeWithdrawn: false } as const;
      const all = await collect(client.stores.data.contributions(world.network, CONSULTATION, options));
      expect(all).toHaveLength(1_200);
      const order = all.map(({ version: { axis, reference } }) => [axis, Number(reference.slice(3))]);
      expect(order).toEqual(order.toSorted(([a = 0, m = 0], [b = 0, n = 0]) => a - b || m - n));
      expect(await collect(client.stores.data.contributions('nowhere', CONSULTATION, options))).toEqual([]);
      expect(await collect(client.stores.data.contributions(world.network, 'other', options))).toEqual([]);
    });

    it('streams 10,000 answers, reading no further than it is asked', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      const decide = noting();
      for (let round = 0; round < 50; round += 1) {
        const group = Array.from({ length: 200 }, (_, i) => event(`u${i * 4 + (round % 4)}`, `e${round}-${i}`));
        await client.stores.turns.runGroup(group, decide);
      }
      const all = await collect(client.stores.data.draftAnswers(world.network));
      expect(all).toHaveLength(10_000);
      expect(new Set(all.map(({ draftId, question }) => `${draftId} ${question}`)).size).toBe(10_000);
      expect(
        all.every(
          ({ question, answer }) =>
            answer.value.kind === 'text' && answer.value.text === `text of ${question.slice(2)}`,
        ),
      ).toBe(true);

      let queries = 0;
      const counted =
        <A extends unknown[], R>(run: (...args: A) => Promise<R>) =>
        (...args: A) => {
          queries += 1;
          return run(...args);
        };
      const db = { ...client.db, query: counted(client.db.query), each: counted(client.db.each) };
      const options = { url: world.url, dataDir: world.dataDir, now: () => NOW, newId };
      const stores = intercepted({ ...client, db }, options, () => Promise.resolve());
      for await (const first of stores.data.draftAnswers(world.network)) {
        expect(first.axis).toBe(4);
        break;
      }
      expect(queries).toBe(2);
    });

    it('leaves out of the drafts what a contribution holds already', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      const status = (of: 'draft' | 'submitted', dirty: boolean) =>
        noting(session => {
          const [id] = Object.keys(session.drafts);
          const draft = session.drafts[id ?? ''];
          return draft === undefined
            ? {}
            : { session: { ...session, drafts: { [id ?? '']: { ...draft, status: of, dirty } } } };
        });
      await stores.turns.runGroup([event('u1', 'e1')], status('draft', false));
      await stores.turns.runGroup([event('u2', 'e2')], status('submitted', false));
      await stores.turns.runGroup([event('u3', 'e3')], status('submitted', true));
      const questions = (await collect(stores.data.draftAnswers(world.network))).map(({ question }) => question);
      expect(questions.toSorted()).toEqual(['q_e1', 'q_e3']);
    });
  });
}
