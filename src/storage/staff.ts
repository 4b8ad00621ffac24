/** What staff acts read and write, on the transaction of their turn or on one of their own. */
import {
  GROUP_ACCOUNT,
  type RoleRows,
  type StaffMember,
  type StaffStore,
  type StaffTx,
} from '#usecases/staff/ports.ts';
import { auditRows } from './audit.ts';
import { campaignQueue, campaignRows } from './campaigns.ts';
import type { Database } from './database.ts';
import { figureRows } from './follow-up-figures.ts';
import { writeInternal } from './internal-inputs.ts';
import { accountRow, readAccount } from './inputs.ts';
import { announcementRows, channelRows, dateRows } from './staff-life.ts';
import { draftsByRevision, revisionRows } from './revisions.ts';
import { publicationRows } from './publication.ts';
import { moderationRows } from './moderation.ts';
import { transcriptionRows } from './recordings.ts';
import { retentionRows } from './retention.ts';
import { rolesOf } from './roles.ts';
import { LIMITS } from './limits.ts';
import { safeText, unsafeText } from './safe-text.ts';
import { workshopRows } from './workshops.ts';
import type { Queryable, Row } from './sql.ts';

export interface StaffContext {
  readonly now: () => string;
  readonly newId: () => string;
}

export function createStaffStore(db: Database, context: StaffContext): StaffStore {
  return {
    transaction: work => db.transaction(tx => work(staffTx(tx, context))),
    groups: async (platform, workspace) => {
      const sql = 'SELECT user_id FROM staff_role WHERE platform = ? AND workspace = ? AND user_id LIKE ?';
      const rows = await db.query(sql, [safeText(platform), safeText(workspace), `${GROUP_ACCOUNT}%`]);
      return rows.map(([id]) => unsafeText(String(id)).slice(GROUP_ACCOUNT.length));
    },
    dates: consultation => dateRows(db).all(consultation),
    queue: campaignQueue(db),
  };
}

/** The staff's port over one transaction. */
export function staffTx(tx: Queryable, context: StaffContext): StaffTx {
  return {
    roles: roleRows(tx),
    workshops: workshopRows(tx, context),
    audit: auditRows(tx, context.newId),
    campaigns: campaignRows(tx),
    figures: figureRows(tx),
    dates: dateRows(tx),
    revisions: { ...revisionRows(tx), drafts: (network, consultation) => draftsByRevision(tx, network, consultation) },
    channels: channelRows(tx),
    announcements: announcementRows(tx),
    publication: publicationRows(tx, context.newId),
    moderation: moderationRows(tx),
    transcriptions: transcriptionRows(tx),
    retention: retentionRows(tx),
    tell: (id, participantId, event) =>
      writeInternal(tx, [{ kind: 'internal', id, participantId, event }], context.now()),
  };
}

function roleRows(tx: Queryable): RoleRows {
  return {
    of: (network, account) => rolesOf(tx, network, account),
    list: async network => {
      const sql = `SELECT platform, workspace, user_id, role, granted_at, granted_by FROM staff_role
        WHERE network_id = ? ORDER BY granted_at, platform, workspace, user_id`;
      return (await tx.query(sql, [network])).map(readMember);
    },
    give: async (network, { platform, workspace, userId, role, grantedAt, grantedBy }) => {
      const sql = `INSERT INTO staff_role (network_id, platform, workspace, user_id, role, granted_at, granted_by)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (network_id, platform, workspace, user_id)
        DO UPDATE SET role = excluded.role, granted_at = excluded.granted_at, granted_by = excluded.granted_by`;
      const by = safeText(grantedBy);
      await tx.execute(sql, [network, ...accountRow(platform, workspace, userId), role, grantedAt, by]);
    },
    take: async (network, { platform, workspace, userId }) => {
      const sql = 'DELETE FROM staff_role WHERE network_id = ? AND platform = ? AND workspace = ? AND user_id = ?';
      return (await tx.execute(sql, [network, ...accountRow(platform, workspace, userId)])) > 0;
    },
    workspacesOf: async network => {
      const sql = 'SELECT platform, workspace FROM workspace WHERE network_id = ? ORDER BY platform, workspace LIMIT ?';
      return (await tx.query(sql, [network, LIMITS.workspacesRead])).map(([platform, workspace]) => ({
        platform: unsafeText(String(platform)),
        workspace: unsafeText(String(workspace)),
      }));
    },
    networkOf: async (platform, workspace) => {
      const sql = 'SELECT network_id FROM workspace WHERE platform = ? AND workspace = ?';
      const [row] = await tx.query(sql, [safeText(platform), safeText(workspace)]);
      return row === undefined ? null : String(row[0]);
    },
  };
}

function readMember(row: Row): StaffMember {
  const [platform, workspace, userId, role, grantedAt, grantedBy] = row;
  return {
    ...readAccount([platform ?? '', workspace ?? '', userId ?? '']),
    role: String(role) as StaffMember['role'],
    grantedAt: String(grantedAt),
    grantedBy: unsafeText(String(grantedBy)),
  };
}
