import { expect, test } from 'vitest';
import { openWorld, TO_OPEN_QUESTION, type World } from '#worker/test-support/world.ts';
import type { Queries } from '#messaging/index.ts';

const NEVER = { platform: 'terminal', workspace: 'local', userId: 'nobody' };

function queriesOf(world: World): Queries {
  const { terminal } = world.adapters;
  if (terminal === undefined) throw new Error('no terminal');
  return world.application.host(terminal).queries;
}

test('nobody is known before they spoke', async () => {
  const queries = queriesOf(await openWorld());
  expect(await queries.awaitsText(NEVER)).toBe(false);
  expect(await queries.form(NEVER, 'x.1')).toBeNull();
  expect(await queries.homeOf('terminal', null, 'nobody')).toBeNull();
  expect(await queries.liveConversations('terminal', 10)).toEqual([]);
  expect((await queries.themes('fr-FR')).map(({ number }) => number)).toContain(4);
});

test('a draft is a form, prefilled with what was answered', async () => {
  const world = await openWorld();
  const queries = queriesOf(world);
  await world.sayAll(TO_OPEN_QUESTION);
  const last = Object.values(world.adapters)
    .flatMap(adapter => adapter.sent)
    .findLast(({ message }) => message.question !== null);
  const { draftId = '' } = last?.message.question ?? {};
  const { userId, workspace } = last?.message.to ?? NEVER;
  const account = { platform: 'terminal', workspace, userId };
  expect(await queries.awaitsText(account)).toBe(true);
  const form = await queries.form(account, draftId);
  expect(form?.draftId).toBe(draftId);
  const [first, second] = form?.fields ?? [];
  expect(first?.type).toBe('several');
  expect(first?.given).toHaveLength(2);
  expect(first?.choices.map(choice => choice.value)).toEqual(expect.arrayContaining(Array.from(first?.given ?? [])));
  expect(second).toMatchObject({ given: '', choices: [] });
  expect(await queries.form({ ...account, userId: 'another' }, draftId)).toBeNull();
});

test('whom to catch up with, and where an account is at home', async () => {
  const world = await openWorld();
  const queries = queriesOf(world);
  await world.sayAll(TO_OPEN_QUESTION);
  const [live, ...others] = await queries.liveConversations('terminal', 10);
  expect(others).toEqual([]);
  expect(live?.lastOrder).not.toBe('');
  const { userId = '', workspace } = live?.address ?? {};
  expect(await queries.liveConversations('discord', 10)).toEqual([]);
  expect(await queries.homeOf('terminal', null, userId)).toBe(workspace);
  // The only network there is takes every workspace: the account is the same person there.
  expect(await queries.homeOf('terminal', 'elsewhere', userId)).toBe(workspace);
  await world.stores.networks.create('other', 'Autre', world.clock.now());
  expect(await queries.homeOf('terminal', 'elsewhere', userId)).toBeNull();
  await world.say('stop');
  expect(await queries.liveConversations('terminal', 10)).toEqual([]);
});
