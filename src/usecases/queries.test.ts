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
  for (const forged of ['__proto__', 'constructor', 'toString', '', '../1'])
    expect(await queries.form(account, forged)).toBeNull();
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

test('what somebody began and sent, at a glance', async () => {
  const world = await openWorld();
  const queries = queriesOf(world);
  const nothing = await queries.overview(NEVER, 'en-GB');
  expect([nothing.lang, nothing.drafts, nothing.sent]).toEqual(['en', [], []]);
  expect(nothing.themes.length).toBeGreaterThan(0);
  await world.sayAll(TO_OPEN_QUESTION);
  const [live] = await queries.liveConversations('terminal', 10);
  if (live === undefined) throw new Error('nobody spoke');
  const account = { platform: 'terminal', workspace: live.address.workspace, userId: live.address.userId };
  const begun = await queries.overview(account, 'en-GB');
  // Its own language counts, not that of the account.
  expect(begun.lang).toBe('fr');
  expect(begun.drafts).toEqual([expect.objectContaining({ given: 1, said: 'reprendre' })]);
  expect(begun.drafts[0]?.of).toBeGreaterThan(1);
  expect((await queries.overview({ ...account, userId: 'another' }, 'fr')).drafts).toEqual([]);
});

test('places begin as they are typed', async () => {
  const queries = queriesOf(await openWorld());
  expect(await queries.places('haute-sav', 'fr-FR', 1)).toEqual([
    { said: 'Haute-Savoie', label: 'Le département de la Haute-Savoie (74)' },
  ]);
});
