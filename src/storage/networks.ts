/** Networks, their workspaces and the invitations to join them. */
import type { NetworkStore } from '#usecases/ports.ts';
import type { Database } from './database.ts';
import { safeText, unsafeText } from './safe-text.ts';
import { insertRows } from './sql.ts';

/** The network that exists from the start. */
export const DEFAULT_NETWORK = { id: 'reseau', name: 'Réseau' } as const;

export function createNetworkStore(db: Database): NetworkStore {
  const create = async (id: string, name: string, now: string): Promise<'created' | 'exists'> => {
    const rows = await db.transaction(tx =>
      insertRows(
        tx,
        'network',
        ['id', 'name', 'created_at'],
        ['text', 'text', 'text'],
        [[id, safeText(name), now]],
        'ON CONFLICT DO NOTHING',
        'RETURNING id',
      ),
    );
    return rows.length > 0 ? 'created' : 'exists';
  };
  return {
    ensureDefault: async now => {
      const [first] = await db.query('SELECT id FROM network ORDER BY created_at, id LIMIT 1', []);
      if (first !== undefined) return String(first[0]);
      await create(DEFAULT_NETWORK.id, DEFAULT_NETWORK.name, now);
      return DEFAULT_NETWORK.id;
    },
    list: async () => {
      // By hand: Prisma's client would add 50 MB to every command that only wants a network's name.
      const rows = await db.query(
        `SELECT n.id, n.name, (SELECT CAST(count(*) AS int) FROM workspace w WHERE w.network_id = n.id),
          (SELECT CAST(count(*) AS int) FROM participant p WHERE p.network_id = n.id) FROM network n ORDER BY n.id`,
        [],
      );
      return rows.map(([id, name, workspaces, participants]) => ({
        id: String(id),
        name: unsafeText(String(name)),
        workspaces: Number(workspaces),
        participants: Number(participants),
      }));
    },
    create,
    invite: async (network, codeHash, expiresAt, now) => {
      const prisma = await db.prisma();
      if ((await prisma.network.count({ where: { id: network } })) === 0) return 'unknown_network';
      await prisma.invitation.create({ data: { codeHash, networkId: network, expiresAt, createdAt: now } });
      return 'created';
    },
    redeemInvitation: (codeHash, platform, workspace, now) =>
      db.transaction(async tx => {
        const place = [safeText(platform), safeText(workspace)];
        // One statement both checks and takes it: two workspaces cannot use the same invitation.
        const [taken] = await tx.query(
          `UPDATE invitation SET redeemed_at = ?, platform = ?, workspace = ?
            WHERE code_hash = ? AND redeemed_at IS NULL AND expires_at > ? RETURNING network_id`,
          [now, ...place, codeHash, now],
        );
        if (taken === undefined) return null;
        const network = String(taken[0]);
        await attach(tx, place, network, now);
        return network;
      }),
    networkOf: async (platform, workspace) => {
      const sql = 'SELECT network_id FROM workspace WHERE platform = ? AND workspace = ?';
      const [row] = await db.query(sql, [safeText(platform), safeText(workspace)]);
      return row === undefined ? null : String(row[0]);
    },
    attach: async (platform, workspace, network, now) => {
      await db.transaction(tx => attach(tx, [safeText(platform), safeText(workspace)], network, now));
    },
  };
}

async function attach(
  tx: Parameters<typeof insertRows>[0],
  place: readonly string[],
  network: string,
  now: string,
): Promise<void> {
  await insertRows(
    tx,
    'workspace',
    ['platform', 'workspace', 'network_id', 'attached_at'],
    ['text', 'text', 'text', 'text'],
    [[...place, network, now]],
    'ON CONFLICT (platform, workspace) DO UPDATE SET network_id = excluded.network_id, attached_at = excluded.attached_at',
  );
}
