import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../../scripts/lib/paths.ts';

/** What the standard's version 0.x asks of the keys that we use: https://yml.publiccode.tools/schema.core.html */
const PublicCode = z.strictObject({
  publiccodeYmlVersion: z.literal('0'),
  name: z.string().min(1),
  url: z.url(),
  platforms: z.array(z.string()).min(1),
  categories: z.array(z.string().regex(/^[a-z-]+$/)).min(1),
  developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
  softwareType: z.enum(['standalone/backend', 'standalone/web', 'standalone/other']),
  intendedAudience: z.strictObject({ countries: z.array(z.string().regex(/^[A-Z]{2}$/)), scope: z.array(z.string()) }),
  description: z.record(
    z.string().regex(/^[a-z]{2}$/),
    z.strictObject({
      shortDescription: z.string().min(1).max(150),
      longDescription: z.string().min(150).max(10_000),
      features: z.array(z.string().min(1)).min(1),
    }),
  ),
  legal: z.strictObject({ license: z.literal('MIT'), mainCopyrightOwner: z.string() }),
  maintenance: z.strictObject({
    type: z.enum(['internal', 'community']),
    contacts: z.array(z.strictObject({ name: z.string().min(1) })).min(1),
  }),
  localisation: z.strictObject({ localisationReady: z.boolean(), availableLanguages: z.array(z.string()).min(1) }),
  dependsOn: z.strictObject({
    open: z.array(
      z.strictObject({ name: z.string(), versionMin: z.string().optional(), optional: z.boolean().optional() }),
    ),
  }),
});

test('publiccode.yml holds what the standard asks', () => {
  const file = PublicCode.parse(parse(readFileSync(join(ROOT, 'publiccode.yml'), 'utf8')));
  expect(file.legal.license).toBe('MIT');
  expect(Object.keys(file.description).toSorted()).toEqual(file.localisation.availableLanguages.toSorted());
});
