/**
 * A statement that follows its source nearly word for word is laid beside it: what was put in the place of what, and
 * what was left out, is then known exactly.
 */
import { LEAST_CONDITION_WORDS, LEAST_FOLLOWED, MAX_COMPARED_WORDS } from '../limits.ts';
import type { CitationFault } from '../model.ts';
import type { CitedSentence } from './evidence.ts';
import { tellsFact } from './mood.ts';
import { plainVerbs } from './plain.ts';

/** What stands in one place: in the source, and in the statement. Either may be empty. */
interface Gap {
  readonly given: string;
  readonly said: string;
}

const WISHING =
  /\b(?:doi(?:t|vent)|devr\w+|fau(?:t|drait|dra)|pourrai(?:t|ent)|souhait\w+|voudr\w+|propos\w+|demand\w+|aimerai\w*|serai(?:t|ent))\b/;
const WISHING_THAT = /\b(?:faut|faudrait|serait \w+|souhait\w+|voudr\w+|propos\w+|demand\w+|aimerai\w*) qu[e']?\b/;
const TOLD = /\b(?:est|sont|a|ont|sera|seront|etait|etaient|fait|font|va|vont)\b/;
const PART =
  /\b(?:certaine?s?|quelques|plusieurs|souvent|parfois|surtout|beaucoup|plupart|majorite|moitie|tiers|quart|principalement|generalement|presque|rarement|nombreu\w+)\b/;
const WHOLE =
  /\b(?:tous|toutes|tout|toute|toujours|jamais|uniquement|seulement|exclusivement|totalite|chaque|partout|aucune?)\b/;
const COMING = /\b(?:sera|seront|aura|auront|va|vont|\w+(?:era|eront|ira|iront))\b/;
const GONE = /\b(?:a|ont|etait|etaient|avait|avaient|ete|fut|furent)\b/;
const UNTIL = /\b(?:jusqu|d'ici)/;
const SINCE = /\b(?:depuis|a+ partir|a+ compter|sitot)\b/;
const BOUND =
  /^\W*(?:si|s'ils?|sauf|excepte|hormis|a+ condition|a+ moins qu|sous reserve|pourvu qu|tant qu|seulement|uniquement|en cas d)\b/;

/** What the replaced and the missing words tell, each fault once. */
export function substituted(statement: string, near: CitedSentence | undefined): CitationFault[] {
  if (near === undefined) return [];
  const verbs = plainVerbs(statement);
  const gaps = gapsOf(wordsOf(near.verbs), wordsOf(verbs));
  if (gaps === null) return [];
  const found = new Set<CitationFault>();
  for (const { given, said } of gaps) {
    const both = given !== '' && said !== '';
    if (
      WISHING.test(given) &&
      !WISHING.test(said) &&
      (TOLD.test(said) || (said === '' && WISHING_THAT.test(given) && !WISHING.test(verbs) && tellsFact(verbs)))
    )
      found.add('wish_as_fact');
    if (both && PART.test(given) && !PART.test(said) && WHOLE.test(said) && !WHOLE.test(given)) found.add('inflated');
    if (both && timeTurned(given, said)) found.add('time_differs');
    if (both && otherFigures(given, said)) found.add('figure_misplaced');
    if (said === '' && given.split(' ').length >= LEAST_CONDITION_WORDS && BOUND.test(given))
      found.add('condition_lost');
  }
  return [...found];
}

const timeTurned = (given: string, said: string) =>
  (COMING.test(given) && !COMING.test(said) && GONE.test(said)) ||
  (GONE.test(given) && !GONE.test(said) && COMING.test(said)) ||
  (UNTIL.test(given) && SINCE.test(said)) ||
  (SINCE.test(given) && UNTIL.test(said));

/** A figure alone in the place of another: longer gaps were reworded. */
const otherFigures = (given: string, said: string) => /^\d+$/.test(given) && /^\d+$/.test(said);

/** Words, « 12 000 » being one and the same as « 12000 ». */
const wordsOf = (plain: string): string[] =>
  (plain.match(/\d{1,3}(?: \d{3})+(?!\d)|[\p{L}\p{N}]+'?/gu) ?? [])
    .slice(0, MAX_COMPARED_WORDS)
    .map(word => (/^\d/.test(word) ? word.replaceAll(' ', '') : word));

/** The gaps between the words in common (longest common subsequence), or null where too few are. */
function gapsOf(given: readonly string[], said: readonly string[]): Gap[] | null {
  const known = new Set(given);
  if (said.filter(word => known.has(word)).length < said.length * LEAST_FOLLOWED) return null;
  const width = said.length + 1;
  const lengths = new Uint16Array((given.length + 1) * width);
  for (let i = given.length - 1; i >= 0; i -= 1)
    for (let j = said.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        given[i] === said[j]
          ? (lengths[(i + 1) * width + j + 1] as number) + 1
          : Math.max(lengths[(i + 1) * width + j] as number, lengths[i * width + j + 1] as number);
  if ((lengths[0] as number) < said.length * LEAST_FOLLOWED) return null;
  return walk(given, said, lengths);
}

function walk(given: readonly string[], said: readonly string[], lengths: Uint16Array): Gap[] {
  const width = said.length + 1;
  const gaps: Gap[] = [];
  let [i, j, fromI, fromJ] = [0, 0, 0, 0];
  const close = () => {
    if (i > fromI || j > fromJ)
      gaps.push({ given: given.slice(fromI, i).join(' '), said: said.slice(fromJ, j).join(' ') });
  };
  while (i < given.length && j < said.length) {
    if (given[i] === said[j]) {
      close();
      i += 1;
      j += 1;
      [fromI, fromJ] = [i, j];
    } else if ((lengths[(i + 1) * width + j] as number) >= (lengths[i * width + j + 1] as number)) i += 1;
    else j += 1;
  }
  [i, j] = [given.length, said.length];
  close();
  return gaps;
}
