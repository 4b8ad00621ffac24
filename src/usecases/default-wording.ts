/** The wording of the product: its catalogs, its territories. */
import { describePlace, placeByCode } from '#text/index.ts';
import { CATALOGS, DEFAULT_LANGUAGE } from '#wording/catalogs.ts';
import { createWording, type Wording } from '#wording/wording.ts';

export function createDefaultWording(): Wording {
  return createWording({ catalogs: CATALOGS, defaultLanguage: DEFAULT_LANGUAGE, describePlace: sayPlace });
}

/** A code that no list holds (an older list's) is said as it stands. */
function sayPlace(code: string, lang: string): string {
  const place = placeByCode(code);
  return place === undefined ? code : describePlace(place, lang);
}
