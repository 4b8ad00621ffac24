/** How staff name the organiser's answers: « retenu », « non-retenu »… */
import { ANSWERS, type AnswerGiven } from '#synthesis/review/body.ts';
import { fold } from '#text/index.ts';
import { ANSWER_WORDS } from './synthesis-document.ts';

/** One word each, for a command line. */
export const ANSWER_NAMES: readonly string[] = ANSWERS.map(answer => nameOf(ANSWER_WORDS[answer]));

/** Forgives case, accents, spaces and hyphens; null for none of them. */
export function answerOf(text: string): AnswerGiven | null {
  return ANSWERS.find(answer => nameOf(ANSWER_WORDS[answer]) === nameOf(text)) ?? null;
}

function nameOf(text: string): string {
  return fold(text)
    .trim()
    .replace(/[\s_]+/g, '-');
}
