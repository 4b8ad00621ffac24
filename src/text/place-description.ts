/** How a place is said in a sentence, with the right article and preposition. */
import { MAX_DEPARTEMENTS_NAMED } from './limits.ts';
import { DEPARTEMENT_SAID, REGION_IN } from './place-words.ts';
import { type Place, placeByCode } from './territories.ts';

const isEnglish = (lang: string): boolean => /^en\b/i.test(lang);
const bare = (code: string): string => code.slice(code.indexOf(':') + 1);

/** « en Haute-Savoie », « dans l'Ain », « à Mayotte ». */
function inDepartement(code: string, english: boolean): string {
  const name = placeByCode(`dep:${code}`)?.name ?? code;
  return english ? name : `${DEPARTEMENT_SAID.get(code)?.in ?? 'en '}${name.replace(/^La (?!Réunion)/, '')}`;
}

function listed(items: readonly string[], joint: string): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')}${joint}${last}`;
}

/** Where an EPCI lies: « en Côte-d'Or et en Saône-et-Loire », « en Île-de-France » when it straddles many. */
function whereabouts(place: Place, english: boolean): string {
  const codes = place.departements;
  if (codes.length <= MAX_DEPARTEMENTS_NAMED) {
    const where = codes.map(code => inDepartement(code, english));
    return english ? `in ${listed(where, ' and ')}` : listed(where, ' et ');
  }
  const region = place.region === null ? undefined : placeByCode(`reg:${place.region}`);
  if (region === undefined) return english ? `across ${codes.length} départements` : `sur ${codes.length} départements`;
  return english ? `in ${region.name}` : `${REGION_IN.get(bare(region.code)) ?? 'en '}${region.name}`;
}

/** « département de la Haute-Savoie », « collectivité de Saint-Martin », « territoire des Terres australes… ». */
function departement(place: Place): { article: string; text: string } {
  const of = DEPARTEMENT_SAID.get(bare(place.code))?.of ?? 'de ';
  const noun =
    place.zone !== 'com' ? 'département' : /^(?:Terres|Île)/.test(place.name) ? 'territoire' : 'collectivité';
  return { article: noun === 'collectivité' ? 'la' : 'le', text: `${noun} ${of}${place.name}` };
}

/**
 * The place with what tells it apart: « CC Faucigny - Glières, en Haute-Savoie », « le département de la Haute-Savoie
 * (74) », « la région Bretagne », « la France entière ». English for a `lang` that begins with « en », French otherwise.
 */
export function describePlace(place: Place, lang: string): string {
  const english = isEnglish(lang);
  if (place.kind === 'country') return english ? 'the whole of France' : 'la France entière';
  if (place.kind === 'epci') return `${place.name}, ${whereabouts(place, english)}`;
  if (place.kind === 'region') {
    const name = place.name.replace(/^La /, '');
    return english ? `the ${name} region` : `la région ${name}`;
  }
  if (english)
    return `the ${place.zone === 'com' ? 'territory' : 'département'} of ${place.name} (${bare(place.code)})`;
  const { article, text } = departement(place);
  return `${article} ${text} (${bare(place.code)})`;
}
