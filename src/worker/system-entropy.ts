/** Chance and digests of the operating system. */
import { createHash, randomBytes } from 'node:crypto';
import { BASE32, type Entropy } from '#usecases/entropy.ts';

export const systemEntropy: Entropy = {
  fraction: () => Math.random(),
  letters: count => {
    let text = '';
    // 256 is a multiple of 32: the low five bits of a byte are as good as the byte.
    for (const byte of randomBytes(count)) text += BASE32.charAt(byte & 31);
    return text;
  },
  sha256: text => createHash('sha256').update(text, 'utf8').digest('hex'),
};
