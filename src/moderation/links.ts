/** Links: with their scheme, by « www. », or a bare domain under a name that people use. */
import { findAll, type Finding } from './finding.ts';

const LINK =
  /(?:https?|ftp):\/\/[^\s<>"')\]]{2,2000}|(?<![\p{L}\p{N}@./-])www\.[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}(?:\/[^\s<>"')\]]{0,2000})?|(?<![\p{L}\p{N}@./_%+-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,4}(?:fr|com|org|net|eu|info|io|be|ch|lu|ly|re|app|coop|site|shop|xyz|biz|club|bzh|corsica|paris|alsace|online|link|gl|tv)(?![\p{L}\p{N}@-])(?:\/[^\s<>"')\]]{0,2000})?/giu;

/** Linear: a domain's labels are bounded. */
export function findLinks(plain: string): Finding[] {
  return findAll('link', plain, LINK);
}
