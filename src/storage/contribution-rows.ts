/** Contributions and their versions ↔ rows. */
import type { ContributionVersion } from '#usecases/ports.ts';
import { insertRows, type Queryable, type Row, type Types } from './sql.ts';

export const CONTRIBUTION_COLUMNS = [
  'id',
  'participant_id',
  'network_id',
  'consultation',
  'axis',
  'reference',
  'number',
  'version',
  'status',
  'updated_at',
] as const;
export const CONTRIBUTION_TYPES: Types = ['text', 'text', 'text', 'text', 'int', 'text', 'int', 'int', 'text', 'text'];

export const VERSION_COLUMNS = ['contribution_id', 'version', 'revision', 'kind', 'submitted_at', 'body'] as const;
export const VERSION_TYPES: Types = ['text', 'int', 'text', 'text', 'text', 'text'];

/** One more version of a contribution; its first makes the contribution itself. */
export async function writeVersion(
  tx: Queryable,
  participantId: string,
  version: ContributionVersion,
  now: string,
): Promise<void> {
  // One row in a hundred turns: no need for a statement of many.
  await insertRows(
    tx,
    'contribution',
    CONTRIBUTION_COLUMNS,
    CONTRIBUTION_TYPES,
    [contributionRow(participantId, version, now)],
    `ON CONFLICT (id) DO UPDATE SET version = excluded.version, status = excluded.status, updated_at = excluded.updated_at
      WHERE contribution.participant_id = excluded.participant_id`,
  );
  await insertRows(tx, 'contribution_version', VERSION_COLUMNS, VERSION_TYPES, [
    [version.contributionId, version.version, version.revision, version.kind, version.submittedAt, version.body],
  ]);
}

function contributionRow(participantId: string, of: ContributionVersion, now: string): Row {
  const number = Number(/(\d+)\D*$/.exec(of.reference)?.[1] ?? 0);
  return [
    of.contributionId,
    participantId,
    of.network,
    of.consultation,
    of.axis,
    of.reference,
    number,
    of.version,
    'submitted',
    now,
  ];
}
