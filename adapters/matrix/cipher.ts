/** What the adapter asks of encryption: a port of its own, so that nothing else knows how keys are kept. */
import type { Content, RoomEvent, Sync } from './payloads.ts';

export interface Cipher {
  /** What a sync brought for this device; before its rooms are read. Resolves once it is on disk. */
  readonly receive: (sync: Sync) => Promise<void>;
  /** The event as it was before it was encrypted. Rejects with an `Undecryptable`. */
  readonly decrypt: (room: string, event: RoomEvent) => Promise<RoomEvent>;
  /**
   * The content to send in its place. `members`: everybody who may read the room; `settings`: what its encryption asks for. Not for
   * two messages of one room at once.
   */
  readonly encrypt: (
    room: string,
    type: string,
    content: Content,
    members: readonly string[],
    settings: Content,
  ) => Promise<Content>;
  readonly encryptFile: (bytes: Uint8Array) => Promise<{ readonly bytes: Uint8Array; readonly file: Content }>;
  readonly decryptFile: (bytes: Uint8Array, file: Content) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

/** The key did not come, or was refused. */
export class Undecryptable extends Error {
  override readonly name = 'Undecryptable';
}
