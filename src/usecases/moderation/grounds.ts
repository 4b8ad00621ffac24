/**
 * The grounds of the published charter (docs/charte-moderation.md): the only reasons for which a contribution is hidden or
 * redacted. Criticizing the organiser is none of them.
 */
import { type Phrase, phrase } from '#conversation/phrases.ts';
import { fold } from '#text/index.ts';

export const GROUNDS = [
  'personal',
  'insult',
  'hatred',
  'threat',
  'illegal',
  'advertising',
  'off_topic',
  'empty',
] as const;
export type Ground = (typeof GROUNDS)[number];

/** As moderators write them, folded. */
const WORDS: Readonly<Record<Ground, readonly string[]>> = {
  personal: ['donnees personnelles', 'personnel', 'vie privee', 'personal'],
  insult: ['insulte', 'insultes', 'injure', 'injures', 'insult'],
  hatred: ['haine', 'discrimination', 'racisme', 'hatred'],
  threat: ['menace', 'menaces', 'violence', 'threat'],
  illegal: ['illegal', 'loi', 'diffamation'],
  advertising: ['publicite', 'pub', 'advertising', 'spam'],
  off_topic: ['hors sujet', 'hors-sujet', 'off topic'],
  empty: ['vide', 'sans contenu', 'empty'],
};

/** Null for what is no ground of the charter. */
export function readGround(text: string): Ground | null {
  const said = fold(text);
  return GROUNDS.find(ground => WORDS[ground].includes(said)) ?? null;
}

export function groundName(ground: string): Phrase {
  return phrase(
    `moderation.ground.${(GROUNDS as readonly string[]).includes(ground) ? (ground as Ground) : 'illegal'}`,
  );
}

/** The first word of each, for a moderator who asks. */
export function groundWords(): string {
  return GROUNDS.map(ground => WORDS[ground][0]).join(', ');
}
