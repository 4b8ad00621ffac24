/**
 * Names of people: a title and a name, a first name and a surname, a first name told by who it is (« ma voisine
 * Josiane »). Names of places that honour somebody (« collège Jean Moulin ») are none. No dictionary knows every name:
 * this misses rare first names without a title, and a moderator reads every text all the same.
 */
import type { Finding } from './finding.ts';
import { FIRST_NAMES } from './first-names.ts';
import { PLACE_WORDS_BEFORE } from './limits.ts';
import { foldInPlace } from './same-length.ts';

const WORD = String.raw`\p{L}[\p{L}'-]{0,40}`;
const CAPITAL = String.raw`\p{Lu}[\p{L}'-]{0,40}`;
const PARTICLE = String.raw`(?:(?:de|du|des|le|la|el|ben|van|von|da|dos|Le|La|De|Du|El|Ben|Van|Von) |(?:d|D)')`;
const EDGE = String.raw`(?<![\p{L}\p{N}'-])`;

const FULL_TITLE = new RegExp(
  `${EDGE}(?:[Mm]onsieur|MONSIEUR|[Mm]adame|MADAME|[Mm]ademoiselle|[Dd]octeur|[Mm]aître|[Pp]rofesseure?) (?<name>${PARTICLE}?${CAPITAL}(?: ${CAPITAL}){0,2})`,
  'dgu',
);
const SHORT_TITLE = new RegExp(
  `${EDGE}(?:M\\.|m\\.|Mr\\.?|mr\\.?|MR|M(?:me|ME)\\.?|mme\\.?|M(?:lle|LLE)\\.?|mlle\\.?|Dr\\.?|dr\\.?|Pr\\.) ?(?<name>${PARTICLE}?${WORD}(?: ${CAPITAL}){0,2})`,
  'dgu',
);
const FIRST_AND_LAST = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?<first>\\p{Lu}[\\p{L}-]{0,40})(?= (?<last>${PARTICLE}?${CAPITAL}|\\p{Lu}\\.))`,
  'dgu',
);
const KIN =
  'fils|fille|mari|femme|voisin|voisine|ami|amie|collegue|soeur|s\u0153ur|frere|mere|pere|tante|oncle|cousin|cousine|neveu|niece|compagnon|compagne|conjoint|conjointe|copain|copine|patron|patronne|chef|cheffe|agent|agente|conseiller|conseillere|secretaire|mediateur|mediatrice|animateur|animatrice|grand-mere|grand-pere|belle-mere|beau-pere|belle-fille|gendre|petit-fils|petite-fille';
const TOLD = new RegExp(`(?<![\\p{L}])(?:${KIN}),? (?<name>\\p{L}[\\p{L}-]{1,30})(?![\\p{L}])`, 'dgu');
const NAMED = new RegExp(`(?:nommée?|prénommée?|dénommée?|un certain|une certaine) (?<name>${CAPITAL})`, 'dgu');
/** Things too are called something: these want a first name that is known. */
const CALLED = new RegExp(`(?:s'appelle|s'appelait|se nomme|appelée?) (?<name>${CAPITAL})`, 'dgu');
const BETWEEN_COMMAS = new RegExp(`, (?<name>${CAPITAL}),`, 'dgu');

/** Nouns before a name that make it a place's or a body's. */
const PLACES =
  /(?:college|lycee|ecole|maternelle|rue|avenue|boulevard|bd|place|square|quai|allee|impasse|cours|pont|parc|jardin|stade|gymnase|piscine|salle|complexe|hopital|clinique|chu|maison|residence|ehpad|foyer|centre|espace|mediatheque|bibliotheque|theatre|cinema|musee|universite|institut|fondation|association|prix|cite|quartier|gare|station|metro|arret|aeroport|rocade|loi|plan|amphi|amphitheatre|tiers-lieu|mjc|villa|eglise|paroisse|groupe|esplanade|rond-point|chateau|tour|lotissement|zac|pole|saint|sainte)$/;
/** What follows a title and is an office, or nobody. */
const OFFICES =
  /^(?:le|la|les|l'.*|du|de|des|d'.*|et|est|a|qui|que|un|une|au|tout(?:-le-monde)?|tres|x|y|maire|prefet|prefete|president|presidente|ministre|depute|deputee|senateur|senatrice|directeur|directrice|monsieur|madame|mme|mademoiselle|je|vous|il|elle|bonjour|merci|pas|en|dans|pour|par|sur|je|ne|si|ou|mais|dit|m'a|n'a|s'est|avait|va|age|agee)$/;
const NOT_SURNAMES = /^(?:et|france|paris|europe|je|il|elle|nous|vous|mais|la|le|les|quand|pour)$/;

/** `plain`, `folded`: the same text (`same-length.ts`). */
export function findNames(plain: string, folded: string): Finding[] {
  const found = [
    ...named(plain, FULL_TITLE, name => !OFFICES.test(foldInPlace(firstWord(name)))),
    ...named(plain, SHORT_TITLE, name => !OFFICES.test(foldInPlace(firstWord(name)))),
    ...named(folded, TOLD, name => FIRST_NAMES.has(firstPart(name))),
    ...named(plain, NAMED, name => name.length > 1),
    ...named(plain, CALLED, name => FIRST_NAMES.has(firstPart(foldInPlace(name)))),
    ...named(plain, BETWEEN_COMMAS, name => FIRST_NAMES.has(firstPart(foldInPlace(name)))),
  ];
  for (const match of plain.matchAll(FIRST_AND_LAST)) {
    const { first = '', last = '' } = match.groups ?? {};
    if (!FIRST_NAMES.has(firstPart(foldInPlace(first)))) continue;
    if (NOT_SURNAMES.test(foldInPlace(last)) || isPlace(folded, match.index)) continue;
    found.push({ kind: 'person', start: match.index, end: match.index + first.length + 1 + last.length });
  }
  return found;
}

function named(text: string, expression: RegExp, isName: (name: string) => boolean): Finding[] {
  const found: Finding[] = [];
  for (const match of text.matchAll(expression)) {
    const [start, end] = match.indices?.groups?.['name'] ?? [0, 0];
    if (isName(match.groups?.['name'] ?? '')) found.push({ kind: 'person', start, end });
  }
  return found;
}

/** Whether one of the last words before says that this is a place's name, with nothing ended in between. */
function isPlace(folded: string, start: number): boolean {
  const before =
    folded
      .slice(Math.max(0, start - 60), start)
      .split(/[,.;:!?()]/)
      .at(-1) ?? '';
  const last = before.trim().split(' ').slice(-PLACE_WORDS_BEFORE);
  return last.some(word => PLACES.test(word.replace(/^.*'/, '')));
}

function firstWord(name: string): string {
  return name.split(' ')[0] ?? '';
}

function firstPart(name: string): string {
  return name.split('-')[0] ?? '';
}
