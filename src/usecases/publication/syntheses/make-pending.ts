/** Makes the syntheses that the staff asked for in the chat, one at a time, and sends each to whoever asked. */
import { axisByNumber } from '#consultation/inspect.ts';
import type { Consultation } from '#consultation/definition.ts';
import {
  readSynthesisBody,
  sourcesOfSynthesis,
  type SynthesisBody,
  type SynthesisEstimate,
  versionsRead,
  writeSynthesisBody,
} from '#synthesis/review/body.ts';
import type { Wording } from '#wording/wording.ts';
import { errorFacts, type Log } from '../../log.ts';
import type { Stores } from '../../ports.ts';
import type { OutboundFile } from '#messaging/index.ts';
import type { ReviewAct, ReviewedDocument, ReviewedVersion, ReviewStatus } from '../ports.ts';
import { documentFile, said } from '../commands/review-call.ts';
import { OPERATOR } from '../made-by.ts';
import { synthesisName } from './context.ts';
import { estimateSynthesis, sayEstimate } from './cost.ts';
import type { ModelEngine, SynthesisEngine } from './engine.ts';
import { composeSynthesis } from './make-synthesis.ts';
import { saySynthesisOutcome } from './outcome.ts';

export interface PendingParts {
  readonly stores: Stores;
  readonly consultation: Consultation;
  readonly wording: Wording;
  readonly engine: SynthesisEngine;
  /** null: none is configured. */
  readonly model: ModelEngine | null;
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
  const { stores, consultation, model, engine } = parts;
  const asked = await stores.reviewed.latest(document.id);
  if (asked === null) return;
  const before = readSynthesisBody(asked.body);
  const { filter, wanted } = before;
  const context = { ...parts, stores, network: document.network, consultation };
  const axis = document.consultation === consultation.name ? axisByNumber(consultation, document.axis) : undefined;
  if (axis === undefined) return keep(parts, document, asked, failed(document, before));
  if (model !== null && wanted === undefined) {
    const estimate = await attempt(parts, document, () => estimateSynthesis(context, axis, filter, model));
    return keep(
      parts,
      document,
      asked,
      estimate === null ? failed(document, before) : told(document, before, estimate),
    );
  }
  // What the staff chose holds for one document: its questions share one budget.
  const by = model !== null && wanted === 'model' ? model.forDocument() : engine;
  const body = await attempt(parts, document, () => composeSynthesis({ ...context, engine: by }, axis, filter));
  return keep(
    parts,
    document,
    asked,
    body === null ? failed(document, before) : written(document, { ...before, ...body }),
  );
}

/** How one ended: the version to keep, and what whoever asked is told. */
interface Ended {
  readonly act: ReviewAct;
  readonly status: ReviewStatus;
  readonly body: SynthesisBody;
  readonly say: readonly string[];
  readonly files: readonly OutboundFile[];
}

const failed = (document: ReviewedDocument, body: SynthesisBody): Ended => ({
  act: 'created',
  status: 'dropped',
  body,
  say: [
    `La synthèse ${synthesisName(document)} n'a pas pu être faite : aucune contribution à lire, ou un défaut de mon côté. Vous pouvez la redemander.`,
  ],
  files: [],
});

const told = (document: ReviewedDocument, body: SynthesisBody, estimate: SynthesisEstimate): Ended => ({
  act: 'estimated',
  status: 'estimated',
  body: { ...body, estimate },
  say: sayEstimate(synthesisName(document), estimate),
  files: [],
});

function written(document: ReviewedDocument, body: SynthesisBody): Ended {
  const now = { ...document, version: document.version + 1, status: 'draft' } as const;
  return {
    act: 'created',
    status: 'draft',
    body,
    say: [saySynthesisOutcome({ kind: 'done', document: now, body })],
    files: SENT_AS.map(format => documentFile(document, 'synthesis', document, format)),
  };
}

async function keep(
  { stores, now }: PendingParts,
  document: ReviewedDocument,
  { madeBy }: ReviewedVersion,
  { act, status, body, say, files }: Ended,
): Promise<void> {
  const at = now();
  await stores.staff.transaction(async tx => {
    const next = {
      at,
      madeBy,
      act,
      status,
      body: writeSynthesisBody(body),
      sources: sourcesOfSynthesis(body),
      read: versionsRead(body),
    };
    const kept = await tx.publication.reviewed.append(document.id, document.version, next);
    if (kept === 'stale' || madeBy === OPERATOR) return;
    await tx.tell(`synthesis ${document.id} ${document.version}`, madeBy, {
      kind: 'tell',
      phrases: said(say.join('\n')),
      ...(files.length === 0 ? {} : { files }),
    });
  });
}

/** The files that whoever asked is sent. */
const SENT_AS = ['docx', 'html'] as const;

/** null where there is nothing to read, or where it failed: the log says why, never the texts. */
async function attempt<T>(
  { log }: PendingParts,
  { id }: ReviewedDocument,
  work: () => Promise<T | null>,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    log('error', 'synthesis_failed', { id, ...errorFacts(error) });
    return null;
  }
}
