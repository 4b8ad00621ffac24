/** Where everything is kept: SQLite by default, PostgreSQL when an URL says so. */
export { openStores, type OpenOptions } from './open.ts';
export { resetDatabase } from './reset.ts';
