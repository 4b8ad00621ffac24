/** Opens the encryption of this device: its store's key, its machine, its signature by the account. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Cipher } from '../cipher.ts';
import type { Link } from '../link.ts';
import { reasonOf } from '../link.ts';
import { MatrixSetupError } from '../problem.ts';
import { seal, unseal } from '../seal.ts';
import type { State } from '../state.ts';
import { bootstrap } from './cross-signing.ts';
import { createEncryption } from './encryption.ts';
import { type OpenedMachine, openMachine } from './machine.ts';

const STORE_KEY = 'store key';
const DEVICE = 'crypto device';
const KEY_BYTES = 32;

/** Rejects with a message to show where there is no key, or the store is another's. */
export async function openCipher(link: Link, deviceId: string): Promise<Cipher> {
  const { machine, close } = await openOwnMachine(link, deviceId);
  const { login } = link.config;
  const password = login.kind === 'password' ? login.password : null;
  try {
    const signed = await bootstrap(link, machine, password);
    if (signed !== 'already')
      link.host.log(signed === 'done' ? 'info' : 'warn', `matrix_cross_signing_${signed}`, {
        help: 'tdt matrix recovery-key',
      });
  } catch (error) {
    // The device works all the same, unverified; the next start tries again.
    link.host.log('warn', 'matrix_cross_signing_failed', { reason: reasonOf(error) });
  }
  return createEncryption(machine, link.api, link.host, close);
}

export async function openOwnMachine(
  { config, state, botId }: Pick<Link, 'config' | 'state' | 'botId'>,
  deviceId: string,
): Promise<OpenedMachine> {
  const before = state.get(DEVICE);
  const device = `${botId} ${deviceId}`;
  if (before !== null && before !== device) {
    throw new MatrixSetupError(
      `Les clés gardées dans ${config.stateDir} sont celles de l'appareil « ${before} », et le jeton est celui de « ${device} ». Remettez l'ancien jeton ; ou déplacez ce dossier, puis « tdt matrix recovery-key --restore ».`,
    );
  }
  const key = storeKey(config.secretKeys, state);
  const opened = await openMachine(join(config.stateDir, 'crypto'), key, { userId: botId, deviceId });
  if (before === null) state.set(DEVICE, device);
  return opened;
}

/** A key of the store's own, kept sealed under the operator's: that one can then be changed without losing the store. */
function storeKey(secrets: readonly Uint8Array[], state: State): Uint8Array {
  const [today] = secrets;
  if (today === undefined) {
    throw new MatrixSetupError(
      'TDT_SECRET_KEY manque : les clés de chiffrement de Matrix ne sont pas gardées sans elle. « tdt key new » en fait une ; ou, sans salons chiffrés, MATRIX_ENCRYPTION=off.',
    );
  }
  const kept = state.get(STORE_KEY);
  const text = kept === null ? randomBytes(KEY_BYTES).toString('base64') : unseal(kept, secrets);
  if (text === null) {
    throw new MatrixSetupError(
      'Les clés de Matrix ont été gardées sous une autre TDT_SECRET_KEY : remettez celle-ci, après la nouvelle et une virgule.',
    );
  }
  if (kept === null || unseal(kept, [today]) === null) state.set(STORE_KEY, seal(text, today));
  return new Uint8Array(Buffer.from(text, 'base64'));
}
