/** The bounds of this room, each with its unit. */
export const LIMITS = {
  /** Inputs decided in one transaction; more are run as several. */
  groupInputs: 200,
  /** Times that a group is run again for those who lost a race; what still loses stays pending in the inbox. */
  groupRounds: 10,
  /** Times that a transaction is begun again after a conflict (40P01, 40001, or a stale memory). */
  transactionAttempts: 12,
  /** Milliseconds before the first new attempt; doubled each time, with a share of chance, up to `retryMaxMs`. */
  retryFirstMs: 5,
  retryMaxMs: 250,
  /** Milliseconds that a statement of SQLite may wait for another process, with the whole of ours held up meanwhile. */
  sqliteBusyMs: 50,
  /** Milliseconds of waiting for another process, in all, before « base verrouillée » is said. */
  lockWaitMs: 15_000,
  /** Statements that one connection keeps prepared. */
  preparedStatements: 200,
  /** SQLite's page cache of each of the two connections, in KiB. */
  sqliteCacheKiB: 8_192,
  /** Bytes of SQLite's log past which it is cut back when it is next emptied. */
  sqliteLogBytes: 16_777_216,
  /** Connections to PostgreSQL that one process opens. */
  postgresConnections: 10,
  /** Milliseconds to reach PostgreSQL. */
  postgresConnectMs: 5_000,
  /** Milliseconds after which PostgreSQL takes back the locks of a process that went silent inside a transaction. */
  postgresIdleInTransactionMs: 60_000,
  /** Milliseconds of waiting for another process that is migrating. */
  migrationWaitMs: 60_000,
  /** Sessions kept in memory, with their answers. */
  cachedSessions: 2_000,
  /** Workshops kept in memory, with their ideas. */
  cachedWorkshops: 300,
  /** Accounts whose person is remembered. */
  cachedAccounts: 10_000,
  /** Times that a stored input is tried before it is put aside for the operator. */
  inputAttempts: 5,
  /** UTF-16 units of the name of an event or a message kept as they are; a longer one is replaced by its hash. */
  nameChars: 300,
  /** Alerts of danger shown at once. */
  alertsShown: 10,
  /** Rows read at once by an export. */
  exportPage: 100,
  /** Sent messages, workspaces… read or written in one statement. */
  batchRows: 1_000,
  /** Bytes of a key that seals secrets (AES-256). */
  secretKeyBytes: 32,
  /** Bytes of one file kept in the database. */
  fileBytes: 10_485_760,
  /** Bytes of all the files of one person. */
  fileBytesPerPerson: 52_428_800,
  /** Milliseconds that the owner of an account has to accept a link once the code was typed. */
  linkAcceptMs: 600_000,
  /** Milliseconds after which somebody who was writing is tried again. */
  busyReminderMs: 3_600_000,
  /** UTF-16 units of a text of the staff's log. */
  auditChars: 300,
  /** Workspaces of a network that are read at once. */
  workspacesRead: 200,
} as const;
