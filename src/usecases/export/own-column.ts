/** One column of an export about the contribution itself, beside its answers. */
import type { ContributionBody } from '../contribution-body.ts';
import type { ExportedContribution } from '../ports.ts';
import type { Cell } from './cell.ts';
import type { Column } from './table.ts';

export interface ContributionColumn {
  readonly read: (contribution: Pick<ExportedContribution, 'version' | 'status'>, body: ContributionBody) => Cell;
  readonly description: string;
  readonly type: Column['type'];
}

/** Shorter to read in a list of them. */
export function column(
  type: Column['type'],
  description: string,
  read: ContributionColumn['read'],
): ContributionColumn {
  return { type, description, read };
}
