/** Contributions that come from a file. */
import type { ContributionKind } from '#conversation/session.ts';
import type {
  ImportedContribution,
  ImportedVersion,
  ImportStore,
  StoredContribution,
  TypedPapers,
} from '#usecases/ports/imports.ts';
import { CONTRIBUTION_COLUMNS, CONTRIBUTION_TYPES, VERSION_COLUMNS, VERSION_TYPES } from './contribution-rows.ts';
import type { Database } from './database.ts';
import { insertParticipants } from './person-rows.ts';
import { safeText, unsafeText } from './safe-text.ts';
import { forRows, insertRows, type Queryable, type Row } from './sql.ts';

export function createImportStore(db: Database, newId: () => string): ImportStore {
  return {
    erased: async (network, consultation, references) => {
      const rows = await forRows(
        db,
        ['text', 'text', 'text'],
        references.map(reference => [reference, network, consultation]),
        v => `SELECT e.reference FROM ${v} CROSS JOIN erased_contribution e
          WHERE e.network_id = v.column2 AND e.consultation = v.column3 AND e.reference = v.column1`,
      );
      return new Set(rows.map(([reference]) => String(reference)));
    },
    stored: (network, consultation, references) => stored(db, network, consultation, references),
    write: (network, consultation, contributions, now, papers) =>
      db.transaction(async tx => {
        await write(tx, network, consultation, contributions, now, newId);
        if (papers !== undefined) await writePapers(tx, network, consultation, papers, now);
      }),
    paperReferences: async (network, consultation, axis, forms) => {
      const rows = await forRows(
        db,
        ['text', 'text'],
        forms.map(form => [paperName(network, consultation, axis, form), safeText(form)]),
        v => `SELECT v.column2, c.figures FROM ${v} CROSS JOIN carried_out c WHERE c.name = v.column1`,
      );
      return new Map(
        rows.map(([form, figures]) => [
          unsafeText(String(form)),
          (JSON.parse(String(figures)) as { reference: string }).reference,
        ]),
      );
    },
    takeNumbers: (network, consultation, axis, count) =>
      db.transaction(async tx => {
        const sql = `INSERT INTO counter (network_id, consultation, axis, value) VALUES (?, ?, ?, ?)
          ON CONFLICT (network_id, consultation, axis) DO UPDATE SET value = counter.value + excluded.value RETURNING value`;
        const [row] = await tx.query(sql, [network, consultation, axis, count]);
        return Number(row?.[0]) - count + 1;
      }),
  };
}

function paperName(network: string, consultation: string, axis: number, form: string): string {
  return safeText(`paper:${network}:${consultation}:${axis}:${form}`);
}

/** A sheet is typed once: twice at the same instant, and the second fails as a whole. */
async function writePapers(
  tx: Queryable,
  network: string,
  consultation: string,
  { axis, forms }: TypedPapers,
  now: string,
): Promise<void> {
  await insertRows(
    tx,
    'carried_out',
    ['name', 'at', 'figures'],
    ['text', 'text', 'text'],
    forms.map(({ form, reference }) => [
      paperName(network, consultation, axis, form),
      now,
      JSON.stringify({ reference }),
    ]),
  );
}

async function stored(
  db: Queryable,
  network: string,
  consultation: string,
  references: readonly string[],
): Promise<ReadonlyMap<string, StoredContribution>> {
  const rows = await forRows(
    db,
    ['text', 'text', 'text'],
    references.map(reference => [reference, network, consultation]),
    v => `SELECT c.reference, c.status, w.version, w.revision, w.kind, w.submitted_at, w.body
      FROM ${v} CROSS JOIN contribution c CROSS JOIN contribution_version w
      WHERE c.network_id = v.column2 AND c.consultation = v.column3 AND c.reference = v.column1
      AND w.contribution_id = c.id ORDER BY c.reference, w.version`,
  );
  return new Map(
    [...Map.groupBy(rows, ([reference]) => String(reference))].map(([reference, of]) => [
      reference,
      { status: of[0]?.[1] === 'withdrawn' ? 'withdrawn' : 'submitted', versions: of.map(versionOf) },
    ]),
  );
}

function versionOf([, , version, revision, kind, submittedAt, body]: Row): ImportedVersion {
  return {
    version: Number(version),
    revision: String(revision),
    kind: String(kind) as ContributionKind,
    submittedAt: String(submittedAt),
    body: String(body),
  };
}

async function write(
  tx: Queryable,
  network: string,
  consultation: string,
  contributions: readonly ImportedContribution[],
  now: string,
  newId: () => string,
): Promise<void> {
  const made = contributions.map(contribution => ({ contribution, id: newId() }));
  await insertParticipants(
    tx,
    made.map(({ id }) => [id, network, now]),
  );
  const written = await insertRows(
    tx,
    'contribution',
    CONTRIBUTION_COLUMNS,
    CONTRIBUTION_TYPES,
    made.map(({ id, contribution: { axis, reference, number, versions, status } }) => [
      `${id}.1`,
      id,
      network,
      consultation,
      axis,
      reference,
      number,
      Math.max(...versions.map(({ version }) => version)),
      status,
      now,
    ]),
    // A contribution that is there already keeps its author and gets the versions that it lacked.
    `ON CONFLICT (network_id, consultation, reference) DO UPDATE SET
      version = CASE WHEN excluded.version > contribution.version THEN excluded.version ELSE contribution.version END,
      status = CASE WHEN excluded.version >= contribution.version THEN excluded.status ELSE contribution.status END,
      updated_at = excluded.updated_at`,
    'RETURNING id, reference',
  );
  const idOf = new Map(written.map(([id, reference]) => [String(reference), String(id)]));
  await insertRows(
    tx,
    'contribution_version',
    VERSION_COLUMNS,
    VERSION_TYPES,
    contributions.flatMap(({ reference, versions }) =>
      versions.map(({ version, revision, kind, submittedAt, body }) => [
        idOf.get(reference) ?? '',
        version,
        revision,
        kind,
        submittedAt,
        body,
      ]),
    ),
    'ON CONFLICT DO NOTHING',
  );
  await forgetUnused(tx, made, idOf);
  await raiseCounters(tx, network, consultation, contributions);
}

/** The participants made for contributions that turned out to have an author. */
async function forgetUnused(
  tx: Queryable,
  made: readonly { readonly contribution: ImportedContribution; readonly id: string }[],
  idOf: ReadonlyMap<string, string>,
): Promise<void> {
  const unused = made.filter(({ contribution, id }) => idOf.get(contribution.reference) !== `${id}.1`);
  await forRows(
    tx,
    ['text'],
    unused.map(({ id }) => [id]),
    v => `DELETE FROM participant WHERE id IN (SELECT v.column1 FROM ${v})`,
  );
}

async function raiseCounters(
  tx: Queryable,
  network: string,
  consultation: string,
  contributions: readonly ImportedContribution[],
): Promise<void> {
  const highest = new Map<number, number>();
  for (const { axis, number } of contributions) highest.set(axis, Math.max(highest.get(axis) ?? 0, number));
  await insertRows(
    tx,
    'counter',
    ['network_id', 'consultation', 'axis', 'value'],
    ['text', 'text', 'int', 'int'],
    [...highest].toSorted(([a], [b]) => a - b).map(([axis, value]) => [network, consultation, axis, value]),
    `ON CONFLICT (network_id, consultation, axis) DO UPDATE SET
      value = CASE WHEN excluded.value > counter.value THEN excluded.value ELSE counter.value END`,
  );
}
