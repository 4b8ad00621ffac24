/** Every statement finds its rows by an index: with 100,000 sessions stored, a turn costs what it does with ten. */
import { storesOn } from '#storage/open.ts';
import type { Parameter } from '#storage/sql.ts';
import { expect, it } from 'vitest';
import { after, collect, CONSULTATION, event, NOW, noting, PLATFORM, WORKSPACE } from '../sample.ts';
import { type Client, type MakeWorld, newId, type World } from '../world.ts';
import { eraseThem, everywhere, USER } from './erase.ts';

/** The statements that a client runs, by their text, with parameters to plan them with. */
function recorded(world: World, client: Client): { client: Client; statements: Map<string, readonly Parameter[]> } {
  const statements = new Map<string, readonly Parameter[]>();
  const recording = <Q extends Client['db'] | Parameters<Parameters<Client['db']['transaction']>[0]>[0]>(on: Q): Q => ({
    ...on,
    query: (sql, parameters) => {
      statements.set(sql, parameters);
      return on.query(sql, parameters);
    },
    execute: (sql, parameters) => {
      statements.set(sql, parameters);
      return on.execute(sql, parameters);
    },
    each: (types, rows, sql, before) => {
      const values = world.provider === 'sqlite' ? rows[0] : types.map((_, i) => rows.map(row => row[i] ?? null));
      const v =
        world.provider === 'sqlite'
          ? `(SELECT ${types.map((_, i) => `? AS column${i + 1}`).join(', ')}) AS v`
          : `unnest(${types.map(type => (type === 'int' ? '?::int[]' : '?::text[]')).join(', ')}) AS v(${types.map((_, i) => `column${i + 1}`).join(', ')})`;
      statements.set(sql(v), [...before, ...(values ?? [])]);
      return on.each(types, rows, sql, before);
    },
  });
  const db = {
    ...recording(client.db),
    transaction: <T>(work: Parameters<typeof client.db.transaction<T>>[0]) =>
      client.db.transaction(tx => work(recording(tx))),
  };
  const options = { url: world.url, dataDir: world.dataDir, now: () => NOW, newId };
  return { client: { db, stores: storesOn(db, options) }, statements };
}

/** All that the application does, once. */
async function everything(world: World, client: Client): Promise<void> {
  const { stores } = client;
  const id = await everywhere(world, client);
  await stores.turns.runGroup(
    [event(USER, 'p1', { replyTo: 'x' }), event('late', 'p2')],
    noting(() => ({ withdrawals: ['none'], discards: ['none'] })),
  );
  await stores.turns.runGroup(
    [event(USER, 'p3')],
    noting(session => ({
      answers: [{ draftId: `${session.participantId}.1`, axis: 4, question: 'none', answer: null }],
    })),
  );
  await stores.modelAnswers.set('k', 'v', ['A4-0001']);
  await stores.modelAnswers.get('k');
  await stores.moderation.statusesOf(world.network, CONSULTATION, ['A4-0001']);
  await stores.turns.dueWakeUps(NOW, 10);
  await stores.turns.nextWakeAt();
  await stores.turns.runGroup(await stores.turns.pendingInputs(10), noting());
  await stores.outbox.nextDueAt([PLATFORM]);
  const [head] = await stores.outbox.claimHeads(after(90_000), 'me', 1_000, 10, [PLATFORM]);
  await stores.outbox.markRetry(head?.message.id ?? '', head?.fence ?? 0, after(90_000), 'x');
  const other = (await stores.turns.participantOf(PLATFORM, WORKSPACE, 'other')) ?? '';
  const asked = await stores.links.redeem(`hash of ${USER}`, other, NOW);
  await stores.links.accept(asked.outcome === 'asked' ? asked.linkId : '', id, NOW, owner => owner);
  await stores.links.unlink(id, PLATFORM, WORKSPACE, 'other', NOW);
  await stores.links.refuse('none', id);
  await collect(
    stores.data.contributions(world.network, CONSULTATION, { versions: 'latest', includeWithdrawn: false }),
  );
  await collect(stores.data.draftAnswers(world.network));
  await stores.networks.networkOf(PLATFORM, WORKSPACE);
  await stores.networks.redeemInvitation('none', PLATFORM, 'w', NOW);
  await stores.files.remove('none');
  await stores.turns.runGroup([event(USER, 'p4')], eraseThem);
}

/** Tables of a few rows, read as a whole. */
const SMALL = /\b(network|axis_revision|campaign|_prisma_migrations)\b/;
/** An erasure looks once through all that waits to be sent to others: what quotes the person is known by its words only. */
const LOOKED_THROUGH = / LIKE '%' /;

export function plansContract(makeWorld: MakeWorld): void {
  it('reads no table from end to end', async () => {
    const world = await makeWorld();
    const plain = await world.connect();
    const { client, statements } = recorded(world, plain);
    await everything(world, client);
    expect(statements.size).toBeGreaterThan(50);
    const scans: string[] = [];
    for (const [sql, parameters] of statements) {
      if (LOOKED_THROUGH.test(sql)) continue;
      const explain = world.provider === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
      const rows = await plain.db.query(`${explain} ${sql}`, parameters);
      const lines = rows.map(row => String(world.provider === 'sqlite' ? row[3] : row[0]));
      const bad = lines.filter(
        line => /^\s*SCAN (?!v\b|CONSTANT|\(|SUBQUERY)(?!.*USING)|AUTOMATIC|Seq Scan/.test(line) && !SMALL.test(line),
      );
      // An export that sorts reads everything again for each page.
      if (!sql.includes('AS v'))
        bad.push(...lines.filter(line => /TEMP B-TREE FOR ORDER|^\s*(->\s*)?Sort /.test(line) && !SMALL.test(sql)));
      if (bad.length > 0) scans.push(`${sql}\n  → ${bad.join('\n    ')}`);
    }
    expect(scans).toEqual([]);
  });
}
