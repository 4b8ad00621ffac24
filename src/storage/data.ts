/** Exports, streamed: a page at a time, each beginning after the last row of the one before. */
import type { ContributionKind } from '#conversation/session.ts';
import type { DataStore, ExportedContribution, ExportedPerson } from '#usecases/ports.ts';
import type { Database } from './database.ts';
import { answersOfPersons } from './answers.ts';
import { LIMITS } from './limits.ts';
import { personalData } from './personal-data.ts';
import { unsafeText } from './safe-text.ts';
import { readSession, type Upcast } from './session-row.ts';
import { forRows, type Queryable, type Row, type Value } from './sql.ts';

export function createDataStore(db: Database, upcast: Upcast): DataStore {
  return {
    people: network => people(db, network, upcast),
    ...contributionRows(db),
    draftAnswers: network => draftAnswers(db, network, upcast),
    personalData: participantId => personalData(db, participantId, upcast),
  };
}

/** Contributions as they were sent, on the database or inside a transaction. */
export function contributionRows(on: Queryable): Pick<DataStore, 'contributions' | 'contributionsOf'> {
  return {
    contributions: (network, consultation, options) => exportContributions(on, network, consultation, options),
    contributionsOf: (network, consultation, references) => contributionsOf(on, network, consultation, references),
  };
}

async function* exportContributions(
  db: Queryable,
  network: string,
  consultation: string,
  { versions, includeWithdrawn }: { readonly versions: 'latest' | 'all'; readonly includeWithdrawn: boolean },
): AsyncGenerator<ExportedContribution> {
  const pages = `SELECT c.axis, c.number, c.id, c.reference, c.status, c.participant_id, c.version FROM contribution c
    WHERE c.network_id = ? AND c.consultation = ? AND (c.axis, c.number, c.id) > (?, ?, ?)
    ${includeWithdrawn ? '' : "AND c.status = 'submitted'"} ORDER BY c.axis, c.number, c.id LIMIT ?`;
  let after: Row = [-1, -1, ''];
  for (;;) {
    const rows = await db.query(pages, [network, consultation, ...after, LIMITS.exportPage]);
    const of = await versionsOf(db, rows, versions);
    for (const row of rows)
      for (const version of of.get(row[2]) ?? []) yield exported(row, version, network, consultation);
    const last = rows.at(-1);
    if (last === undefined || rows.length < LIMITS.exportPage) return;
    after = last.slice(0, 3);
  }
}

async function contributionsOf(
  db: Queryable,
  network: string,
  consultation: string,
  references: readonly string[],
): Promise<ExportedContribution[]> {
  const rows = await forRows(
    db,
    ['text', 'text', 'text'],
    [...new Set(references)].map(reference => [network, consultation, reference]),
    v => `SELECT c.axis, c.number, c.id, c.reference, c.status, c.participant_id, c.version
      FROM ${v} CROSS JOIN contribution c WHERE c.network_id = v.column1 AND c.consultation = v.column2
      AND c.reference = v.column3`,
  );
  const of = await versionsOf(db, rows, 'latest');
  return rows
    .toSorted((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1]))
    .flatMap(row => (of.get(row[2]) ?? []).map(version => exported(row, version, network, consultation)));
}

/** `[contribution_id, version, revision, kind, submitted_at, body]`, in the order of the versions, by contribution. */
async function versionsOf(
  db: Queryable,
  contributions: readonly Row[],
  which: 'latest' | 'all',
): Promise<Map<Value | undefined, Row[]>> {
  const rows = await forRows(
    db,
    ['text', 'int'],
    contributions.map(([, , id, , , , version]) => [id ?? '', version ?? 0]),
    v => `SELECT w.contribution_id, w.version, w.revision, w.kind, w.submitted_at, w.body
      FROM ${v} CROSS JOIN contribution_version w WHERE w.contribution_id = v.column1
      ${which === 'latest' ? 'AND w.version = v.column2' : 'AND v.column2 > 0'} ORDER BY w.contribution_id, w.version`,
  );
  return Map.groupBy(rows, row => row[0]);
}

function exported(contribution: Row, of: Row, network: string, consultation: string): ExportedContribution {
  const [axis, , id, reference, status, participantId] = contribution;
  const [, version, revision, kind, submittedAt, body] = of;
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

async function* people(db: Database, network: string, upcast: Upcast): AsyncGenerator<ExportedPerson> {
  const sql = `SELECT p.id, p.created_at, s.state FROM participant p CROSS JOIN session s
    WHERE p.network_id = ? AND p.id > ? AND s.participant_id = p.id ORDER BY p.id LIMIT ?`;
  let after = '';
  for (;;) {
    const rows = await db.query(sql, [network, after, LIMITS.exportPage]);
    const accounts = await forRows(
      db,
      ['text'],
      rows.map(([id]) => [id ?? '']),
      v => `SELECT i.participant_id, i.platform FROM ${v} CROSS JOIN identity i WHERE i.participant_id = v.column1`,
    );
    const platforms = Map.groupBy(accounts, ([id]) => String(id));
    for (const [id, since, state] of rows) {
      const of = (platforms.get(String(id)) ?? []).map(([, platform]) => unsafeText(String(platform)));
      yield {
        participantId: String(id),
        since: String(since),
        platforms: [...new Set(of)].toSorted(),
        session: readSession(String(state), [], upcast),
      };
    }
    if (rows.length < LIMITS.exportPage) return;
    after = String(rows.at(-1)?.[0] ?? after);
  }
}

type DraftAnswer = Awaited<
  ReturnType<ReturnType<DataStore['draftAnswers']>[typeof Symbol.asyncIterator]> extends AsyncIterator<infer T>
    ? T
    : never
>;

/** Of drafts never submitted, or changed since: what no contribution's version holds yet. */
async function* draftAnswers(db: Database, network: string, upcast: Upcast): AsyncGenerator<DraftAnswer> {
  const sql = `SELECT p.id, s.state FROM participant p CROSS JOIN session s
    WHERE p.network_id = ? AND p.id > ? AND s.participant_id = p.id ORDER BY p.id LIMIT ?`;
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
