/** Makes the syntheses that the staff asked for in the chat, one at a time, and sends each to whoever asked. */
import { axisByNumber } from '#consultation/inspect.ts';
import type { Consultation } from '#consultation/definition.ts';
import {
  readSynthesisBody,
  sourcesOfSynthesis,
  type SynthesisBody,
  writeSynthesisBody,
} from '#synthesis/review/body.ts';
import type { Wording } from '#wording/wording.ts';
import { errorFacts, type Log } from '../../log.ts';
import type { Stores } from '../../ports.ts';
import type { ReviewedDocument } from '../ports.ts';
import { documentFile, said } from '../commands/review-call.ts';
import { OPERATOR } from '../made-by.ts';
import { synthesisName } from './context.ts';
import type { SynthesisEngine } from './engine.ts';
import { composeSynthesis } from './make-synthesis.ts';
import { saySynthesisOutcome } from './outcome.ts';

export interface PendingParts {
  readonly stores: Stores;
  readonly consultation: Consultation;
  readonly wording: Wording;
  readonly engine: SynthesisEngine;
  readonly now: () => string;
  readonly log: Log;
}

/**
 * How many were made. The version and the word to whoever asked are committed together, guarded by the document's
 * version: two replicas may both work, one counts.
 */
export async function makePendingSyntheses(parts: PendingParts): Promise<number> {
  let made = 0;
  for (;;) {
    const [document] = await parts.stores.reviewed.pending(1);
    if (document === undefined) return made;
    await makeOne(parts, document);
    made += 1;
  }
}

async function makeOne(parts: PendingParts, document: ReviewedDocument): Promise<void> {
  const { stores, consultation, wording, now } = parts;
  const asked = await stores.reviewed.latest(document.id);
  if (asked === null) return;
  const { filter } = readSynthesisBody(asked.body);
  const context = { ...parts, stores, network: document.network, consultation, wording, now };
  const axis = document.consultation === consultation.name ? axisByNumber(consultation, document.axis) : undefined;
  const body =
    axis === undefined ? null : await attempt(parts, document, () => composeSynthesis(context, axis, filter));
  const name = synthesisName(document);
  const at = now();
  await stores.staff.transaction(async tx => {
    const next = body ?? readSynthesisBody(asked.body);
    const kept = await tx.publication.reviewed.append(document.id, document.version, {
      at,
      madeBy: asked.madeBy,
      act: 'created',
      body: writeSynthesisBody(next),
      sources: sourcesOfSynthesis(next),
      status: body === null ? 'dropped' : 'draft',
    });
    if (kept === 'stale' || asked.madeBy === OPERATOR) return;
    const text =
      body === null
        ? `La synthèse ${name} n'a pas pu être faite : aucune contribution à lire, ou un défaut de mon côté. Vous pouvez la redemander.`
        : saySynthesisOutcome({
            kind: 'done',
            document: { ...document, version: document.version + 1, status: 'draft' },
            body,
          });
    await tx.tell(`synthesis ${document.id} ${document.version}`, asked.madeBy, {
      kind: 'tell',
      phrases: said(text),
      ...(body === null ? {} : { files: SENT_AS.map(format => documentFile(document, 'synthesis', document, format)) }),
    });
  });
}

/** The files that whoever asked is sent. */
const SENT_AS = ['docx', 'html'] as const;

/** null where there is nothing to read, or where it failed: the log says why, never the texts. */
async function attempt(
  { log }: PendingParts,
  { id }: ReviewedDocument,
  compose: () => Promise<SynthesisBody | null>,
): Promise<SynthesisBody | null> {
  try {
    return await compose();
  } catch (error) {
    log('error', 'synthesis_failed', { id, ...errorFacts(error) });
    return null;
  }
}
