/** The staff's log, the latest first. */
import type { Column, ExportRow, Table } from './export/table.ts';
import type { AuditEntry } from './staff/ports.ts';
import type { Stores } from './ports.ts';
import { MAX_JOURNAL_LINES } from './staff/limits.ts';

const COLUMNS: readonly Column[] = [
  { name: 'instant', description: 'UTC', type: 'datetime' },
  { name: 'qui', description: 'Compte de la personne, ou tdt', type: 'string' },
  { name: 'acte', description: 'Nom stable de l’acte', type: 'string' },
  { name: 'sur', description: 'Sur quoi ; jamais un texte de contribution', type: 'string' },
  { name: 'ou', description: 'Messagerie et salon, ou tdt', type: 'string' },
  { name: 'issue', description: 'done (fait) ou refused (refusé)', type: 'string' },
];

/** At most `MAX_JOURNAL_LINES` lines. */
export async function exportAudit({ staff }: Pick<Stores, 'staff'>, network: string): Promise<Table> {
  const entries = await staff.transaction(tx => tx.audit.latest(network, MAX_JOURNAL_LINES));
  return { name: 'journal', columns: COLUMNS, rows: rows(entries) };
}

async function* rows(entries: readonly AuditEntry[]): AsyncGenerator<ExportRow> {
  for (const { at, who, act, on, where, outcome } of entries)
    yield await Promise.resolve({ instant: at, qui: who, acte: act, sur: on, ou: where, issue: outcome });
}
