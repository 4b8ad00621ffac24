/**
 * Makes src/text/territories.json, the compact list of régions, départements and EPCI that the bot searches.
 *
 *     node scripts/build-territories.ts DIRECTORY
 *
 * DIRECTORY holds regions.json, departements.json and epci.json as the package @etalab/decoupage-administratif
 * gives them. Run it by hand when a new year's list is out, then review the difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const SOURCE = 'Code officiel géographique 2026 (INSEE), par @etalab/decoupage-administratif 6.0.0';
const LICENCE = 'Licence Ouverte (données) ; MIT, Copyright (c) 2018-2019 Etalab (paquet)';
const DATE = '2026-01-01';

const region = z.object({ code: z.string(), nom: z.string(), zone: z.enum(['metro', 'drom', 'com']) });
const departement = region.extend({ region: z.string() });
const epci = z.object({
  code: z.string().regex(/^\d{9}$/),
  nom: z.string(),
  type: z.enum(['CC', 'CA', 'CU', 'METRO', 'MET69']),
  population: z.number().int(),
  departements: z.array(z.string()).min(1),
});

const directory = process.argv[2];
if (directory === undefined) {
  process.stderr.write('Usage: node scripts/build-territories.ts DIRECTORY\n');
  process.exit(2);
}
const load = (file: string): unknown => JSON.parse(readFileSync(join(directory, file), 'utf8'));
const tidy = (name: string): string => name.normalize('NFC').replaceAll("''", '"').replace(/\s+/g, ' ').trim();

// An overseas collectivity stands in both of the INSEE's lists under one code; it is no région: kept once.
const regions = z
  .array(region)
  .parse(load('regions.json'))
  .filter(({ zone }) => zone !== 'com');
const departements = z.array(departement).parse(load('departements.json'));
const epcis = z.array(epci).parse(load('epci.json'));
const byCode = (a: { code: string }, b: { code: string }): number => (a.code < b.code ? -1 : 1);

const sections = {
  regions: regions.toSorted(byCode).map(({ code, nom, zone }) => [code, tidy(nom), zone]),
  departements: departements
    .toSorted(byCode)
    .map(({ code, nom, zone, region: of }) => [code, tidy(nom), zone === 'com' ? '' : of, zone]),
  epci: epcis
    .toSorted(byCode)
    .map(({ code, nom, type, departements: of, population }) => [code, type, tidy(nom), of.join(' '), population]),
};

const head = { source: SOURCE, licence: LICENCE, date: DATE };
const lines = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
for (const [key, rows] of Object.entries(sections)) {
  const written = rows.map(row => `    [${row.map(cell => JSON.stringify(cell)).join(', ')}]`);
  lines.push(`  ${JSON.stringify(key)}: [\n${written.join(',\n')}\n  ]`);
}
writeFileSync(new URL('../src/text/territories.json', import.meta.url), `{\n${lines.join(',\n')}\n}\n`);
process.stdout.write(`${regions.length} régions, ${departements.length} départements, ${epcis.length} EPCI\n`);
