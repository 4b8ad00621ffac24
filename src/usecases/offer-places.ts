/** Territories for a list that follows the keyboard. Pure. */
import type { PlaceOffer } from '#messaging/index.ts';
import { describePlace, findPlace, type Place, suggestPlaces } from '#text/index.ts';

/** At most `limit`, best first, each with the words that name it alone. */
export function offerPlaces(typed: string, lang: string, limit: number): readonly PlaceOffer[] {
  return suggestPlaces(typed, limit).map(place => {
    const described = describePlace(place, lang);
    const label = described.charAt(0).toUpperCase() + described.slice(1);
    return { label, said: nameOf(place) };
  });
}

/** Its name where no other place bears it; its code otherwise. */
function nameOf({ name, code }: Place): string {
  const found = findPlace(name);
  return found.kind === 'exact' && found.place.code === code ? name : code;
}
