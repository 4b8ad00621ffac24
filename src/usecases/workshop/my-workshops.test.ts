import { expect, test } from 'vitest';
import type { WorkshopEvent } from '#workshop/index.ts';
import { createDefaultWording } from '../default-wording.ts';
import { answerWorkshops } from './my-workshops.ts';
import type { ListedWorkshop, WorkshopStore } from './ports.ts';

const wording = createDefaultWording();

function storeOf(...all: readonly ListedWorkshop[]) {
  const told: { readonly id: string; readonly event: WorkshopEvent }[] = [];
  const asked: (readonly [string, number])[] = [];
  const store = {
    of: (participantId: string, limit: number) => {
      asked.push([participantId, limit]);
      return Promise.resolve(all);
    },
    tell: (_id: string, id: string, event: WorkshopEvent) => {
      told.push({ id, event });
      return Promise.resolve();
    },
  } as unknown as WorkshopStore;
  return { store, told, asked };
}

const ONE: ListedWorkshop = {
  id: 'w1',
  member: 'm2',
  facilitates: false,
  axis: 4,
  phase: 'submitted',
  createdAt: '2027-02-10T14:00:00.000Z',
  reference: 'A4-0137',
};
const TWO: ListedWorkshop = {
  ...ONE,
  id: 'w2',
  member: 'm1',
  facilitates: true,
  axis: 1,
  phase: 'opening',
  reference: null,
};

async function said(store: WorkshopStore, ask: 'list' | 'ideas' | 'name'): Promise<string> {
  const event = await answerWorkshops(store, () => 'id', 'p1', ask);
  if (event.kind !== 'tell') throw new Error('nothing is told');
  return event.phrases
    .map(phrase => wording.word('fr', phrase))
    .join('\n')
    .replaceAll('\u00A0', ' ');
}

test('lists each workshop: its day, its theme, who one was there, where it stands', async () => {
  const { store, told, asked } = storeOf(ONE, TWO);
  const lines = (await said(store, 'list')).split('\n');
  expect(lines.find(line => line.includes('thème 4'))).toMatch(/10 février 2027.*A4-0137/);
  expect(lines.find(line => line.includes('thème 1'))).toMatch(/anim/);
  expect(told).toEqual([]);
  expect(asked[0]?.[0]).toBe('p1');
});

test('takes ideas, or a name, back from every workshop', async () => {
  const { store, told } = storeOf(ONE, TWO);
  expect(await said(store, 'ideas')).toMatch(/2|deux/);
  await said(store, 'name');
  expect(told).toEqual([
    { id: 'w1', event: { kind: 'takeBack', member: 'm2', what: 'ideas' } },
    { id: 'w2', event: { kind: 'takeBack', member: 'm1', what: 'ideas' } },
    { id: 'w1', event: { kind: 'takeBack', member: 'm2', what: 'name' } },
    { id: 'w2', event: { kind: 'takeBack', member: 'm1', what: 'name' } },
  ]);
});

test('says so where one was in none', async () => {
  const { store, told } = storeOf();
  const list = await said(store, 'list');
  const nothing = await said(store, 'ideas');
  expect(list).not.toBe('');
  expect(nothing).not.toBe(list);
  expect(told).toEqual([]);
});
