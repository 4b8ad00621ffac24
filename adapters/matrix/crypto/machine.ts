/** The only file that knows matrix-sdk-crypto-wasm: its machine, opened on a store that lasts and is sealed. */
import {
  CollectStrategy,
  DecryptionSettings,
  DeviceId,
  EncryptionSettings,
  initAsync,
  OlmMachine,
  StoreHandle,
  TrustRequirement,
  UserId,
} from '@matrix-org/matrix-sdk-crypto-wasm';
import { MatrixSetupError } from '../problem.ts';
import { type DurableIdb, mountIdb } from './durable-idb.ts';

export {
  Attachment,
  DeviceLists,
  EncryptedAttachment,
  type OlmMachine,
  RequestType,
  RoomId,
  UserId,
} from '@matrix-org/matrix-sdk-crypto-wasm';

export interface OpenedMachine {
  readonly machine: OlmMachine;
  readonly close: () => void;
}

/** `key`: 32 bytes. Rejects with a message to show where the store is another device's, or another key's. */
export async function openMachine(
  dir: string,
  key: Uint8Array,
  who: { readonly userId: string; readonly deviceId: string },
): Promise<OpenedMachine> {
  await initAsync();
  const idb = mountIdb(dir);
  try {
    const handle = await openStore(idb, key);
    const machine = await OlmMachine.initFromStore(new UserId(who.userId), new DeviceId(who.deviceId), handle);
    // Nobody is asked for keys: a message whose key does not come is said so.
    machine.roomKeyRequestsEnabled = false;
    return {
      machine,
      close: () => {
        machine.close();
        idb.close();
      },
    };
  } catch (error) {
    idb.close();
    if (error instanceof MatrixSetupError || !/account/i.test(String(error))) throw error;
    throw new MatrixSetupError(
      `Les clés gardées dans ${dir} sont celles d'un autre appareil que le jeton. Remettez l'ancien jeton ; ou déplacez ce dossier, puis « tdt matrix recovery-key --restore ».`,
      { cause: error },
    );
  }
}

async function openStore(idb: DurableIdb, key: Uint8Array): Promise<StoreHandle> {
  try {
    return await StoreHandle.openWithKey(idb.name, key);
  } catch (error) {
    throw new MatrixSetupError("Les clés de Matrix ne s'ouvrent pas : remettez la TDT_SECRET_KEY qui servait.", {
      cause: error,
    });
  }
}

/** Messages of any device are read: who sent them is checked, whether they verified it is theirs. */
export function untrusted(): DecryptionSettings {
  return new DecryptionSettings(TrustRequirement.Untrusted);
}

/** How a room's key is shared: with every device of its members, and for how long. */
export function settingsOf(rotation: {
  readonly messages: number | null;
  readonly ms: number | null;
}): EncryptionSettings {
  const settings = new EncryptionSettings();
  settings.sharingStrategy = CollectStrategy.allDevices();
  if (rotation.messages !== null) settings.rotationPeriodMessages = BigInt(rotation.messages);
  // The machine counts in microseconds.
  if (rotation.ms !== null) settings.rotationPeriod = BigInt(rotation.ms) * 1_000n;
  return settings;
}
