/** Erasure asked for by letter, and what makes the deleted leave the disk. */
import type { RightsStore } from '#usecases/ports/rights.ts';
import type { Database } from './database.ts';
import { eraseParticipants } from './erase.ts';

export function createRightsStore(db: Database): RightsStore {
  return {
    authorOf: async (network, consultation, reference) => {
      const [row] = await db.query(
        `SELECT c.participant_id, w.id FROM contribution c LEFT JOIN workshop w ON w.id = c.participant_id
          WHERE c.network_id = ? AND c.consultation = ? AND c.reference = ?`,
        [network, consultation, reference],
      );
      return row === undefined ? null : { participantId: String(row[0]), group: row[1] !== null };
    },
    erase: async (participantId, now) => {
      await db.transaction(tx => eraseParticipants(tx, [participantId], now));
      await db.scrub();
    },
    compact: () => db.compact(),
  };
}
