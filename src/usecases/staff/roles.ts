/** Who may do what. Roles are given to an account (an identity) in a network; each includes those below it. */
import { fold } from '#text/index.ts';

/** From the least to the most. Everybody is a participant; the operator is whoever runs `tdt`. */
export const ROLES = ['participant', 'facilitator', 'moderator', 'staff', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that are given in the chat: the operator's is given by `tdt` alone. */
export type GivenRole = Exclude<Role, 'participant' | 'operator'>;

export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** The higher of the two. */
export function highest(a: Role, b: Role): Role {
  return isAtLeast(a, b) ? a : b;
}

const WORDS: Readonly<Record<GivenRole, readonly string[]>> = {
  facilitator: ['animation', 'animateur', 'animatrice', 'facilitation', 'facilitator', 'facilitateur', 'facilitatrice'],
  moderator: ['moderation', 'moderateur', 'moderatrice', 'moderator'],
  staff: ['equipe', 'staff', 'team'],
};

/** « animation », « modération », « équipe », and their English names; null for any other word. */
export function readRole(text: string): GivenRole | null {
  const word = fold(text);
  for (const role of ['facilitator', 'moderator', 'staff'] as const) if (WORDS[role].includes(word)) return role;
  return null;
}
