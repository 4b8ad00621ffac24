import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCipher } from './cipher.ts';

const [old, today] = [randomBytes(32), randomBytes(32)];

it('opens what it sealed, and shows none of it', () => {
  const cipher = createCipher([today]);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (secret, context) => {
      const sealed = cipher.seal(secret, context);
      expect(cipher.open(sealed, context)).toBe(secret);
      expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+$/);
    }),
  );
  expect(cipher.seal('the same', 'x')).not.toBe(cipher.seal('the same', 'x'));
});

it('opens nothing elsewhere, under another key, or altered by a single letter', () => {
  const cipher = createCipher([today]);
  const sealed = cipher.seal('xoxb-secret', 'slack/T1');
  expect(cipher.open(sealed, 'slack/T2')).toBeNull();
  expect(createCipher([old]).open(sealed, 'slack/T1')).toBeNull();
  const bodyFrom = 'v1.00000000.'.length;
  for (let i = bodyFrom; i < sealed.length - 1; i += 1) {
    const altered = `${sealed.slice(0, i)}${sealed[i] === 'A' ? 'B' : 'A'}${sealed.slice(i + 1)}`;
    expect(cipher.open(altered, 'slack/T1')).toBeNull();
  }
  for (const text of ['', 'xoxb-plain', 'v1.', sealed.slice(0, 20), sealed.slice(0, -6)])
    expect(cipher.open(text, 'slack/T1')).toBeNull();
});

it('opens what an older key sealed, and knows that it is to be sealed again', () => {
  const before = createCipher([old]).seal('xoxb-secret', 'slack/T1');
  const both = createCipher([today, old]);
  expect(both.open(before, 'slack/T1')).toBe('xoxb-secret');
  expect([both.isCurrent(before), both.isCurrent(both.seal('x', 'y'))]).toEqual([false, true]);
});

it('refuses to be made without a key, or with a short one', () => {
  expect(() => createCipher([])).toThrow(RangeError);
  expect(() => createCipher([today.subarray(1)])).toThrow(RangeError);
});
