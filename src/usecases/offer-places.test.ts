import { expect, test } from 'vitest';
import { findPlace, placeByCode } from '#text/index.ts';
import { offerPlaces } from './offer-places.ts';

test('what is said for a place names that one alone, whatever the place', () => {
  const all = offerPlaces('', 'fr', 2_000);
  expect(all.length).toBeGreaterThan(1_300);
  const codes = all.map(({ said }) => {
    const found = findPlace(said);
    return found.kind === 'exact' ? found.place.code : said;
  });
  expect(codes.filter(code => placeByCode(code) === undefined)).toEqual([]);
  expect(new Set(codes).size).toBe(all.length);
  // Words, but for namesakes: a code tells a person nothing.
  expect(all.filter(({ said }) => /^(?:dep|reg|epci):/.test(said)).length).toBeLessThan(all.length / 10);
});

test('labels tell namesakes apart, in the language of the account', () => {
  expect(offerPlaces('74', 'fr', 1)).toEqual([
    { said: 'Haute-Savoie', label: 'Le département de la Haute-Savoie (74)' },
  ]);
  expect(offerPlaces('fauc', 'en', 1)[0]?.label).toBe('CC Faucigny - Glières, in Haute-Savoie');
  const labels = offerPlaces('', 'fr', 2_000).map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
});
