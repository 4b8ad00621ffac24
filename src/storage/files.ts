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
      const { _sum } = await db.prisma.storedFile.aggregate({ where: { participantId }, _sum: { size: true } });
      if ((_sum.size ?? 0) + bytes.byteLength > LIMITS.fileBytesPerPerson) throw storageError('file_too_big', '');
      const id = newId();
      const sql =
        'INSERT INTO file (id, participant_id, name, media_type, size, created_at, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)';
      await db.execute(sql, [id, participantId, safeText(name), safeText(mediaType), bytes.byteLength, now, bytes]);
      return id;
    },
    get: async fileId => {
      const row = await db.prisma.storedFile.findUnique({
        where: { id: fileId },
        select: { name: true, mediaType: true, bytes: true },
      });
      return row === null
        ? null
        : { name: unsafeText(row.name), mediaType: unsafeText(row.mediaType), bytes: new Uint8Array(row.bytes) };
    },
    remove: async fileId => {
      await db.execute('DELETE FROM file WHERE id = ?', [fileId]);
    },
  };
}
