/** End-to-end encryption: the machine driven directly, nothing of it known elsewhere. */
import { z } from 'zod';
import type { MatrixApi } from '../api.ts';
import { type Cipher, Undecryptable } from '../cipher.ts';
import { reasonOf } from '../link.ts';
import type { AdapterHost } from '#messaging/index.ts';
import { Content, RoomEvent, type Sync } from '../payloads.ts';
import {
  Attachment,
  DeviceLists,
  EncryptedAttachment,
  type OlmMachine,
  RoomId,
  settingsOf,
  untrusted,
  UserId,
} from './machine.ts';
import { type MachineRequest, sendFor } from './requests.ts';

/** What a room's encryption asks for. */
const Rotation = z.object({
  rotation_period_msgs: z.number().int().positive().max(1_000_000).nullable().catch(null),
  rotation_period_ms: z.number().int().positive().nullable().catch(null),
});

const Decrypted = z.object({ type: z.string(), content: Content.catch({}) });

/** `close`: what closes the machine and its store. */
export function createEncryption(
  machine: OlmMachine,
  api: MatrixApi,
  host: Pick<AdapterHost, 'log'>,
  close: () => void,
): Cipher {
  const tracked = new Set<string>();
  let flushing: Promise<void> | null = null;
  let again = false;
  let owing = true;

  async function send(request: MachineRequest): Promise<void> {
    const answer = await sendFor(api, request);
    if (request.id !== undefined) await machine.markRequestAsSent(request.id, request.type, answer);
  }

  /** Sends all that the machine asks for; calls made meanwhile share the next run. Rejects where something was not sent. */
  function flush(): Promise<void> {
    if (flushing !== null) {
      again = true;
      return flushing;
    }
    flushing = run().finally(() => {
      flushing = null;
    });
    return flushing;
  }

  async function run(): Promise<void> {
    owing = true;
    do {
      again = false;
      for (const request of (await machine.outgoingRequests()) as MachineRequest[]) await send(request);
    } while (again);
    owing = false;
  }

  /** Everybody's devices are known, a channel to each is open, and each has the room's key. */
  async function share(room: string, members: readonly string[], settings: Content): Promise<void> {
    const fresh = members.filter(userId => !tracked.has(userId));
    if (fresh.length > 0) {
      await machine.updateTrackedUsers(fresh.map(userId => new UserId(userId)));
      owing = true;
    }
    if (owing) await flush();
    for (const userId of fresh) tracked.add(userId);
    const users = (): UserId[] => members.map(userId => new UserId(userId));
    const claim = await machine.getMissingSessions(users());
    if (claim !== null && claim !== undefined) await send(claim);
    const { rotation_period_msgs: messages, rotation_period_ms: ms } = Rotation.parse(settings);
    const requests = await machine.shareRoomKey(new RoomId(room), users(), settingsOf({ messages, ms }));
    await Promise.all(requests.map(request => send(request as MachineRequest)));
  }

  return {
    receive: async sync => {
      await receive(machine, sync);
      // What is not sent now is asked for again: reading must not wait for it.
      await flush().catch((error: unknown) => host.log('info', 'matrix_keys_not_sent', { reason: reasonOf(error) }));
    },
    decrypt: async (room, event) => {
      try {
        const { event: text } = await machine.decryptRoomEvent(JSON.stringify(event), new RoomId(room), untrusted());
        const { type, content } = Decrypted.parse(JSON.parse(text));
        return RoomEvent.parse({ ...event, type, content });
      } catch (error) {
        throw new Undecryptable(codeOf(error));
      }
    },
    encrypt: async (room, type, content, members, settings) => {
      await share(room, members, settings);
      return Content.parse(JSON.parse(await machine.encryptRoomEvent(new RoomId(room), type, JSON.stringify(content))));
    },
    encryptFile: bytes => {
      const { encryptedData, mediaEncryptionInfo } = Attachment.encrypt(bytes);
      return Promise.resolve({ bytes: encryptedData, file: Content.parse(JSON.parse(mediaEncryptionInfo ?? '{}')) });
    },
    decryptFile: (bytes, file) => {
      const { url: _where, ...info } = file;
      return Promise.resolve(Attachment.decrypt(new EncryptedAttachment(bytes, JSON.stringify(info))));
    },
    close: async () => {
      await flushing?.catch(() => undefined);
      close();
    },
  };
}

async function receive(machine: OlmMachine, sync: Sync): Promise<void> {
  const {
    to_device,
    device_lists,
    device_one_time_keys_count: counts,
    device_unused_fallback_key_types: fallback,
  } = sync;
  const ids = (all: readonly string[]): UserId[] => all.map(userId => new UserId(userId));
  const lists = new DeviceLists(ids(device_lists.changed), ids(device_lists.left));
  await machine.receiveSyncChanges(
    JSON.stringify(to_device.events),
    lists,
    new Map(Object.entries(counts)),
    fallback === undefined ? undefined : new Set(fallback),
    untrusted(),
  );
}

/** The machine's own code (a missing key, one withheld, an unknown device): its text may hold ids, never words. */
function codeOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'number' || typeof code === 'string' ? `code ${code}` : 'unreadable';
}
