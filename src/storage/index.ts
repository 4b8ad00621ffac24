/** Where everything is kept: SQLite by default, PostgreSQL when an URL says so. */
export { StorageError, type StorageCode } from './errors.ts';
export { openStores, type OpenOptions } from './open.ts';
export { resetDatabase } from './reset.ts';
