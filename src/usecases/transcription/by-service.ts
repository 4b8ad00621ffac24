/**
 * A configured service transcribes what waits, in its own time: no conversation waits for it. What it cannot do is left to
 * a person, who may always be faster.
 */
import type { Consultation } from '#consultation/definition.ts';
import { addMs } from '../clock.ts';
import { errorFacts, type Log } from '../log.ts';
import type { Stores } from '../ports.ts';
import { AT_ONCE, CLAIM_MS, MAX_ATTEMPTS, MAX_RETRY_MS, RETRY_MS } from './limits.ts';
import type { DueRecording, Transcriber } from './ports.ts';
import { printRecording, tellAuthor } from './tell-author.ts';

interface TranscriptionParts {
  readonly stores: Pick<Stores, 'transcriptions' | 'files' | 'staff'>;
  /** null: none is configured. */
  readonly transcriber: Transcriber | null;
  readonly consultation: Pick<Consultation, 'name' | 'transcriptionByService'>;
  readonly newId: () => string;
  /** ISO UTC. */
  readonly now: () => string;
  readonly log: Log;
}

export interface TranscriptionWork {
  /** Hands what is due to the service; returns how many it transcribed. */
  readonly runDue: () => Promise<number>;
  /** When something is next due; null for never. */
  readonly nextAt: () => Promise<string | null>;
}

export function createTranscriptionWork(parts: TranscriptionParts): TranscriptionWork {
  const { transcriber, consultation, stores } = parts;
  if (transcriber === null || !consultation.transcriptionByService) {
    return { runDue: () => Promise.resolve(0), nextAt: () => Promise.resolve(null) };
  }
  const store = stores.transcriptions;
  // A service that is down is left alone by all recordings, not by the one that found out.
  let resumesAt = '';
  return {
    runDue: async () => {
      const now = parts.now();
      if (now < resumesAt) return 0;
      const due = await store.due(consultation.name, now, AT_ONCE);
      const ends = await Promise.all(due.map(one => transcribeOne(parts, transcriber, one)));
      const retries = ends.flatMap(end => (typeof end === 'string' ? [end] : [])).toSorted();
      resumesAt = retries[0] ?? '';
      return ends.filter(end => end === true).length;
    },
    nextAt: async () => {
      const at = await store.nextAt(consultation.name);
      return at === null || at > resumesAt ? at : resumesAt;
    },
  };
}

/** Whether it was transcribed; the instant from which the service may be tried again, where it is down. */
async function transcribeOne(
  { stores, newId, now, log }: TranscriptionParts,
  transcriber: Transcriber,
  one: DueRecording,
): Promise<boolean | string> {
  const { transcriptions, files, staff } = stores;
  const { fileId, lang, seconds } = one;
  if (!(await transcriptions.claim(one, addMs(now(), CLAIM_MS)))) return false;
  const file = await files.get(fileId);
  if (file === null) return false;
  try {
    const heard = await transcriber.transcribe({ ...file, lang, seconds });
    if (heard.ok) {
      const { name } = transcriber;
      return await staff.transaction(async tx => {
        // A person was faster: theirs stands.
        if (!(await tx.transcriptions.mark(fileId, `service:${name}`, now(), false))) return false;
        await tellAuthor(tx, one, heard.text, { by: 'service', name }, newId());
        await tx.audit.add({
          network: one.network,
          at: now(),
          who: 'tdt',
          act: 'transcription.service',
          on: one.reference === null ? '' : printRecording({ reference: one.reference, number: one.number }),
          where: 'tdt',
          outcome: 'done',
        });
        return true;
      });
    }
    log('warn', 'not_transcribed', { why: heard.why, attempts: one.attempts + 1 });
    if (heard.why !== 'down') {
      await transcriptions.fail(fileId, heard.why, null);
      return false;
    }
  } catch (error) {
    log('error', 'not_transcribed', { why: 'failed', ...errorFacts(error) });
  }
  const isOver = one.attempts + 1 >= MAX_ATTEMPTS;
  const retryAt = addMs(now(), Math.min(RETRY_MS * 2 ** one.attempts, MAX_RETRY_MS));
  await transcriptions.fail(fileId, isOver ? 'unreachable' : 'down', isOver ? null : retryAt);
  return retryAt;
}
