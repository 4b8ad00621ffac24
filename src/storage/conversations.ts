/** Reads of conversations outside any turn. */
import type { Session } from '#conversation/session.ts';
import type { ConversationStore } from '#usecases/ports.ts';
import { answersOfPersons } from './answers.ts';
import { accountRow } from './inputs.ts';
import { readSession, type Upcast } from './session-row.ts';
import { safeText, unsafeText } from './safe-text.ts';
import type { Queryable } from './sql.ts';

export function createConversationStore(db: Queryable, upcast: Upcast): ConversationStore {
  return {
    of: async (platform, workspace, userId) => {
      const sql = `SELECT s.participant_id, s.state FROM identity i JOIN session s ON s.participant_id = i.participant_id
        WHERE i.platform = ? AND i.workspace = ? AND i.user_id = ?`;
      const [row] = await db.query(sql, accountRow(platform, workspace, userId));
      if (row === undefined) return null;
      const id = String(row[0]);
      return readSession(String(row[1]), (await answersOfPersons(db, [id])).get(id) ?? [], upcast);
    },
    live: async (platform, since, limit) => {
      const sql = `SELECT s.state FROM session s WHERE s.updated_at >= ? AND EXISTS
        (SELECT 1 FROM identity i WHERE i.participant_id = s.participant_id AND i.platform = ?)
        ORDER BY s.updated_at DESC, s.participant_id LIMIT ?`;
      const rows = await db.query(sql, [since, safeText(platform), limit]);
      return rows
        .map(([state]) => JSON.parse(String(state)) as Session)
        .filter(({ address }) => address.platform === platform)
        .map(({ address, lastOrder, stage }) => ({ address, lastOrder, stage: stage.name }));
    },
    homes: async (platform, userId) => {
      const sql = `SELECT i.workspace, p.network_id FROM identity i
        JOIN participant p ON p.id = i.participant_id LEFT JOIN session s ON s.participant_id = i.participant_id
        WHERE i.platform = ? AND i.user_id = ?
        ORDER BY coalesce(s.updated_at, i.created_at) DESC, i.created_at DESC, i.workspace`;
      const rows = await db.query(sql, [safeText(platform), safeText(userId)]);
      return rows.map(([workspace, network]) => ({
        workspace: unsafeText(String(workspace)),
        network: String(network),
      }));
    },
  };
}
