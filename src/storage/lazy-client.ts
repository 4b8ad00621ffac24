/** Prisma's client, made when it is first asked for. */
import type { PrismaClient } from './generated/postgresql/client.ts';

export interface LazyClient {
  readonly get: () => Promise<PrismaClient>;
  /** Disconnects it, if it was ever made. */
  readonly close: () => Promise<void>;
}

export function lazyClient(make: () => Promise<PrismaClient>): LazyClient {
  let client: Promise<PrismaClient> | null = null;
  return {
    get: () => (client ??= make()),
    close: async () => {
      if (client !== null) await (await client).$disconnect();
    },
  };
}
