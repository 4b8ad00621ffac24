/**
 * The account's own keys, kept on the server under a recovery key (« secret storage » of the specification, aes-hmac-sha2): any
 * client of the account opens them with it, and a bot whose folder was lost becomes itself again.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type MatrixApi, path } from '../api.ts';
import { isNotFound, MatrixSetupError } from '../problem.ts';

const KEY_BYTES = 32;
const ALGORITHM = 'm.secret_storage.v1.aes-hmac-sha2';

/** The account's three keys, as unpadded base64 seeds. */
export const SECRETS = [
  'm.cross_signing.master',
  'm.cross_signing.self_signing',
  'm.cross_signing.user_signing',
] as const;
export type Secrets = Readonly<Record<(typeof SECRETS)[number], string>>;

const Sealed = z.object({ iv: z.string(), ciphertext: z.string(), mac: z.string() });
const Kept = z.object({ encrypted: z.record(z.string(), Sealed) });

/** Keeps them under a new key, which becomes the account's. Returns its bytes. */
export async function keepSecrets(api: MatrixApi, userId: string, secrets: Secrets): Promise<Uint8Array> {
  const key = new Uint8Array(randomBytes(KEY_BYTES));
  const id = randomBytes(16).toString('base64url');
  const { iv, mac } = encrypt('\0'.repeat(KEY_BYTES), key, '');
  await put(api, userId, `m.secret_storage.key.${id}`, { algorithm: ALGORITHM, name: 'Tour de table', iv, mac });
  for (const name of SECRETS) await put(api, userId, name, { encrypted: { [id]: encrypt(secrets[name], key, name) } });
  await put(api, userId, 'm.secret_storage.default_key', { key: id });
  return key;
}

/** Rejects with a message to show where there is none, or the key is another's. */
export async function readSecrets(api: MatrixApi, userId: string, key: Uint8Array): Promise<Secrets> {
  const asked = await get(api, userId, 'm.secret_storage.default_key');
  const id = z.object({ key: z.string() }).safeParse(asked).data?.key;
  const read = async (name: (typeof SECRETS)[number]): Promise<string> => {
    const sealed = Kept.safeParse(await get(api, userId, name)).data?.encrypted[id ?? ''];
    if (sealed === undefined) {
      throw new MatrixSetupError(
        'Le compte n’a pas de clé de secours sur son serveur : aucune n’a été faite, ou elle a été remplacée ailleurs.',
      );
    }
    return decrypt(sealed, key, name);
  };
  const [master, selfSigning, userSigning] = await Promise.all(SECRETS.map(read));
  return {
    'm.cross_signing.master': master ?? '',
    'm.cross_signing.self_signing': selfSigning ?? '',
    'm.cross_signing.user_signing': userSigning ?? '',
  };
}

function derived(key: Uint8Array, name: string): { readonly aes: Buffer; readonly hmac: Buffer } {
  const both = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(KEY_BYTES), name, 2 * KEY_BYTES));
  return { aes: both.subarray(0, KEY_BYTES), hmac: both.subarray(KEY_BYTES) };
}

function encrypt(text: string, key: Uint8Array, name: string): z.infer<typeof Sealed> {
  const { aes, hmac } = derived(key, name);
  const iv = randomBytes(16);
  // Bit 63 is cleared, so that no implementation overflows its counter.
  iv[8] = (iv[8] ?? 0) & 0x7f;
  const cipher = createCipheriv('aes-256-ctr', aes, iv);
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const mac = createHmac('sha256', hmac).update(ciphertext).digest('base64');
  return { iv: iv.toString('base64'), ciphertext: ciphertext.toString('base64'), mac };
}

function decrypt({ iv, ciphertext, mac }: z.infer<typeof Sealed>, key: Uint8Array, name: string): string {
  const { aes, hmac } = derived(key, name);
  const bytes = Buffer.from(ciphertext, 'base64');
  const expected = createHmac('sha256', hmac).update(bytes).digest();
  const given = Buffer.from(mac, 'base64');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new MatrixSetupError(
      'Ce n’est pas la clé de secours de ce compte : relisez-la, ou cherchez la dernière faite.',
    );
  }
  const decipher = createDecipheriv('aes-256-ctr', aes, Buffer.from(iv, 'base64'));
  return Buffer.concat([decipher.update(bytes), decipher.final()]).toString('utf8');
}

async function put(api: MatrixApi, userId: string, type: string, body: object): Promise<void> {
  await api.request({ method: 'PUT', path: path('client/v3/user/{}/account_data/{}', userId, type), body });
}

async function get(api: MatrixApi, userId: string, type: string): Promise<unknown> {
  try {
    return await api.request({ method: 'GET', path: path('client/v3/user/{}/account_data/{}', userId, type) });
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
