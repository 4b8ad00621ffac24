import { expect, test } from 'vitest';
import { BoundedMap } from './bounded-map.ts';

test('forgets what was set longest ago, and gives up what it holds', () => {
  const map = new BoundedMap<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  map.set('c', 4);
  expect([map.get('a'), map.has('b'), map.get('c')]).toEqual([3, false, 4]);
  expect([map.delete('a'), map.delete('a')]).toEqual([true, false]);
  expect(map.takeAll()).toEqual([4]);
  expect(map.takeAll()).toEqual([]);
});
