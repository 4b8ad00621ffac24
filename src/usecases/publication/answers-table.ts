/** The organiser's answers, as a table proposal / answer. */
import type { Block, Line } from '#documents/document.ts';
import { statementsOf } from '#synthesis/review/body.ts';
import { synthesisName } from './syntheses/context.ts';
import type { ShownSynthesis } from './syntheses/show-synthesis.ts';
import { ANSWER_WORDS } from './syntheses/synthesis-document.ts';

/** null where nothing was answered yet. `linkOf`: where a reader finds a statement's synthesis. */
export function answersTable(
  syntheses: readonly ShownSynthesis[],
  linkOf: (shown: ShownSynthesis) => string | null,
): Block | null {
  const rows = syntheses.flatMap((shown): Line[][] => {
    const href = linkOf(shown);
    const name = synthesisName(shown.document);
    return statementsOf(shown.body)
      .filter(({ dropped }) => !dropped)
      .flatMap(({ number, text, answer }) =>
        answer === null
          ? []
          : [
              [
                [{ text: `${name}, ${number}`, ...(href === null ? {} : { href }) }],
                text,
                ANSWER_WORDS[answer.answer],
                answer.reason,
              ],
            ],
      );
  });
  if (rows.length === 0) return null;
  return {
    kind: 'table',
    caption: "Ce que l'organisateur répond",
    columns: ['Affirmation', 'Ce qui est dit', 'Réponse', 'Raison'],
    rows,
  };
}
