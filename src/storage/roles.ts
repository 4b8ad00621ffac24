/** Who may do what, in one network. */
import type { Role } from '#usecases/staff/ports.ts';
import { accountRow } from './inputs.ts';
import type { Queryable } from './sql.ts';

/** The role given to an account in the network; `participant` where none is. */
export async function rolesOf(
  tx: Queryable,
  network: string,
  { platform, workspace, userId }: { readonly platform: string; readonly workspace: string; readonly userId: string },
): Promise<Role> {
  const sql = 'SELECT role FROM staff_role WHERE network_id = ? AND platform = ? AND workspace = ? AND user_id = ?';
  const [row] = await tx.query(sql, [network, ...accountRow(platform, workspace, userId)]);
  return row === undefined ? 'participant' : (String(row[0]) as Role);
}
