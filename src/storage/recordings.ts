/** Voice messages to transcribe ↔ rows. What they say is never here. */
import type {
  DueRecording,
  SentRecording,
  TranscriptionProblem,
  TranscriptionRows,
  TranscriptionStore,
} from '#usecases/transcription/ports.ts';
import type { RecordingKept } from '#usecases/ports.ts';
import type { Database } from './database.ts';
import { safeText, unsafeText } from './safe-text.ts';
import { forRows, insertRows, type Queryable, type Row } from './sql.ts';

const OF_SENT = `SELECT r.file_id, f.participant_id, c.reference, r.number, r.axis, r.question, r.seconds, f.media_type,
  r.received_at, r.transcribed_at, r.problem`;
const WAITING = `FROM recording r CROSS JOIN contribution c CROSS JOIN file f WHERE r.network_id = ? AND r.consultation = ?
  AND r.transcribed_at IS NULL AND c.id = r.draft_id AND c.status = 'submitted' AND f.id = r.file_id`;

export function transcriptionRows(tx: Queryable): TranscriptionRows {
  return {
    waiting: async (network, consultation, limit) => {
      const sql = `${OF_SENT} ${WAITING} ORDER BY r.received_at, r.file_id LIMIT ?`;
      return (await tx.query(sql, [network, consultation, limit])).map(readSent);
    },
    waitingCount: async (network, consultation) => {
      const [row] = await tx.query(`SELECT CAST(count(*) AS int) ${WAITING}`, [network, consultation]);
      return Number(row?.[0] ?? 0);
    },
    ofReference: async (network, consultation, reference) => {
      const sql = `${OF_SENT} FROM contribution c CROSS JOIN recording r CROSS JOIN file f WHERE c.network_id = ?
        AND c.consultation = ? AND c.reference = ? AND c.status = 'submitted' AND r.draft_id = c.id AND f.id = r.file_id
        ORDER BY r.number`;
      return (await tx.query(sql, [network, consultation, reference])).map(readSent);
    },
    mark: async (fileId, by, at, again) => {
      const sql = `UPDATE recording SET transcribed_at = ?, transcribed_by = ?, service_at = NULL, problem = ''
        WHERE file_id = ? ${again ? '' : 'AND transcribed_at IS NULL'}`;
      return (await tx.execute(sql, [at, safeText(by), fileId])) > 0;
    },
  };
}

export function createTranscriptionStore(db: Database): TranscriptionStore {
  return {
    due: async (consultation, now, limit) => {
      const sql = `SELECT r.file_id, f.participant_id, r.network_id, c.reference, r.number, r.lang, r.seconds, r.attempts,
        r.service_at FROM recording r JOIN file f ON f.id = r.file_id LEFT JOIN contribution c ON c.id = r.draft_id
        WHERE r.consultation = ? AND r.service_at <= ? AND r.transcribed_at IS NULL
        ORDER BY r.service_at, r.file_id LIMIT ?`;
      return (await db.query(sql, [consultation, now, limit])).map(readDue);
    },
    nextAt: async consultation => {
      const sql = 'SELECT min(service_at) FROM recording WHERE consultation = ? AND transcribed_at IS NULL';
      const [row] = await db.query(sql, [consultation]);
      return row?.[0] === undefined || row[0] === null ? null : String(row[0]);
    },
    claim: async ({ fileId, serviceAt }, until) => {
      const sql = 'UPDATE recording SET service_at = ? WHERE file_id = ? AND service_at = ? AND transcribed_at IS NULL';
      return (await db.execute(sql, [until, fileId, serviceAt])) > 0;
    },
    fail: async (fileId, problem, retryAt) => {
      const sql = `UPDATE recording SET service_at = ?, problem = ?, attempts = attempts + 1
        WHERE file_id = ? AND transcribed_at IS NULL`;
      await db.execute(sql, [retryAt, problem, fileId]);
    },
  };
}

const COLUMNS = [
  'file_id',
  'network_id',
  'consultation',
  'draft_id',
  'axis',
  'question',
  'number',
  'seconds',
  'lang',
  'received_at',
  'service_at',
  'attempts',
  'problem',
] as const;
const TYPES = [
  'text',
  'text',
  'text',
  'text',
  'int',
  'text',
  'int',
  'int',
  'text',
  'text',
  'text',
  'int',
  'text',
] as const;

/** In a turn's transaction: their files are there already, kept before it. */
export async function keepRecordings(tx: Queryable, kept: readonly RecordingKept[]): Promise<void> {
  const rows = kept.map(
    ({ fileId, network, consultation, draftId, axis, question, number, seconds, lang, at }): Row => [
      fileId,
      network,
      consultation,
      safeText(draftId),
      axis,
      safeText(question),
      number,
      seconds,
      lang,
      at,
      at,
      0,
      '',
    ],
  );
  if (rows.length > 0) await insertRows(tx, 'recording', COLUMNS, TYPES, rows, 'ON CONFLICT DO NOTHING');
}

/** Bytes and all: `[file_id, participant_id]`. */
export async function dropRecordings(tx: Queryable, dropped: readonly Row[]): Promise<void> {
  await forRows(
    tx,
    ['text', 'text'],
    dropped,
    v => `DELETE FROM file WHERE (id, participant_id) IN (SELECT v.column1, v.column2 FROM ${v})`,
  );
}

function readSent(row: Row): SentRecording {
  const [fileId, participantId, reference, number, axis, question, seconds, mediaType, receivedAt, transcribedAt] = row;
  return {
    fileId: String(fileId),
    participantId: String(participantId),
    reference: String(reference),
    number: Number(number),
    axis: Number(axis),
    question: unsafeText(String(question)),
    seconds: Number(seconds),
    mediaType: unsafeText(String(mediaType)),
    receivedAt: String(receivedAt),
    transcribedAt: transcribedAt === null ? null : String(transcribedAt),
    problem: String(row[10]) as TranscriptionProblem,
  };
}

function readDue([
  fileId,
  participantId,
  network,
  reference,
  number,
  lang,
  seconds,
  attempts,
  serviceAt,
]: Row): DueRecording {
  return {
    fileId: String(fileId),
    participantId: String(participantId),
    network: String(network),
    reference: reference === null ? null : String(reference),
    number: Number(number),
    lang: String(lang),
    seconds: Number(seconds),
    attempts: Number(attempts),
    serviceAt: String(serviceAt),
  };
}
