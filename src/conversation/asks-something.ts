/** A question put to the robot, where a choice was awaited. */
import { fold } from '#text/index.ts';

const OPENERS =
  /^(?:c'?est quoi|c quoi|qu'?est[ -]ce|qui (?:etes|es)|quoi|pourquoi|comment|combien|est[ -]ce que|a quoi|what|why|who|how|is it|can i)\b/;

/** « C'est quoi ? », « qui êtes-vous », « combien de temps ça prend » : the person asks, and does not answer. */
export function asksSomething(text: string): boolean {
  return /\?\s*$/.test(text) || OPENERS.test(fold(text));
}
