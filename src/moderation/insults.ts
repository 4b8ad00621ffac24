/**
 * Insults, by what is said to or of somebody. Words that are also innocent (« gourde », « manche », « ordures
 * ménagères ») count only in the phrases that make insults of them, or not at all. Harsh criticism is none.
 */
import { findAll, type Finding } from './finding.ts';

const STRONG = [
  'connards?',
  'connasses?',
  'conards?',
  'salopes?',
  'salauds?',
  'salop(?:e|ard)s?',
  'encules?',
  'enculees?',
  'putes?',
  'abruti(?:e|s|es)?',
  'cretins?',
  'cretines?',
  'imbeciles?',
  'trouducs?',
  'trous? du cul',
  'pedes?',
  'tarlouzes?',
  'gouines?',
  'negros?',
  'bougnoules?',
  'youpins?',
  'bicots?',
  'bamboulas?',
  'chinetoques?',
  'ratons',
  'fdp',
  'ntm',
  'tg',
  'ta gueule',
  'vos gueules',
  'ferme la',
  'nique(?:z)? (?:ta|vos|ton|votre|sa|leur)',
  'niquer? (?:ta|vos|leur) (?:mere|race)',
  'va te faire (?:foutre|enculer)',
  'allez vous faire (?:foutre|enculer)',
  'foutez le camp',
  'casse[- ]toi',
  'grosses? merdes?',
  'tas de merde',
  'sous[- ]merdes?',
  'raclures?',
  'tocards?',
  'bouffon(?:ne)?s? va',
];
/** Only where what stands before makes them so. */
const AFTER = String.raw`(?:especes? d(?:e |')|bandes? d(?:e |')|tas d(?:e |')|pauvres? |gros(?:se)?s? |sales? |sacres? |petits? |vieux |vieille |ces |ce |cette |quels? |vous etes (?:tous )?(?:des |d'|qu'une bande d(?:e |'))|tu es (?:un |une )|t'es (?:un |une )|(?:est|c'est) (?:un |une )(?:gros |sale |pauvre |vrai )?|(?:sont|c'est)(?: tous)? des )`;
const PEJORATIVE = [
  'cons?',
  'connes?',
  'batards?',
  'batardes?',
  'debiles?',
  'bouffons?',
  'ordures?',
  'pourris',
  'pourritures?',
  'guignols?',
  'clowns?',
  'nazis?',
  'fachos?',
  'nuls',
  'incapables',
  'parasites?',
  'vermines?',
  'cloportes?',
  'porcs?',
  'chiens?',
  'chiennes?',
  'rats',
  'tapettes?',
  'salete',
  'merdes?',
  'minables?',
  'blaireaux?',
  'branleurs?',
  'branleuses?',
  'glands?',
  'pouffes?',
  'pouffiasses?',
  'petasses?',
  'garces?',
  'voleurs',
  'escrocs',
  'idiots?',
  'idiotes?',
];
/** Slurs made of who people are. */
const SLUR = String.raw`sales? (?:arabes?|juifs?|juives?|noirs?|noires?|blancs?|musulmans?|roms?|gitans?|chinois|portugais|etrangers?|homos?|gauchos?|bougnoules?|negres?)`;

const EDGE = String.raw`(?<![\p{L}\p{N}])`;
const END = String.raw`(?![\p{L}\p{N}])`;
const INSULT = new RegExp(`${EDGE}(?:${STRONG.join('|')}|${AFTER}(?:${PEJORATIVE.join('|')})|${SLUR})${END}`, 'gu');
/** « un con de clown », but also what is no insult at all after « ce » or « c'est un ». */
const INNOCENT =
  /(?:ce|ces|cette|gros|grosse|petits?|vieux|vieille|quels?|pauvres?|est une?|est un) (?:chiens?|chiennes?|clowns?|porcs?|rats|glands?|parasites?|blaireaux?|ordures?|merdes?|voleurs|escrocs)$/;

/** `folded`: see `foldInPlace`. */
export function findInsults(folded: string): Finding[] {
  return findAll('insult', unleet(folded), INSULT).filter(({ start, end }) => !INNOCENT.test(folded.slice(start, end)));
}

const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '@': 'a', $: 's' };

/** « c0nnard »: a sign inside a word of letters is the letter that it looks like. As long as the text. */
function unleet(folded: string): string {
  return folded.replace(/(?<=\p{L})[01345@$](?=\p{L})/gu, sign => LEET[sign] ?? sign);
}
