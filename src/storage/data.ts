/** Exports, streamed: a page at a time, each beginning after the last row of the one before. */
import type { ContributionKind } from '#conversation/session.ts';
import type { DataStore, ExportedContribution } from '#usecases/ports.ts';
import type { Database } from './database.ts';
import { answersOfPersons } from './answers.ts';
import { LIMITS } from './limits.ts';
import { personalData } from './personal-data.ts';
import { readSession, type Upcast } from './session-row.ts';
import type { Row } from './sql.ts';

export function createDataStore(db: Database, upcast: Upcast): DataStore {
  return {
    contributions: (network, consultation, options) => contributions(db, network, consultation, options),
    draftAnswers: network => draftAnswers(db, network, upcast),
    personalData: participantId => personalData(db, participantId, upcast),
  };
}

async function* contributions(
  db: Database,
  network: string,
  consultation: string,
  { versions, includeWithdrawn }: { readonly versions: 'latest' | 'all'; readonly includeWithdrawn: boolean },
): AsyncGenerator<ExportedContribution> {
  const sql = `SELECT c.axis, c.number, c.id, v.version, c.reference, v.revision, v.kind, v.submitted_at, v.body, c.status, c.participant_id
    FROM contribution c JOIN contribution_version v ON v.contribution_id = c.id
    WHERE c.network_id = ? AND c.consultation = ? AND (c.axis, c.number, c.id, v.version) > (?, ?, ?, ?)
    ${versions === 'latest' ? 'AND v.version = c.version' : ''} ${includeWithdrawn ? '' : "AND c.status = 'submitted'"}
    ORDER BY c.axis, c.number, c.id, v.version LIMIT ?`;
  let after: Row = [-1, -1, '', -1];
  for (;;) {
    const rows = await db.query(sql, [network, consultation, ...after, LIMITS.exportPage]);
    for (const row of rows) yield exported(row, network, consultation);
    const last = rows.at(-1);
    if (last === undefined || rows.length < LIMITS.exportPage) return;
    after = last.slice(0, 4);
  }
}

function exported(
  [axis, , id, version, reference, revision, kind, submittedAt, body, status, participantId]: Row,
  network: string,
  consultation: string,
): ExportedContribution {
  return {
    version: {
      contributionId: String(id),
      version: Number(version),
      reference: String(reference),
      network,
      consultation,
      axis: Number(axis),
      revision: String(revision),
      kind: String(kind) as ContributionKind,
      submittedAt: String(submittedAt),
      body: String(body),
    },
    status: status === 'withdrawn' ? 'withdrawn' : 'submitted',
    participantId: String(participantId),
  };
}

type DraftAnswer = Awaited<
  ReturnType<ReturnType<DataStore['draftAnswers']>[typeof Symbol.asyncIterator]> extends AsyncIterator<infer T>
    ? T
    : never
>;

/** Of drafts never submitted, or changed since: what no contribution's version holds yet. */
async function* draftAnswers(db: Database, network: string, upcast: Upcast): AsyncGenerator<DraftAnswer> {
  const sql = `SELECT s.participant_id, s.state FROM session s JOIN participant p ON p.id = s.participant_id
    WHERE p.network_id = ? AND s.participant_id > ? ORDER BY s.participant_id LIMIT ?`;
  let after = '';
  for (;;) {
    const rows = await db.query(sql, [network, after, LIMITS.exportPage]);
    const ids = rows.map(([id]) => String(id));
    const answers = await answersOfPersons(db, ids);
    for (const [id, state] of rows) {
      const participantId = String(id);
      const { drafts } = readSession(String(state), [], upcast);
      for (const { draftId, axis, question, answer } of answers.get(participantId) ?? []) {
        const draft = drafts[draftId];
        if (draft === undefined || (draft.status !== 'draft' && !draft.dirty)) continue;
        yield { participantId, draftId, axis, question, answer };
      }
    }
    if (rows.length < LIMITS.exportPage) return;
    after = ids.at(-1) ?? after;
  }
}
