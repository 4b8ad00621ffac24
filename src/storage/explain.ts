/** From what a driver says to what an operator can act upon. */
import { driverFact, isBusy, StorageError, type StorageCode } from './errors.ts';

/** Where the data is, to be named in messages: SQLite's file, or PostgreSQL's host and database (never the password). */
export interface Place {
  readonly provider: 'sqlite' | 'postgresql';
  readonly where: string;
}

/** The `StorageError` for this error where there is one to give; otherwise the error as it came. */
export function explain(error: unknown, place: Place): unknown {
  if (error instanceof StorageError) return error;
  const fact = driverFact(error);
  if (fact === null) {
    const lost = place.provider === 'postgresql' && error instanceof Error && isLostConnection(error.message);
    return lost ? storageError('unreachable', place.where, error) : error;
  }
  const code =
    place.provider === 'sqlite' ? sqliteCode(fact.code, fact.message, error) : postgresCode(fact.code, fact.kind);
  return code === null ? error : new StorageError(code, MESSAGES[code](place.where), { cause: error });
}

function sqliteCode(code: string, message: string, error: unknown): StorageCode | null {
  if (isBusy(error)) return 'locked';
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC' || code === 'EDQUOT') return 'disk_full';
  // ENOENT is what making a folder on a read-only disk says.
  if (/^(SQLITE_(READONLY|CANTOPEN|PERM)|EROFS|ENOENT|EACCES|EPERM|ENOTDIR|EEXIST|EISDIR)/.test(code))
    return 'read_only';
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return 'corrupted';
  // A write that the disk refused: a quota or a full disk most of the time; SQLite does not tell them apart.
  if (code.startsWith('SQLITE_IOERR')) return /WRITE|FSYNC|SHMSIZE/.test(code) ? 'disk_full' : 'corrupted';
  return message.includes('directory does not exist') ? 'read_only' : null;
}

function postgresCode(code: string, kind: string): StorageCode | null {
  if (code === '28P01' || code === '28000' || kind === 'AuthenticationFailed' || kind === 'DatabaseAccessDenied')
    return 'wrong_password';
  if (code === '3D000') return 'unknown_database';
  if (code === '53300') return 'too_many_connections';
  if (code === '53100') return 'disk_full';
  if (code === '25006') return 'read_only';
  if (code.startsWith('XX')) return 'corrupted';
  // 57P01 to 57P03: stopped, crashed, starting; 08…: the connection broke.
  if (/^(08|57P0)/.test(code) || UNREACHABLE.has(code) || UNREACHABLE.has(kind)) return 'unreachable';
  return null;
}

const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TlsConnectionError',
]);

/** What pg 8 says, without any code, of a connection that broke while it was held or waited for (its client.js, pg-pool). */
function isLostConnection(message: string): boolean {
  return /^(Connection terminated|Client (has encountered a connection error|was closed)|timeout e(xpired|xceeded when trying to connect)|Query read timeout)/.test(
    message,
  );
}

const MESSAGES: Readonly<Record<StorageCode, (where: string) => string>> = {
  bad_backup: () =>
    "Ce fichier n'est pas une sauvegarde entière de Tour de table : il est coupé, abîmé ou d'un autre programme. Rien n'a été changé.",
  bad_url: () =>
    "DATABASE_URL n'est pas comprise : elle doit commencer par « postgresql:// » (ou être absente, pour SQLite). Un « % » s'y écrit « %25 ».",
  changed_migration: where =>
    `La base ${where} a été préparée avec une autre version d'un fichier de migration. Remettez les fichiers de la version installée, ou restaurez une sauvegarde.`,
  corrupted: where =>
    `La base ${where} est abîmée ou n'est pas une base de Tour de table. Arrêtez le service, gardez une copie du fichier, puis restaurez la dernière sauvegarde.`,
  disk_full: where =>
    `Le disque de la base ${where} est plein. Libérez de la place, puis relancez : rien de ce qui a été confirmé n'est perdu.`,
  file_too_big: () => 'Le fichier est trop gros, ou cette personne en a déjà déposé trop.',
  locked: where =>
    `La base ${where} est occupée par un autre programme depuis trop longtemps. Fermez les outils qui l'ont ouverte, puis relancez.`,
  newer_backup: () =>
    "Cette sauvegarde vient d'une version plus récente de Tour de table. Installez cette version, puis restaurez. Rien n'a été changé.",
  not_empty: where =>
    `La base ${where} n'est pas vide : une restauration n'écrase rien. Créez une base neuve, et donnez son adresse dans DATABASE_URL.`,
  newer_schema: where =>
    `La base ${where} vient d'une version plus récente de Tour de table. Installez cette version, ou restaurez une sauvegarde d'avant la mise à jour.`,
  no_secret_key: () =>
    'TDT_SECRET_KEY manque : sans cette clé, aucun jeton ne peut être gardé ni relu. Remettez celle qui servait ; pour une première fois, « tdt key new » en fait une.',
  other_secret_key: where =>
    `Un jeton de la base ${where} a été chiffré avec une autre clé. Remettez l'ancienne dans TDT_SECRET_KEY, après la nouvelle et une virgule.`,
  read_only: where =>
    `Impossible d'écrire dans la base ${where}. Donnez à l'utilisateur du service le droit d'écrire dans ce dossier (et vérifiez que le disque n'est pas en lecture seule), puis relancez.`,
  too_many_connections: where =>
    `PostgreSQL (${where}) n'accepte plus de connexions. Augmentez max_connections, ou arrêtez une réplique.`,
  unknown_database: where =>
    `La base ${where} n'existe pas sur ce serveur PostgreSQL. Créez-la (createdb), ou corrigez DATABASE_URL.`,
  unknown_workspace: where =>
    `L'espace ${where} n'appartient à aucun réseau. Rattachez-le par une invitation (tdt network).`,
  unreachable: where =>
    `PostgreSQL ne répond pas (${where}). Vérifiez qu'il est démarré et que DATABASE_URL donne la bonne adresse.`,
  wrong_password: where => `PostgreSQL (${where}) refuse cet utilisateur ou ce mot de passe. Corrigez DATABASE_URL.`,
};

/** A `StorageError` with the message of its code. */
export function storageError(code: StorageCode, where: string, cause?: unknown): StorageError {
  return new StorageError(code, MESSAGES[code](where), cause === undefined ? {} : { cause });
}
