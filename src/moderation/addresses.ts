/** Postal addresses: a number and a way with its name, a lieu-dit with its post code, a flat, a post box. */
import { CONTEXT_CHARS } from './limits.ts';
import type { Finding } from './finding.ts';

const NUMBER = String.raw`(?<![\p{L}\p{N}.,/])\d{1,4} ?(?:bis|ter|quater)?,? {1,2}`;
/** Ways that are hardly anything else after a number, then those that are often something else. */
const SURE =
  'rue|avenue|av\\.?|boulevard|bd\\.?|bld\\.?|impasse|allee|quai|faubourg|fg\\.?|lotissement|sente|venelle|ruelle|rond-point|esplanade';
const UNSURE =
  'place|pl\\.|cours|chemin|ch\\.|route|rte|square|passage|villa|hameau|residence|sentier|promenade|parc|montee|cite|domaine|clos|mail';
const LINK = String.raw`(?:du |de la |de l'|des |de |d'|la |le |les |l')?`;
const NAME = String.raw`[\p{L}\p{N}][\p{L}\p{N}'-]{1,40}(?: [\p{L}\p{N}][\p{L}\p{N}'-]{1,40}){0,4}`;
const WAY = new RegExp(`${NUMBER}(?:(?<sure>${SURE})|(?<unsure>${UNSURE})) (?<link>${LINK})(?<name>${NAME})`, 'dgu');
const OTHERS =
  /(?<![\p{L}\p{N}])(?:bp|boite postale|cs) ?\d{1,6},? (?:\d{5}(?!\d))|(?<![\p{L}\p{N}])(?:residence|batiment|bat\.|lieu-dit|lieudit|hameau|appartement|appt\.?) [\p{L}\p{N}' -]{1,60}?, ?[\p{L}\p{N}', -]{0,60}?\d{5} \p{L}/gu;
const DWELLS = /\b(?:habite|habitons|demeure|domicilie|domiciliee|adresse|reside|loge|chez nous|vit)\b[^.!?]*$/;
/** What follows « 1 place », « 4 cours » when they are no address. */
const NO_NAME =
  /^(?:stationnement|parking|formation|creche|conseiller|conseillere|animateur|animatrice|mediateur|informatique|francais|anglais|numerique|libre|vide|n)\b/;

/** `plain`, `folded`: the same text (`same-length.ts`). Linear: every quantifier is bounded. */
export function findAddresses(plain: string, folded: string): Finding[] {
  const found: Finding[] = [];
  for (const match of folded.matchAll(WAY)) {
    const { groups, index, indices } = match;
    const [at] = indices?.groups?.['name'] ?? [index];
    const name = groups?.['name'] ?? '';
    if (NO_NAME.test(name)) continue;
    const named = /^[\p{Lu}\d]/u.test(plain.slice(at, at + 1));
    const after = folded.slice(at, at + CONTEXT_CHARS * 2);
    const sure = groups?.['sure'] !== undefined && !/^(?:n'est|est|a|et|ou|sur|sans|qui|pour|pas)\b/.test(name);
    const dwells = DWELLS.test(folded.slice(Math.max(0, index - CONTEXT_CHARS), index));
    if (sure || named || /^[^.!?]{0,60}\b\d{5}\b/.test(after) || dwells)
      found.push({ kind: 'address', start: index, end: endOf(folded, index, match[0].length) });
  }
  for (const match of folded.matchAll(OTHERS))
    found.push({ kind: 'address', start: match.index, end: endOf(folded, match.index, match[0].length) });
  return found;
}

/** The post code and the town that follow are part of it. */
function endOf(folded: string, start: number, length: number): number {
  const rest = /^[, -]{0,3}\d{5} \p{L}[\p{L}'-]{1,40}/u.exec(folded.slice(start + length, start + length + 60));
  return start + length + (rest?.[0].length ?? 0);
}
