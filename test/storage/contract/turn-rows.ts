/** What a decision adds beside its session. */
import { describe, expect, it } from 'vitest';
import type { ContributionVersion, Decide, TurnDecision } from '#usecases/ports.ts';
import {
  answerOf,
  blankDraft,
  collect,
  CONSULTATION,
  event,
  NOTHING,
  NOW,
  noting,
  PLATFORM,
  sessionOf,
  WORKSPACE,
} from '../sample.ts';
import { type Client, type MakeWorld, type World } from '../world.ts';

/** Runs one event of `u1` with that decision. */
async function decideOnce(
  { stores }: Client,
  id: string,
  decision: (participantId: string) => Partial<TurnDecision>,
): Promise<string> {
  const decide: Decide = conversation => ({
    needs: [],
    finish: () => ({
      ...NOTHING,
      session: { ...sessionOf(conversation, 'u1') },
      ...decision(conversation.participantId),
    }),
  });
  const { outcomes } = await stores.turns.runGroup([event('u1', id)], decide);
  return outcomes[0]?.kind === 'failed' ? String(outcomes[0].error) : (outcomes[0]?.kind ?? '');
}

function version(world: World, id: string, more: Partial<ContributionVersion> = {}): ContributionVersion {
  return {
    contributionId: `${id}.1`,
    version: 1,
    reference: 'A4-0001',
    network: world.network,
    consultation: CONSULTATION,
    axis: 4,
    revision: 'r1',
    kind: 'individual',
    submittedAt: NOW,
    body: '{"b":1,"a":"\\u0000"}',
    ...more,
  };
}

export function turnRowsContract(makeWorld: MakeWorld): void {
  describe('rows of a decision', () => {
    it('writes, changes and removes single answers, and all those of a discarded draft', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      const given = (text: string) => answerOf(event('u1', 'x', { text }));
      const answers = (id: string, of: Record<string, string | null>, draft = '1') =>
        Object.entries(of).map(([question, text]) => ({
          draftId: `${id}.${draft}`,
          axis: 4,
          question,
          answer: text === null ? null : given(text),
        }));
      const read = async (): Promise<string[]> => {
        const rows = await b.db.query('SELECT draft_id, question, value FROM answer ORDER BY draft_id, question', []);
        return rows.map(
          ([draft, question, value]) =>
            `${String(draft).split('.')[1]} ${question} ${(JSON.parse(String(value)) as { text: string }).text}`,
        );
      };
      await decideOnce(a, 'e1', id => ({
        answers: [...answers(id, { p: 'one', q: 'two' }), ...answers(id, { p: 'other' }, '2')],
      }));
      expect(await read()).toEqual(['1 p one', '1 q two', '2 p other']);
      // The last word counts where an answer changes twice in a group.
      await decideOnce(a, 'e2', id => ({
        answers: [...answers(id, { p: 'draft', q: null }), ...answers(id, { p: 'changed' })],
      }));
      expect(await read()).toEqual(['1 p changed', '2 p other']);
      await decideOnce(a, 'e3', id => ({ discards: [`${id}.1`] }));
      expect(await read()).toEqual(['2 p other']);
    });

    it('keeps every version of a contribution, the last of which counts', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      let id = '';
      await decideOnce(client, 'e1', of => ({ submissions: [version(world, (id = of))] }));
      await decideOnce(client, 'e2', of => ({
        submissions: [version(world, of, { version: 2, body: '{"v":2}', kind: 'organisation' })],
      }));
      const list = (versions: 'latest' | 'all', includeWithdrawn = false) =>
        collect(client.stores.data.contributions(world.network, CONSULTATION, { versions, includeWithdrawn }));
      expect(await list('all')).toEqual([
        { version: version(world, id), status: 'submitted', participantId: id },
        {
          version: version(world, id, { version: 2, body: '{"v":2}', kind: 'organisation' }),
          status: 'submitted',
          participantId: id,
        },
      ]);
      expect((await list('latest')).map(({ version: { version: v } }) => v)).toEqual([2]);
      await decideOnce(client, 'e3', of => ({ withdrawals: [`${of}.1`] }));
      expect(await list('latest')).toEqual([]);
      expect((await list('latest', true)).map(({ status }) => status)).toEqual(['withdrawn']);
      await decideOnce(client, 'e4', of => ({ submissions: [version(world, of, { version: 3 })] }));
      expect((await list('latest')).map(({ version: { version: v } }) => v)).toEqual([3]);
    });

    it('never overwrites a version, nor touches the contribution of somebody else', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      let id = '';
      await decideOnce(client, 'e1', of => ({ submissions: [version(world, (id = of))] }));
      expect(
        await decideOnce(client, 'e2', of => ({ submissions: [version(world, of, { body: '{"forged":1}' })] })),
      ).toMatch(/Error/);
      const thief: Decide = conversation => ({
        needs: [],
        finish: () => ({ ...NOTHING, session: sessionOf(conversation, 'u2'), withdrawals: [`${id}.1`] }),
      });
      await client.stores.turns.runGroup([event('u2', 'f1')], thief);
      const options = { versions: 'all', includeWithdrawn: true } as const;
      const [only, ...others] = await collect(client.stores.data.contributions(world.network, CONSULTATION, options));
      expect(others).toEqual([]);
      expect(only).toEqual({ version: version(world, id), status: 'submitted', participantId: id });
    });

    it('keeps each choice as a row of its own', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      const choice = (value: string) => ({
        choice: 'reminders',
        value,
        at: NOW,
        platform: PLATFORM,
        workspace: WORKSPACE,
      });
      await decideOnce(client, 'e1', () => ({ choices: [choice('true')] }));
      await decideOnce(client, 'e2', () => ({ choices: [choice('false')] }));
      const id = await client.stores.turns.participantOf(PLATFORM, WORKSPACE, 'u1');
      const data = await client.stores.data.personalData(id ?? '');
      expect(data?.['choices']).toEqual([choice('true'), choice('false')]);
    });

    it('tells a person everything that is kept of them', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      await client.stores.turns.runGroup([event('u1', 'e1'), event('u2', 'secret of another')], noting());
      const id = (await client.stores.turns.participantOf(PLATFORM, WORKSPACE, 'u1')) ?? '';
      const fileId = await client.stores.files.put(id, 'note.txt', 'text/plain', new Uint8Array([1, 2, 3]), NOW);
      await decideOnce(client, 'e2', of => ({
        session: {
          ...sessionOf({ participantId: of, network: world.network, session: null }, 'u1'),
          drafts: { [`${of}.1`]: blankDraft(`${of}.1`) },
        },
        submissions: [version(world, of)],
        keptFiles: [{ fileId, draftId: `${of}.1` }],
        linkCodes: [{ codeHash: 'hash', expiresAt: NOW }],
      }));
      const data = await client.stores.data.personalData(id);
      expect(data).toMatchObject({
        participant: id,
        accounts: [{ platform: PLATFORM, workspace: WORKSPACE, userId: 'u1' }],
        conversation: { drafts: { [`${id}.1`]: { answers: { q_e1: { value: { text: 'text of e1' } } } } } },
        contributions: [{ reference: 'A4-0001', versions: [{ version: 1, content: { a: '\0', b: 1 } }] }],
        messagesToSend: [{ message: { text: `message ${id}-0` } }],
        linkRequests: [{ status: 'open' }],
        files: [{ name: 'note.txt', bytes: 3 }],
      });
      expect(JSON.stringify(data)).not.toContain('secret of another');
      expect(await client.stores.data.personalData('nobody')).toBeNull();
    });
  });
}
