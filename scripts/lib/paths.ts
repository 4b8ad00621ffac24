import { fileURLToPath } from 'node:url';

/** The checkout's root, with a trailing slash. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export const PROVIDERS = ['sqlite', 'postgresql'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** Where each provider's Prisma schema stands, from the root. PostgreSQL's is the source, SQLite's is derived from it. */
export const SCHEMAS: Readonly<Record<Provider, string>> = {
  postgresql: 'prisma/schema.prisma',
  sqlite: 'prisma/sqlite/schema.prisma',
};
