/** Campaigns and reminders: audiences, rounds and sends taken once, whatever the number of processes. */
import { describe, expect, it } from 'vitest';
import { WORKING_HOURS } from '#calendar/quiet.ts';
import type { TurnDecision } from '#usecases/ports.ts';
import type { Campaign, CampaignRule } from '#usecases/staff/campaigns/ports.ts';
import type { DraftFact } from '#usecases/staff/follow-up/ports.ts';
import { after, CONSULTATION, event, NOW, noting } from '../sample.ts';
import { dump, type MakeWorld, type World } from '../world.ts';

const RULE: CampaignRule = {
  audience: 'drafts',
  axes: [4],
  silentDays: null,
  channel: null,
  schedule: { kind: 'once', at: after(1_000) },
  zone: 'Europe/Paris',
  quiet: WORKING_HOURS,
  atMost: 1,
};

const fact = (draftId: string, status: DraftFact['status'] = 'draft', axis = 4): DraftFact => ({
  draftId,
  consultation: CONSULTATION,
  axis,
  revision: 'r1',
  kind: 'individual',
  status,
  actor: 'elu',
  territory: 'dep:74',
  stopsAt: 'q2',
  given: 'q1 \ud83d',
  answers: 1,
  texts: 1,
  createdAt: NOW,
  updatedAt: NOW,
  submittedAt: status === 'submitted' ? NOW : '',
});

const known = (more: Partial<TurnDecision>) =>
  noting(session => ({
    person: { platform: 'terminal', reminders: '', remindAfter: '', territory: 'dep:74' },
    facts: [fact(`${session.participantId}.1`)],
    ...more,
  }));

async function campaignOf(world: World, rule: CampaignRule, ownerId: string | null = null): Promise<Campaign> {
  const { stores } = await world.connect();
  const made = {
    id: `c${Math.abs(Date.parse(rule.schedule.kind === 'once' ? rule.schedule.at : NOW)) % 1000}${rule.atMost}`,
    network: world.network,
    consultation: CONSULTATION,
    rule,
    status: 'running',
    nextAt: after(1_000),
    ownerId,
    createdAt: NOW,
  } as const;
  return stores.staff.transaction(async tx => ({ ...made, number: await tx.campaigns.create(made) }));
}

export function campaignsContract(makeWorld: MakeWorld): void {
  describe('campaigns', () => {
    it('find those whom their rule means', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      await stores.turns.runGroup([event('u1', 'e1')], known({}));
      await stores.turns.runGroup([event('u2', 'e2')], known({ facts: [] }));
      const yes = { platform: 'terminal', reminders: 'yes', remindAfter: '', territory: '' };
      await stores.turns.runGroup([event('u3', 'e3')], known({ facts: [], person: yes }));
      await stores.turns.runGroup([event('u4', 'e4')], known({ person: { ...yes, reminders: 'no' } }));
      await stores.turns.runGroup([event('u5', 'e5')], known({ person: { ...yes, remindAfter: after(5_000) } }));
      const count = (rule: Partial<CampaignRule>, now = after(1)) =>
        stores.staff.transaction(tx => tx.campaigns.count(world.network, CONSULTATION, { ...RULE, ...rule }, now));
      expect(await count({})).toBe(1);
      expect(await count({}, after(6_000))).toBe(2);
      expect(await count({ axes: [1, 2] })).toBe(0);
      expect(await count({ silentDays: 1 })).toBe(0);
      expect(await count({ silentDays: 1 }, after(2 * 86_400_000))).toBe(2);
      expect(await count({ audience: 'absent' })).toBe(1);
      expect(await stores.staff.transaction(tx => tx.campaigns.count('other', CONSULTATION, RULE, NOW))).toBe(0);
    });

    it('are taken, written and sent once by processes that race', async () => {
      const world = await makeWorld();
      const clients = await Promise.all([world.connect(), world.connect(), world.connect()]);
      const people = Array.from({ length: 25 }, (_, i) => `p${i}`);
      await clients[0]?.stores.turns.runGroup(
        people.map(user => event(user, `e-${user}`)),
        known({}),
      );
      const campaign = await campaignOf(world, RULE);
      const round = campaign.nextAt ?? '';
      const taken = await Promise.all(
        clients.map(({ stores }) => stores.staff.transaction(tx => tx.campaigns.takeRound(campaign.id, round, null))),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      const writeAll = async ({ stores }: (typeof clients)[number]): Promise<void> => {
        for (let n = 0; n < 20; n += 1)
          await stores.staff.transaction(async tx => {
            const members = await tx.campaigns.page(campaign, round, 4, after(2_000));
            if (members !== null)
              await tx.campaigns.addReminders(
                campaign,
                round,
                members.map(member => ({ ...member, dueAt: after(1_500) })),
              );
          });
      };
      await Promise.all(clients.map(writeAll));
      const results = () => clients[0]?.stores.staff.transaction(tx => tx.campaigns.results(campaign.id));
      expect((await results())?.waiting).toBe(people.length);
      const claims = await Promise.all(
        clients.flatMap(({ stores }) =>
          [1, 2].map(() => stores.staff.queue.claim('terminal', after(2_000), 60_000, 6)),
        ),
      );
      const ids = claims.flat().map(({ participantId }) => participantId);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThan(0);
      // A lease that ran out: whoever was slow, and whoever took over, hand over the same event.
      const [first] = claims.flat();
      const sending = {
        kind: 'internal',
        id: `${first?.id}:0`,
        participantId: first?.participantId ?? '',
        event: { kind: 'reminder', id: first?.id ?? '', audience: 'drafts', axes: [4] },
      } as const;
      const sent = await Promise.all(
        clients.map(({ stores }) =>
          stores.turns.runGroup([sending], known({ reminded: [{ id: first?.id ?? '', outcome: 'sent' }] })),
        ),
      );
      expect(sent.filter(({ outcomes }) => outcomes[0]?.kind === 'done')).toHaveLength(1);
      expect(sent.filter(({ outcomes }) => outcomes[0]?.kind === 'seen')).toHaveLength(2);
      expect(await results()).toMatchObject({ sent: 1, waiting: people.length - 1 });
    });

    it('belong to the consultation: they go on when their owner leaves the team, and when they erase their data', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      await stores.turns.runGroup([event('sam', 'e1')], known({ facts: [] }));
      const ownerId = (await stores.turns.participantOf('terminal', 'local', 'sam')) ?? '';
      const account = { platform: 'terminal', workspace: 'local', userId: 'sam' };
      const member = { ...account, role: 'staff', grantedAt: NOW, grantedBy: 'tdt' } as const;
      await stores.staff.transaction(tx => tx.roles.give(world.network, member));
      const campaign = await campaignOf(world, RULE, ownerId);
      const owners = async () => (await stores.staff.queue.running()).map(one => one.ownerId);
      await stores.staff.transaction(tx => tx.roles.take(world.network, account));
      expect(await owners()).toEqual([ownerId]);
      await stores.turns.runGroup([event('sam', 'e2')], known({ facts: [], erase: true }));
      expect(await owners()).toEqual([null]);
      const round = campaign.nextAt ?? '';
      const took = await stores.staff.transaction(tx => tx.campaigns.takeRound(campaign.id, round, null));
      expect(took).toBe(true);
    });

    it('stopped while their audience is being written reach nobody more', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      const people = Array.from({ length: 9 }, (_, i) => `p${i}`);
      await a.stores.turns.runGroup(
        people.map(user => event(user, `e-${user}`)),
        known({}),
      );
      const campaign = await campaignOf(world, RULE);
      const round = campaign.nextAt ?? '';
      await a.stores.staff.transaction(tx => tx.campaigns.takeRound(campaign.id, round, null));
      const writePage = ({ stores }: typeof a): Promise<number | null> =>
        stores.staff.transaction(async tx => {
          const members = await tx.campaigns.page(campaign, round, 4, after(2_000));
          const due = (members ?? []).map(member => ({ ...member, dueAt: after(1_500) }));
          await tx.campaigns.addReminders(campaign, round, due);
          return members?.length ?? null;
        });
      expect(await writePage(a)).toBe(4);
      const stop = b.stores.staff.transaction(tx => tx.campaigns.setStatus(campaign.id, 'stopped', null));
      await Promise.all([stop, writePage(a)]);
      expect(await writePage(a)).toBeNull();
      expect(await b.stores.staff.queue.openRounds()).toEqual([]);
      expect(await b.stores.staff.queue.claim('terminal', after(2_000), 60_000, 20)).toEqual([]);
      const { waiting } = await a.stores.staff.transaction(tx => tx.campaigns.results(campaign.id));
      expect(waiting).toBe(0);
    });

    it('forget a person who is erased', async () => {
      const world = await makeWorld();
      const { stores, db } = await world.connect();
      await stores.turns.runGroup([event('u1', 'e1')], known({}));
      const campaign = await campaignOf(world, RULE);
      const id = (await stores.turns.participantOf('terminal', 'local', 'u1')) ?? '';
      await stores.staff.transaction(tx =>
        tx.campaigns.addReminders(campaign, 'r', [
          { participantId: id, platform: 'terminal', territory: '', dueAt: NOW },
        ]),
      );
      await stores.turns.runGroup([event('u1', 'e2')], known({ erase: true }));
      const left = await dump(db);
      for (const table of ['draft_fact', 'person_fact', 'reminder']) expect([table, left[table]]).toEqual([table, []]);
    });
  });
}
