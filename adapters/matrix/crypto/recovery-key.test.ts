import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRecoveryKey, writeRecoveryKey } from './recovery-key.ts';

it('reads what it writes, with or without its spaces', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), key => {
      const written = writeRecoveryKey(key);
      expect(written).toMatch(/^E\w{3}( \w{1,4})+$/);
      expect(readRecoveryKey(written)).toEqual(key);
      expect(readRecoveryKey(written.replaceAll(' ', ''))).toEqual(key);
    }),
  );
});

it('takes no key with another letter, one too few, or none', () => {
  const written = writeRecoveryKey(new Uint8Array(32).fill(5));
  const other = written.startsWith('Es') ? written.replace(/.$/, last => (last === '2' ? '3' : '2')) : `${written}2`;
  for (const wrong of [other, written.slice(0, -1), '', 'bonjour', '0OIl']) expect(readRecoveryKey(wrong)).toBeNull();
});
