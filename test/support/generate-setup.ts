/** Vitest's global set-up: the database clients are those of the present schema, even when vitest is run by itself. */
import { generateWhenStale } from '../../scripts/lib/prisma-client.ts';

export default async function setup(): Promise<void> {
  await generateWhenStale();
}
