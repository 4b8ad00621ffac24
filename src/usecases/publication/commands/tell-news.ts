/** Who asked for news is told what became of their contribution: cited in the synthesis that is published, or read. */
import { phrase } from '#conversation/phrases.ts';
import { statementsOf } from '#synthesis/review/body.ts';
import type { StaffCall } from '../../staff/command.ts';
import type { StaffTx } from '../../staff/ports.ts';
import { synthesisName } from '../syntheses/context.ts';
import type { SynthesisOutcome } from '../syntheses/outcome.ts';

/** How many people are told: once for each version published. */
export async function tellNews(
  { network, consultation }: StaffCall,
  tx: StaffTx,
  { document, body }: Extract<SynthesisOutcome, { kind: 'done' }>,
): Promise<number> {
  const kept = statementsOf(body).filter(({ dropped }) => !dropped);
  const cited = new Set(kept.flatMap(({ citations }) => citations.map(({ id }) => id)));
  const read = new Set(body.inputs.map(({ reference }) => reference));
  const waiting = await tx.publication.wantNews(network, consultation.name, document.axis);
  const byPerson = Map.groupBy(
    waiting.filter(({ reference }) => read.has(reference)),
    ({ participantId }) => participantId,
  );
  for (const [participantId, contributions] of byPerson) {
    const references = contributions.map(({ reference }) => reference);
    const theirs = references.filter(reference => cited.has(reference));
    const key = theirs.length > 0 ? 'news.cited' : 'news.read';
    const list = theirs.length > 0 ? theirs : references;
    await tx.tell(`news ${document.id} ${document.version} ${participantId}`, participantId, {
      kind: 'tell',
      phrases: [phrase(key, { count: list.length, references: { list }, synthesis: synthesisName(document) })],
    });
  }
  return byPerson.size;
}
