/** Files kept in the database, up to a bound. */
import type { FileStore } from '#usecases/ports.ts';
import type { Database } from './database.ts';
import { storageError } from './explain.ts';
import { LIMITS } from './limits.ts';
import { safeText, unsafeText } from './safe-text.ts';

export function createFileStore(db: Database, newId: () => string): FileStore {
  return {
    put: async (participantId, name, mediaType, bytes, now) => {
      if (bytes.byteLength > LIMITS.fileBytes) throw storageError('file_too_big', '');
      const id = newId();
      const columns = 'id, participant_id, name, media_type, size, created_at, bytes';
      const row = [id, participantId, safeText(name), safeText(mediaType), bytes.byteLength, now, bytes];
      await db.transaction(async tx => {
        const total = 'SELECT CAST(coalesce(sum(size), 0) AS int) FROM file WHERE participant_id = ?';
        const [kept] = await tx.query(total, [participantId]);
        if (Number(kept?.[0]) + bytes.byteLength > LIMITS.fileBytesPerPerson) throw storageError('file_too_big', '');
        await tx.execute(`INSERT INTO file (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`, row);
      });
      return id;
    },
    get: async fileId => {
      const [row] = await db.query('SELECT name, media_type, bytes FROM file WHERE id = ?', [fileId]);
      if (row === undefined) return null;
      const [name, mediaType, bytes] = row as readonly unknown[] as readonly [string, string, Uint8Array];
      return { name: unsafeText(name), mediaType: unsafeText(mediaType), bytes: new Uint8Array(bytes) };
    },
    remove: async fileId => {
      await db.execute('DELETE FROM file WHERE id = ?', [fileId]);
    },
  };
}
