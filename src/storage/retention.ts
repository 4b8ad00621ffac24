/** What is kept no longer, found and let go of, a page at a time. */
import type { StepEvent } from '#conversation/events.ts';
import type { CarriedOut, Note, RetentionRows, RetentionStore } from '#usecases/retention/ports.ts';
import { auditRows } from './audit.ts';
import type { Database } from './database.ts';
import { writeInternal } from './internal-inputs.ts';
import { LIMITS } from './limits.ts';
import { forgetModelAnswers } from './model-answers.ts';
import { unsafeText } from './safe-text.ts';
import { forRows, forUpdate, type Queryable, type Row } from './sql.ts';
import { tellWorkshops } from './workshop-inputs.ts';

export function retentionRows(on: Queryable): RetentionRows {
  return {
    carriedOut: async name => {
      const [row] = await on.query('SELECT name, at, figures FROM carried_out WHERE name = ?', [name]);
      return row === undefined
        ? null
        : { name: String(row[0]), at: String(row[1]), figures: JSON.parse(String(row[2])) as CarriedOut['figures'] };
    },
    record: async ({ name, at, figures }) => {
      const sql = `INSERT INTO carried_out (name, at, figures) VALUES (?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET at = excluded.at, figures = excluded.figures`;
      await on.execute(sql, [name, at, JSON.stringify(figures)]);
    },
    add: async (name, at, count) => {
      const first = `INSERT INTO carried_out (name, at, figures) VALUES (?, ?, '{}') ON CONFLICT (name) DO NOTHING`;
      await on.execute(first, [name, at]);
      const before = `SELECT c.figures FROM carried_out c WHERE c.name = ? ${forUpdate(on.provider, 'c')}`;
      const [row] = await on.query(before, [name]);
      const { total = 0 } = JSON.parse(String(row?.[0] ?? '{}')) as { total?: number };
      const figures = JSON.stringify({ last: count, total: total + count });
      await on.execute('UPDATE carried_out SET at = ?, figures = ? WHERE name = ?', [at, figures, name]);
    },
  };
}

export function createRetentionStore(db: Database, newId: () => string): RetentionStore {
  const scrubbed = async (count: number): Promise<number> => {
    if (count > 0) await db.scrub();
    return count;
  };
  /** What is done and what is noted of it stand or fall together. */
  const noted = (work: (tx: Queryable) => Promise<number>, note: Note): Promise<number> =>
    db.transaction(async tx => {
      const count = await work(tx);
      if (count > 0) await note({ retention: retentionRows(tx), audit: auditRows(tx, newId) }, count);
      return count;
    });
  return {
    carriedOut: name => retentionRows(db).carriedOut(name),
    record: what => db.transaction(tx => retentionRows(tx).record(what)),
    expireDrafts: (network, consultation, axis, before, now, note) =>
      noted(tx => expireDrafts(tx, [network, consultation, axis, before], before, now), note),
    purgeModerated: async (network, consultation, before, now, purge, note) =>
      scrubbed(await noted(tx => purgeModerated(tx, [network, consultation, before], now, purge), note)),
    forgetIdentities: async (network, before, now, note) =>
      scrubbed(await noted(tx => forgetIdentities(tx, network, before, now), note)),
    forgetAudio: async (network, consultation, before, note) =>
      scrubbed(await noted(tx => forgetAudio(tx, network, consultation, before), note)),
    forgetDeadLetters: async before =>
      scrubbed(await db.execute('DELETE FROM dead_letter WHERE failed_at < ?', [before])),
  };
}

async function expireDrafts(tx: Queryable, of: Row, before: string, now: string): Promise<number> {
  const rows = await tx.query(
    `SELECT d.participant_id, d.draft_id, d.updated_at FROM draft_fact d WHERE d.network_id = ? AND d.consultation = ?
      AND d.axis = ? AND d.status = 'draft' AND d.updated_at <= ? AND NOT EXISTS (
        SELECT 1 FROM pending_input p WHERE p.participant_id = d.participant_id AND p.event_id LIKE 'expire:%')
      ORDER BY d.participant_id, d.draft_id LIMIT ?`,
    [...of, LIMITS.exportPage],
  );
  return tell(
    tx,
    rows.map(([participantId, draftId, updatedAt]) => ({
      // Touched since, it is another one.
      id: `expire:${String(draftId)}:${String(updatedAt)}`,
      participantId: String(participantId),
      event: { kind: 'expire', draftIds: [unsafeText(String(draftId))], before },
    })),
    now,
  );
}

/** How many of them are new. */
async function tell(
  tx: Queryable,
  events: readonly { readonly id: string; readonly participantId: string; readonly event: StepEvent }[],
  now: string,
): Promise<number> {
  const count = async (): Promise<number> => {
    const ids = events.map(({ id }): Row => [id]);
    const rows = await forRows(
      tx,
      ['text'],
      ids,
      v => `SELECT i.event_id FROM ${v} CROSS JOIN inbox i WHERE i.platform = '·internal' AND i.workspace = ''
        AND i.event_id = v.column1`,
    );
    return rows.length;
  };
  const known = await count();
  await writeInternal(
    tx,
    events.map(event => ({ kind: 'internal', ...event })),
    now,
  );
  return events.length - known;
}

async function purgeModerated(
  tx: Queryable,
  of: Row,
  now: string,
  purge: Parameters<RetentionStore['purgeModerated']>[4],
): Promise<number> {
  const rows = await tx.query(
    `SELECT m.contribution_id, m.version, m.status, w.body, m.participant_id, m.decided_at, c.version,
      c.network_id, c.reference
      FROM moderation_case m CROSS JOIN contribution_version w CROSS JOIN contribution c
      WHERE m.network_id = ? AND m.consultation = ? AND m.status IN ('hidden', 'redacted') AND m.decided_at <= ?
      AND m.appeal <> 'asked' AND m.purged_at IS NULL AND w.contribution_id = m.contribution_id AND w.version = m.version
      AND c.id = m.contribution_id ORDER BY m.contribution_id, m.version LIMIT ? ${forUpdate(tx.provider, 'm')}`,
    [...of, LIMITS.exportPage],
  );
  for (const [id = '', version = 0, status, body] of rows) {
    const left = purge(status === 'redacted' ? 'redacted' : 'hidden', String(body));
    await tx.execute('UPDATE contribution_version SET body = ? WHERE contribution_id = ? AND version = ?', [
      left,
      id,
      version,
    ]);
    await tx.execute(
      'UPDATE moderation_case SET purged_at = ?, fingerprint = ? WHERE contribution_id = ? AND version = ?',
      [now, '', id, version],
    );
  }
  const spoken = rows.map(([, , , , , , , network = '', reference = '']): Row => [network, reference]);
  await forgetModelAnswers(tx, spoken);
  // Of the version that counts, the author's own answers are the same text.
  const current = rows.filter(([, version, , , , , latest]) => version === latest);
  // A group's contribution hangs from a participant of its own, whom nobody can tell anything: its workshop is told.
  const isGroup = ([id, , , , participantId]: Row): boolean => id === participantId;
  const groups = current.filter(isGroup).map(([id, version, status]) => ({
    id: `purged:${String(id)}:${String(version)}`,
    workshopId: String(id),
    event: { kind: 'purged', status: status === 'redacted' ? 'redacted' : 'hidden' } as const,
  }));
  await tellWorkshops(tx, groups, now);
  await tell(
    tx,
    current
      .filter(row => !isGroup(row))
      .map(([id, version, , , participantId, decidedAt]) => ({
        id: `expire:${String(id)}:moderated:${String(version)}`,
        participantId: String(participantId),
        event: { kind: 'expire', draftIds: [String(id)], before: String(decidedAt) },
      })),
    now,
  );
  return rows.length;
}

/** Bytes and all; the text that was transcribed stays in the answer. */
function forgetAudio(tx: Queryable, network: string, consultation: string, before: string): Promise<number> {
  const sql = `DELETE FROM file WHERE id IN (SELECT r.file_id FROM recording r
    WHERE r.network_id = ? AND r.consultation = ? AND r.transcribed_at <= ?)`;
  return tx.execute(sql, [network, consultation, before]);
}

/** What says who they are, their voices included, and their conversation; contributions stay, under a number. */
async function forgetIdentities(tx: Queryable, network: string, before: string, now: string): Promise<number> {
  const found = await tx.query(
    `SELECT s.participant_id FROM participant p CROSS JOIN session s WHERE p.network_id = ?
      AND s.participant_id = p.id AND s.updated_at <= ? AND NOT EXISTS (
        SELECT 1 FROM identity i JOIN staff_role r ON r.platform = i.platform AND r.workspace = i.workspace
          AND r.user_id = i.user_id WHERE i.participant_id = p.id)
      ORDER BY s.participant_id LIMIT ? ${forUpdate(tx.provider, 's')}`,
    [network, before, LIMITS.exportPage],
  );
  const ids = found.map(([id = '']): Row => [id]);
  if (ids.length === 0) return 0;
  const members = await forRows(
    tx,
    ['text'],
    ids,
    v => `SELECT m.workshop_id, m.member FROM ${v} CROSS JOIN workshop_member m WHERE m.participant_id = v.column1`,
  );
  await tellWorkshops(
    tx,
    members.map(([workshopId, member]) => ({
      id: `unnamed:${String(workshopId)}:${String(member)}`,
      workshopId: String(workshopId),
      event: { kind: 'unnamed', member: String(member) },
    })),
    now,
  );
  await forRows(
    tx,
    ['text'],
    ids,
    v => `DELETE FROM draft_fact WHERE status = 'draft' AND participant_id IN (SELECT v.column1 FROM ${v})`,
  );
  await forRows(
    tx,
    ['text'],
    ids,
    v => `DELETE FROM file WHERE participant_id IN (SELECT v.column1 FROM ${v}) AND (draft_id IS NULL OR draft_id NOT IN (
      SELECT c.id FROM contribution c WHERE c.participant_id = file.participant_id) OR id IN (SELECT r.file_id FROM recording r))`,
  );
  for (const [table, column] of OF_A_PERSON)
    await forRows(tx, ['text'], ids, v => `DELETE FROM ${table} WHERE ${column} IN (SELECT v.column1 FROM ${v})`);
  return ids.length;
}

/** The session last: while it is there, somebody may still take a turn. */
const OF_A_PERSON = [
  ['pending_input', 'participant_id'],
  ['answer', 'participant_id'],
  ['outbox', 'participant_id'],
  ['dead_letter', 'participant_id'],
  ['choice_record', 'participant_id'],
  ['delivered_question', 'participant_id'],
  ['link', 'owner_id'],
  ['link', 'asked_by'],
  ['person_fact', 'participant_id'],
  ['reminder', 'participant_id'],
  ['moderation_report', 'participant_id'],
  ['danger_alert', 'participant_id'],
  ['identity', 'participant_id'],
  ['session', 'participant_id'],
] as const;
