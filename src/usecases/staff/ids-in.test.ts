import { expect, test } from 'vitest';
import { idsIn } from './ids-in.ts';

test.each([
  ['4 31/03/2097 18h', '4 31/03/2097 18h'],
  ['A4-0137, R3 F4-1', 'A4-0137 R3 F4-1'],
  ['A4-0001#1 Il faudrait une permanence le samedi', 'A4-0001#1'],
  ['slack:T1:U1 modération', 'slack:T1:U1'],
  ['@ana:serveur.fr', 'matrix:@ana:serveur.fr'],
  ['Jeanne Martin', ''],
  ['06 12 34 56 78', ''],
  ['0612345678', ''],
  ['jeanne.martin@exemple.fr', ''],
  ['note:jeanne:martin', ''],
  ['', ''],
])('of « %s » the log keeps « %s »', (words, kept) => {
  expect(idsIn(words)).toBe(kept);
});
