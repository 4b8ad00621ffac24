/** `npm run generate`: derives the SQLite schema, then generates both clients whether they changed or not. */
import { derive } from './derive-schema.ts';
import { generateWhenStale } from './lib/prisma-client.ts';

derive({ check: false });
await generateWhenStale({ force: true });
