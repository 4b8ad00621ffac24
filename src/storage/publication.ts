/** What the staff's acts on syntheses and sheets read and write, on the transaction of their turn. */
import type { PublicationRows } from '#usecases/publication/ports.ts';
import { contributionRows } from './data.ts';
import { statuses, statusesOf } from './moderation.ts';
import { reviewedRows } from './reviewed.ts';
import { revisionRows } from './revisions.ts';
import type { Queryable } from './sql.ts';

export function publicationRows(tx: Queryable, newId: () => string): PublicationRows {
  return {
    reviewed: reviewedRows(tx, newId),
    data: contributionRows(tx),
    revisions: revisionRows(tx),
    moderation: {
      statuses: (network, consultation) => statuses(tx, network, consultation),
      statusesOf: (network, consultation, references) => statusesOf(tx, network, consultation, references),
    },
    wantNews: async (network, consultation, axis) => {
      // The last choice counts, whichever it is.
      const sql = `SELECT c.participant_id, c.reference FROM contribution c
        WHERE c.network_id = ? AND c.consultation = ? AND c.axis = ? AND c.status = 'submitted'
        AND (SELECT r.value FROM choice_record r WHERE r.participant_id = c.participant_id AND r.choice = 'news'
          ORDER BY r.id DESC LIMIT 1) = 'yes' ORDER BY c.number`;
      const rows = await tx.query(sql, [network, consultation, axis]);
      return rows.map(([participantId, reference]) => ({
        participantId: String(participantId),
        reference: String(reference),
      }));
    },
  };
}
