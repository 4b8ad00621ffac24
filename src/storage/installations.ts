/** Workspaces that let us in, with their secrets sealed; one that took it back leaves a row without any. */
import type { Installation, InstallationStore } from '#messaging/installations.ts';
import type { SecretStore } from '#usecases/ports.ts';
import type { Cipher } from './cipher.ts';
import type { Database } from './database.ts';
import { storageError } from './explain.ts';
import { safeText, unsafeText } from './safe-text.ts';
import { insertRows, type Row } from './sql.ts';

const COLUMNS = ['platform', 'workspace', 'organisation', 'name', 'secret', 'installed_at', 'removed_at'];

/** `cipher` null: no key is set; nothing can be kept nor opened. */
export function createInstallationStore(db: Database, cipher: Cipher | null): InstallationStore {
  return {
    save: async (platform, { workspace, organisation, name, secret, installedAt }) => {
      if (cipher === null) throw storageError('no_secret_key', db.place.where);
      const sealed = cipher.seal(secret, contextOf(platform, workspace));
      const above = organisation === null ? null : safeText(organisation);
      const row = [...key(platform, workspace), above, safeText(name), sealed, installedAt, null];
      const others = COLUMNS.slice(2).map(column => `${column} = excluded.${column}`);
      await db.transaction(tx =>
        insertRows(
          tx,
          'installation',
          COLUMNS,
          COLUMNS.map(() => 'text'),
          [row],
          `ON CONFLICT (platform, workspace) DO UPDATE SET ${others.join(', ')}`,
        ),
      );
    },
    find: async (platform, workspace) => {
      const sql = `SELECT workspace, organisation, name, installed_at, secret FROM installation
        WHERE platform = ? AND workspace = ? AND secret IS NOT NULL`;
      const [row] = await db.query(sql, key(platform, workspace));
      if (row === undefined) return null;
      const secret = cipher?.open(String(row[4]), contextOf(platform, workspace)) ?? null;
      if (secret === null) throw storageError(cipher === null ? 'no_secret_key' : 'other_secret_key', db.place.where);
      return { ...installed(row), secret };
    },
    list: async platform => {
      const sql = `SELECT workspace, organisation, name, installed_at FROM installation
        WHERE platform = ? AND secret IS NOT NULL ORDER BY name, workspace`;
      return (await db.query(sql, [safeText(platform)])).map(installed);
    },
    remove: async (platform, workspace, at) => {
      const sql = `UPDATE installation SET secret = NULL, removed_at = ?
        WHERE platform = ? AND workspace = ? AND secret IS NOT NULL AND installed_at <= ?`;
      return db.transaction(async tx => (await tx.execute(sql, [at, ...key(platform, workspace), at])) > 0);
    },
  };
}

/** Seals again, under today's key, what an older one had sealed. */
export function createSecretStore(db: Database, cipher: Cipher | null): SecretStore {
  return {
    reseal: async () => {
      if (cipher === null) throw storageError('no_secret_key', db.place.where);
      const rows = await db.query('SELECT platform, workspace, secret FROM installation WHERE secret IS NOT NULL', []);
      let [resealed, unreadable] = [0, 0];
      for (const [platform, workspace, sealed] of rows.map(row => row.map(String))) {
        if (platform === undefined || workspace === undefined || sealed === undefined) continue;
        if (cipher.isCurrent(sealed)) continue;
        const context = contextOf(unsafeText(platform), unsafeText(workspace));
        const secret = cipher.open(sealed, context);
        if (secret === null) unreadable += 1;
        else {
          // What was installed again meanwhile is under today's key already.
          const sql = 'UPDATE installation SET secret = ? WHERE platform = ? AND workspace = ? AND secret = ?';
          const parameters = [cipher.seal(secret, context), platform, workspace, sealed];
          resealed += await db.transaction(tx => tx.execute(sql, parameters));
        }
      }
      return { resealed, unreadable };
    },
  };
}

function installed([workspace, organisation, name, installedAt]: Row): Omit<Installation, 'secret'> {
  return {
    workspace: unsafeText(String(workspace)),
    organisation: typeof organisation === 'string' ? unsafeText(organisation) : null,
    name: unsafeText(String(name)),
    installedAt: String(installedAt),
  };
}

function key(platform: string, workspace: string): readonly string[] {
  return [safeText(platform), safeText(workspace)];
}

function contextOf(platform: string, workspace: string): string {
  return `installation/${platform}/${workspace}`;
}
