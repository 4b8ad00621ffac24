/** One person, several accounts. */
import { describe, expect, it } from 'vitest';
import type { Session } from '#conversation/session.ts';
import type { Decide } from '#usecases/ports.ts';
import { after, CONSULTATION, event, NOTHING, NOW, noting, PLATFORM, WORKSPACE } from '../sample.ts';
import { type Client, dump, type MakeWorld, type World } from '../world.ts';

/** `owner` and `other` have spoken, and `owner` has a code whose hash is `code`. */
async function two(_world: World, { stores }: Client): Promise<{ owner: string; other: string }> {
  const code = noting(session => ({
    linkCodes: session.address.userId === 'owner' ? [{ codeHash: 'code', expiresAt: after(600_000) }] : [],
  }));
  await stores.turns.runGroup([event('owner', 'o1'), event('other', 'x1')], code);
  return { owner: await personOf(stores, 'owner'), other: await personOf(stores, 'other') };
}

async function personOf(stores: Client['stores'], user: string): Promise<string> {
  return (await stores.turns.participantOf(PLATFORM, WORKSPACE, user)) ?? '';
}

const merge = (owner: Session, other: Session): Session => ({
  ...owner,
  drafts: { ...owner.drafts, ...other.drafts },
  said: owner.said,
});

export function linksContract(makeWorld: MakeWorld): void {
  describe('linked accounts', () => {
    it('takes a code once, in time, on another account of the network', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      const { owner, other } = await two(world, { stores } as Client);
      const { redeem } = stores.links;
      expect(await redeem('unknown', other, NOW)).toEqual({ outcome: 'unknown' });
      expect(await redeem('code', owner, NOW)).toEqual({ outcome: 'self' });
      expect(await redeem('code', other, after(600_000))).toEqual({ outcome: 'expired' });
      await stores.networks.create('elsewhere', 'Elsewhere', NOW);
      await stores.networks.attach(PLATFORM, 'far', 'elsewhere', NOW);
      const far = event('far', 'f1');
      if (far.kind !== 'event') throw new Error('an event');
      await stores.turns.runGroup(
        [{ kind: 'event', event: { ...far.event, author: { ...far.event.author, workspace: 'far' } } }],
        noting(),
      );
      const stranger = (await stores.turns.participantOf(PLATFORM, 'far', 'far')) ?? '';
      expect(stranger).not.toBe('');
      expect(await redeem('code', stranger, NOW)).toEqual({ outcome: 'unknown' });
      expect(await redeem('code', other, NOW)).toMatchObject({ outcome: 'asked', owner });
      expect(await redeem('code', other, NOW)).toEqual({ outcome: 'unknown' });
    });

    it('joins two people: accounts, answers, contributions, choices and files', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      const { owner, other } = await two(world, a);
      const give = noting(session => ({
        submissions: [
          {
            contributionId: `${session.participantId}.1`,
            version: 1,
            reference: session.participantId === owner ? 'A4-0001' : 'A4-0002',
            network: world.network,
            consultation: CONSULTATION,
            axis: 4,
            revision: 'r',
            kind: 'individual',
            submittedAt: NOW,
            body: '{}',
          },
        ],
        choices: [{ choice: 'news', value: session.address.userId, at: NOW, platform: PLATFORM, workspace: WORKSPACE }],
      }));
      await a.stores.turns.runGroup([event('owner', 'o2'), event('other', 'x2')], give);
      await a.stores.files.put(other, 'f', 'text/plain', new Uint8Array(3), NOW);
      // Another process remembers both.
      await b.stores.turns.runGroup([event('owner', 'o3'), event('other', 'x3')], noting());
      const asked = await a.stores.links.redeem('code', other, NOW);
      const linkId = asked.outcome === 'asked' ? asked.linkId : '';
      expect(await a.stores.links.accept(linkId, other, NOW, merge)).toEqual({ outcome: 'unknown' });
      expect(await a.stores.links.accept(linkId, owner, after(1), merge)).toEqual({
        outcome: 'linked',
        participantId: owner,
      });
      expect(await a.stores.links.accept(linkId, owner, after(1), merge)).toEqual({ outcome: 'unknown' });

      const data = (await a.stores.data.personalData(owner)) ?? {};
      expect(data).toMatchObject({
        contributions: [{ reference: 'A4-0001' }, { reference: 'A4-0002' }],
        files: [{ bytes: 3 }],
      });
      const values = (data['choices'] as { value: string }[]).map(({ value }) => value);
      expect(values.toSorted()).toEqual(['other', 'owner']);
      expect((data['accounts'] as { userId: string }[]).map(({ userId }) => userId).toSorted()).toEqual([
        'other',
        'owner',
      ]);
      const drafts = (data['conversation'] as Session).drafts;
      expect(Object.keys(drafts[`${owner}.1`]?.answers ?? {})).toEqual(['q_o1', 'q_o2', 'q_o3']);
      expect(Object.keys(drafts[`${other}.1`]?.answers ?? {})).toEqual(['q_x1', 'q_x2', 'q_x3']);
      expect(await a.stores.data.personalData(other)).toBeNull();
      const rows = await dump(a.db);
      expect(rows['tombstone']).toHaveLength(1);
      expect(rows['outbox']?.length).toBe(6);

      // The process that remembers two people is told otherwise by the guard.
      const persons: string[] = [];
      const look: Decide = (conversation, inputs) => {
        persons.push(conversation.participantId);
        expect(Object.keys(conversation.session?.drafts ?? {})).toHaveLength(2);
        return noting()(conversation, inputs);
      };
      await b.stores.turns.runGroup([event('other', 'x4'), event('owner', 'o4')], look);
      expect(new Set(persons)).toEqual(new Set([owner]));
    });

    it('sends what both were owed, each in its order', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      const { owner, other } = await two(world, client);
      await client.stores.turns.runGroup([event('owner', 'o2'), event('other', 'x2')], noting());
      const asked = await client.stores.links.redeem('code', other, NOW);
      await client.stores.links.accept(asked.outcome === 'asked' ? asked.linkId : '', owner, NOW, merge);
      const sent: string[] = [];
      for (let round = 0; round < 3; round += 1) {
        const rows = await client.stores.outbox.claimHeads(after(round), 'me', 1_000, 10, [PLATFORM]);
        for (const row of rows) expect(row.participantId).toBe(owner);
        sent.push(...rows.map(row => row.message.id).toSorted());
        await client.stores.outbox.markSent(
          rows.map(row => ({ id: row.message.id, fence: row.fence, ref: row.message.id })),
          after(round),
        );
      }
      expect(sent).toEqual([...[`${owner}-0`, `${other}-0`].toSorted(), ...[`${owner}-1`, `${other}-1`].toSorted()]);
      // A question asked before the accounts were joined can still be quoted from the other one.
      const quoted: unknown[] = [];
      const look: Decide = (_conversation, inputs) => {
        quoted.push(...inputs.map(({ facts }) => facts.quoted?.question));
        return { needs: [], finish: () => NOTHING };
      };
      await client.stores.turns.runGroup([event('other', 'x5', { replyTo: `${other}-0` })], look);
      expect(quoted).toEqual(['q_x1']);
    });

    it("waits ten minutes for the owner's word, who may refuse", async () => {
      const world = await makeWorld();
      const client = await world.connect();
      const { owner, other } = await two(world, client);
      const asked = await client.stores.links.redeem('code', other, NOW);
      const linkId = asked.outcome === 'asked' ? asked.linkId : '';
      expect(await client.stores.links.accept(linkId, owner, after(600_000), merge)).toEqual({ outcome: 'expired' });
      expect(await client.stores.links.refuse(linkId, other)).toBeNull();
      expect(await client.stores.links.refuse(linkId, owner)).toEqual({ other });
      expect(await client.stores.links.refuse(linkId, owner)).toBeNull();
      expect(await client.stores.links.accept(linkId, owner, NOW, merge)).toEqual({ outcome: 'unknown' });
    });

    it('lets an account go, which then is somebody new, on every process', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      const { owner, other } = await two(world, a);
      expect(await a.stores.links.unlink(owner, PLATFORM, WORKSPACE, 'owner', NOW)).toBe('only_account');
      const asked = await a.stores.links.redeem('code', other, NOW);
      await a.stores.links.accept(asked.outcome === 'asked' ? asked.linkId : '', owner, NOW, merge);
      await b.stores.turns.runGroup([event('owner', 'o2'), event('other', 'x2')], noting());
      expect(await a.stores.links.unlink(owner, PLATFORM, WORKSPACE, 'stranger', NOW)).toBe('only_account');
      const late = noting(() => ({ linkCodes: [{ codeHash: 'late', expiresAt: after(600_000) }] }));
      await b.stores.turns.runGroup([event('owner', 'o2b')], late);
      expect(await a.stores.links.unlink(owner, PLATFORM, WORKSPACE, 'other', NOW)).toBe('unlinked');
      // A code that the account let go may have read is worth nothing any more.
      await a.stores.turns.runGroup([event('third', 't1')], noting());
      const third = await personOf(a.stores, 'third');
      expect(await a.stores.links.redeem('late', third, NOW)).toEqual({ outcome: 'unknown' });
      // `b` remembers `other` as the owner's; first `owner` speaks there, so that the session itself is up to date.
      const persons: Record<string, string> = {};
      const look: Decide = (conversation, inputs) => {
        const [first] = inputs;
        if (first?.input.kind === 'event') persons[first.input.event.eventId] = conversation.participantId;
        return noting()(conversation, inputs);
      };
      await b.stores.turns.runGroup([event('owner', 'o3')], look);
      await b.stores.turns.runGroup([event('other', 'x3')], look);
      expect(persons['o3']).toBe(owner);
      expect(persons['x3']).not.toBe(owner);
      expect(persons['x3']).not.toBe(other);
    });
  });
}
