/**
 * Seals the secrets that the database keeps (tokens, keys): AES-256-GCM under a key that the operator holds. Each sealed
 * text names the key that sealed it, so that the key can be changed while both are known.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { LIMITS } from './limits.ts';

export interface Cipher {
  /** `context` says what the secret is and whose: sealed for one place, it opens nowhere else. */
  readonly seal: (secret: string, context: string) => string;
  /** The secret; null where its key is not known, where it was altered, or sealed for another place. Never throws. */
  readonly open: (sealed: string, context: string) => string | null;
  /** Whether today's key sealed it. */
  readonly isCurrent: (sealed: string) => boolean;
}

/** `v1.<key's id>.<nonce, ciphertext and tag, in base64url>`. */
const SEALED = /^v1\.([0-9a-f]{8})\.([\w-]+)$/;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `keys`: 32 bytes each, today's first; the others only open. At least one. */
export function createCipher(keys: readonly Uint8Array[]): Cipher {
  const [today, ...older] = keys.map(key => {
    if (key.byteLength !== LIMITS.secretKeyBytes) throw new RangeError('a secret key has 32 bytes');
    return { id: keyId(key), key: derive(key) };
  });
  if (today === undefined) throw new RangeError('a cipher needs a key');
  const byId = new Map([today, ...older].map(one => [one.id, one.key] as const));

  return {
    seal: (secret, context) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', today.key, nonce).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v1.${today.id}.${sealed.toString('base64url')}`;
    },
    open: (sealed, context) => {
      const [, id = '', body = ''] = SEALED.exec(sealed) ?? [];
      const key = byId.get(id);
      const bytes = Buffer.from(body, 'base64url');
      if (key === undefined || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-TAG_BYTES));
        return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return null;
      }
    },
    isCurrent: sealed => SEALED.exec(sealed)?.[1] === today.id,
  };
}

/** Tells keys apart without telling anything of them. */
function keyId(key: Uint8Array): string {
  return createHash('sha256').update('tour-de-table key id').update(key).digest('hex').slice(0, 8);
}

/** The operator's key is never used as it is: other uses of it derive others. */
function derive(key: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'tour-de-table sealed secrets', LIMITS.secretKeyBytes));
}
