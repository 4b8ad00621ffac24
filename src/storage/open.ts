/** Opens the database that the configuration names, brings it to today's schema, and hands out its stores. */
import { upcastSession } from '#conversation/new-session.ts';
import type { Stores } from '#usecases/ports.ts';
import { createCipher } from './cipher.ts';
import { createBackupStore } from './backups.ts';
import { createConversationStore } from './conversations.ts';
import { createDataStore } from './data.ts';
import type { Database } from './database.ts';
import { createFiguresStore } from './figures.ts';
import { createFileStore } from './files.ts';
import { createInstallationStore, createSecretStore } from './installations.ts';
import { createImportStore } from './imports.ts';
import { createLeaseStore } from './leases.ts';
import { createLinkStore } from './links.ts';
import { committedMigrations, migrate, type Migration } from './migrate.ts';
import { createModerationStore } from './moderation.ts';
import { createModelAnswerStore } from './model-answers.ts';
import { createNetworkStore } from './networks.ts';
import { createOutboxStore } from './outbox.ts';
import { createReviewedStore } from './reviewed.ts';
import { createTranscriptionStore } from './recordings.ts';
import { createRetentionStore } from './retention.ts';
import { createRightsStore } from './rights.ts';
import { createRevisionStore } from './revisions.ts';
import { SessionMemory } from './session-memory.ts';
import type { Upcast } from './session-row.ts';
import { createStaffStore } from './staff.ts';
import { createTurnStore } from './turns.ts';
import { createWorkshopStore } from './workshops.ts';

export interface OpenOptions {
  /** `DATABASE_URL`; null for SQLite in `dataDir`. */
  readonly url: string | null;
  /** Where SQLite's file lives; made (0700) if it is not there. */
  readonly dataDir: string;
  /** ISO UTC with milliseconds and `Z`. */
  readonly now: () => string;
  /** Unique ids of at most 40 ASCII characters: participants, files, links. */
  readonly newId: () => string;
  /** Seal the secrets kept: 32 bytes each, today's first; none by default, and no secret can then be kept. */
  readonly secretKeys?: readonly Uint8Array[];
  /** Brings an older session to `SESSION_SCHEMA`: the conversation's own by default. */
  readonly upcast?: Upcast;
  /** Milliseconds of waiting for another process that holds SQLite's file; `LIMITS.lockWaitMs` by default. */
  readonly lockWaitMs?: number;
  /** Other migrations than the committed ones: for tests. */
  readonly migrations?: readonly Migration[];
}

/** Rejects with a `StorageError` whose message (French) says what to do. */
export async function openStores(options: OpenOptions): Promise<Stores> {
  return storesOn(await openDatabase(options), options);
}

/** The database alone, migrated: for tests and measures. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const db = await connect(options);
  try {
    await migrate(db, options.migrations ?? committedMigrations(db.provider), options.now);
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Loads the driver of the database that is asked for, and not the other. */
async function connect({ url, dataDir, lockWaitMs }: OpenOptions): Promise<Database> {
  if (url === null) return (await import('./sqlite.ts')).openSqlite(dataDir, lockWaitMs);
  return (await import('./postgresql.ts')).openPostgresql(url);
}

export function storesOn(db: Database, options: OpenOptions): Stores {
  const { now, newId, upcast = upcastSession, secretKeys = [] } = options;
  const cipher = secretKeys.length === 0 ? null : createCipher(secretKeys);
  const context = { memory: new SessionMemory(), upcast, now, newId };
  return {
    turns: createTurnStore(db, context),
    outbox: createOutboxStore(db),
    revisions: createRevisionStore(db),
    data: createDataStore(db, upcast),
    networks: createNetworkStore(db),
    links: createLinkStore(db, context),
    files: createFileStore(db, newId),
    transcriptions: createTranscriptionStore(db),
    imports: createImportStore(db, newId),
    backups: createBackupStore(db),
    rights: createRightsStore(db),
    leases: createLeaseStore(db),
    retention: createRetentionStore(db, newId),
    figures: createFiguresStore(db),
    moderation: createModerationStore(db),
    conversations: createConversationStore(db, upcast),
    installations: createInstallationStore(db, cipher),
    secrets: createSecretStore(db, cipher),
    staff: createStaffStore(db, context),
    reviewed: createReviewedStore(db, newId),
    modelAnswers: createModelAnswerStore(db, now),
    workshops: createWorkshopStore(db, context),
    provider: db.provider,
    close: db.close,
  };
}
