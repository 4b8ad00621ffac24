/** The syntheses that there are: lines in French. */
import { readSynthesisBody, statementsOf } from '#synthesis/review/body.ts';
import { sayOpening } from '#wording/moments.ts';
import { scopeOf } from '../sheets/context.ts';
import { STATUS_WORDS } from '../sheets/sheet-document.ts';
import { type ReviewContext, synthesisName } from './context.ts';

/** `axis` null: every theme. The latest last. */
export async function listSyntheses(context: ReviewContext, axis: number | null): Promise<readonly string[]> {
  const { reviewed } = context.stores;
  const documents = (await reviewed.list(scopeOf(context), 'synthesis')).filter(
    document => axis === null || document.axis === axis,
  );
  const lines: string[] = [];
  for (const document of documents) {
    const latest = await reviewed.latest(document.id);
    if (latest === null) continue;
    const body = readSynthesisBody(latest.body);
    const kept = statementsOf(body).filter(({ dropped }) => !dropped).length;
    const taken = sayOpening(body.takenAt, context.consultation.timeZone, 'fr');
    const { contributions } = body.figures;
    const read =
      document.status === 'pending' || document.status === 'estimated'
        ? 'pas encore faite'
        : `${contributions} ${contributions > 1 ? 'contributions lues' : 'contribution lue'}, ${kept} ${kept > 1 ? 'affirmations' : 'affirmation'}`;
    lines.push(
      `${synthesisName(document)} du ${taken} (version ${document.version}, ${STATUS_WORDS[document.status]}) : ${read}`,
    );
  }
  return lines.length === 0 ? ["Aucune synthèse pour l'instant."] : lines;
}
