/** What is wished for told as done, and what is told of another time. */
import { cueOf } from '../cues.ts';
import { plainVerbs } from './plain.ts';
import { type Around, type CitedSentence, type Evidence, nearest } from './evidence.ts';

const CONDITIONAL =
  /\b(?!(?:entr|montr|offr|ouvr|couvr|rencontr|tir|attir|retir|souffr|demeur|laiss)(?:ait|aient|ais|ions)\b)\w{2,}r(?:ait|aient|ais|ions|iez)\b/;
/** Words by which one wishes, asks, or lets it be seen that nothing is done yet. */
const WISH =
  /\b(?:faut|faudrait|faudra|souhait\w*|voudr\w*|veut|veulent|voulons|voulait|aimerai\w*|demand\w*|reclam\w*|propos\w*|sugger\w*|recommand\w*|preconis\w*|plaid\w*|appel\w* aa?|esper\w*|attend\w*|envisag\w*|prevoi\w*|prevu\w*|projet\w*|imagin\w*|pourquoi ne pas|aa? quand|besoins?|necessaires?|indispensables?|souhaitables?|doit|doivent|devr\w*|devoir|favorables?|pour que|afin (?:que|de)|priorite|objectif|idee|utile|important|mieux vaudrait|manqu\w*|prefer\w*|juge\w*|estim\w*|trouv\w*|pens\w*|croi\w*)\b/;
/** Wishes proper: what they bear on is not there. */
const WISHED =
  /\b(?:il (?:faut|faudrait|conviendrait)|faudrait|(?:serait|ce serait) (?:bien|bon|utile|souhaitable|interessant|judicieux|ideal|mieux)|(?:je|nous|on) (?:propos\w+|sugger\w+|souhait\w+|voudr\w+|demand\w+|recommand\w+|preconis\w+|esper\w+|aimerai\w*|attend\w*|reve\w*)|j'(?:aimerai\w*|esper\w*|attend\w*)|pourquoi (?:ne )?pas|aa? quand|devrai(?:t|ent)|pourrai(?:t|ent)|suffirait|si seulement|(?:qu|l)'on (?:mette|fasse|donne|cree|puisse|arrete))\b/;
/** A verb told as a fact, now, before or later. */
const FACT =
  /\b(?:est|sont|a|ont|y a|existent?|disposent?|beneficient?|recoi(?:t|vent)|fait|font|peut|peuvent|va|vont|permet(?:tent)?|offre(?:nt)?|propose(?:nt)?|assure(?:nt)?|accueille(?:nt)?|\w{3,}(?:era|ira|dra|ront))\b/;
const PLURAL_VERB =
  /\b(?:les|des|ils|elles|ces|nos|ses|leurs)(?: [\w'-]+){1,3}? (?!\w*ment\b|souvent|content|different|recent|urgent|present|permanent|frequent|competent|absent|couvent|argent|agent|patient|parent|client|accident)(\w{3,}ent)\b/;

const FUTURE =
  /\b(?!(?:camera|opera|extra|ultra|environs|verra?s)\b)(?:\w+(?:era|ira|dra|tra|vra|rra)s?|\w{2,}(?:er|ir|dr|tr|vr|rr)(?:ont|ons|ai))\b|\b(?:sera|seront|aura|auront|fera|feront|ira|iront)\b|\b(?:va|vont|allons) (?:\w+ )?\w+(?:er|ir|re)\b/;
const FUTURE_HINT = /\b(?:bientot|prochain\w*|d'ici|a venir|prevu\w*|demain|futur\w*|avenir|l'an prochain|jusqu\w*)\b/;
const PAST_PARTICIPLE = String.raw`(?:\w{2,}(?:e|ee|es|ees|i|is|ie|ies|it|u|us|ue|ues|ert|erte|erts|aint|eint|os|ort))`;
const PAST = new RegExp(
  String.raw`\b(?:a|ont|ai|as|avons|avez|avait|avaient) (?:ete |bien |deja |tous |tout |enfin |pas |plus |jamais |toujours |aussi |beaucoup )*${PAST_PARTICIPLE}\b|\b(?:est|sont|suis|sommes) (?:deja |enfin )?(?:parti|arrive|venu|alle|devenu|reste|entre|sorti|mort|ne|revenu)e?s?\b|\b(?:etait|etaient|etais|avait|avaient|fut|furent|fallait|faisait|pouvait|pouvaient)\b`,
);
const WAS = /\b(?:etait|etaient|avait|avaient|y avait)\b/;
const IS = /\b(?:est|sont|ont|a (?!\w+(?:er|ir|re)\b)|c'est|y a)\b/;
const BY_NOW = /\b(?:maintenant|desormais|aujourd'hui|actuellement|depuis|toujours|encore)\b/;

/** Whether a folded statement has a verb that tells a fact: a name, or a wish in the infinitive, has none. */
export const tellsFact = (verbs: string): boolean => FACT.test(verbs) || PLURAL_VERB.test(verbs);

/** Whether the statement tells as a fact what its nearest cited sentence only wishes. */
export function wishToldAsFact(raw: string, stems: ReadonlySet<string>, { sentences }: Evidence): boolean {
  const statement = plainVerbs(raw);
  if (WISH.test(statement) || CONDITIONAL.test(statement) || /\?/.test(raw) || cueOf(raw) === 'proposal') return false;
  const near = nearest(stems, sentences);
  if (near === undefined || !wishes(near, stems)) return false;
  return tellsFact(statement);
}

/** The part of the sentence that shares most with the statement is under a wish. */
function wishes({ verbs, text }: CitedSentence, stems: ReadonlySet<string>): boolean {
  const parts = verbs.split(/[;:]|, (?=mais|car|alors)|\b(?:mais|car|parce qu\w+|alors qu\w+)\b/);
  let best = '';
  let most = 0;
  for (const part of parts) {
    const both = [...stems].filter(stem => part.includes(stem)).length;
    if (both > most) {
      best = part;
      most = both;
    }
  }
  if (WISHED.test(best)) return true;
  return parts.length === 1 && cueOf(text) === 'proposal' && !FACT.test(verbs);
}

/** Whether the statement tells of a time that no cited sentence tells of. */
export function timeShifted(raw: string, stems: ReadonlySet<string>, { sentences }: Evidence): boolean {
  const near = nearest(stems, sentences)?.verbs;
  if (near === undefined) return false;
  const statement = plainVerbs(raw).replace(/\b(?:si|s'ils?) .*/, '');
  const all = sentences.map(({ verbs }) => verbs).join(' ');
  const future = FUTURE.test(statement);
  const past = PAST.test(statement);
  if (future && !FUTURE.test(all) && !FUTURE_HINT.test(all) && !WISHED.test(all)) return true;
  if (past && !future && FUTURE.test(near) && !PAST.test(all)) return true;
  if (WAS.test(statement) && !PAST.test(all)) return true;
  return !past && !future && IS.test(statement) && WAS.test(near) && !IS.test(all) && !BY_NOW.test(all);
}

/** Words that place what they bear on before, after, since or until. */
const ANCHORED: readonly (readonly [string, RegExp])[] = [
  ['since', /\b(?:depuis|aa? (?:partir|compter) d\w*|sitot)(?: ?[a-z']{1,4}){0,2} ?/g],
  ['until', /\b(?:jusqu'?\w*|d'ici)(?: ?[a-z']{1,4}){0,2} ?/g],
  ['before', /\bavant(?: [a-z']{1,4}){0,2} /g],
  ['after', /\b(?:apres|au-dela d\w*)(?: [a-z']{1,4}){0,2} /g],
];
const DATED =
  /^(?:\d{1,4}|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w{4,})/;

/** Whether what is told « until » something is told « since » it, or « before » instead of « after ». */
export function anchorShifted(raw: string, { allVerbs }: Evidence): boolean {
  const statement = plainVerbs(raw);
  const said = anchors(statement);
  if (said.size === 0 && !/\d/.test(statement)) return false;
  const given = anchors(allVerbs);
  for (const [anchor, kinds] of said) {
    const there = given.get(anchor);
    if (there !== undefined && ![...kinds].some(kind => there.has(kind))) return true;
  }
  // A date that the source bounds, and the statement does not: « jusqu'en 2025 » is not « en 2025 ».
  for (const [anchor, there] of given)
    if (
      /^\d{4}$|^(?:janv|fevr|mars|avri|juin|juil|aout|sept|octo|nove|dece)/.test(anchor) &&
      !said.has(anchor) &&
      (there.has('until') || there.has('since'))
    )
      if (new RegExp(String.raw`\b(?:en|au|debut|fin) (?:\w+ )?${anchor}`).test(statement)) return true;
  return false;
}

/** Characters in which two words of a date stand. */
const DATE_CHARS = 40;

function anchors(text: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [kind, pattern] of ANCHORED)
    for (const match of text.matchAll(pattern)) {
      const words = text
        .slice(match.index + match[0].length, match.index + match[0].length + DATE_CHARS)
        .split(/[^\w]+/)
        .slice(0, 2);
      for (const word of words) {
        if (!DATED.test(word)) break;
        const kinds = found.get(word) ?? new Set<string>();
        found.set(word, kinds.add(kind));
      }
    }
  return found;
}

/** A wish that the quotation left out, just before it: « il serait bon que ». */
const WISHED_BEFORE = /\b(?:que|qu'|de|d'|a)\s*$/;

/** Whether what the source says just before the statement's own words wishes for it. */
export function wishLeftOut(raw: string, around: readonly Around[]): boolean {
  const statement = plainVerbs(raw);
  if (WISH.test(statement) || CONDITIONAL.test(statement) || !tellsFact(statement)) return false;
  return around.some(({ before }) => WISHED_BEFORE.test(before) && WISHED.test(before.slice(-60)));
}
