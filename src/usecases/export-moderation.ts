/** What the moderation saw and decided, case by case: references and grounds, neither texts nor people. */
import type { Column, ExportRow, Table } from './export/table.ts';
import type { ModerationCase } from './moderation/ports.ts';
import type { Stores } from './ports.ts';

const COLUMNS: readonly Column[] = [
  { name: 'reference', description: 'Référence publique de la contribution', type: 'string' },
  { name: 'version', description: 'Version regardée', type: 'integer' },
  { name: 'theme', description: 'Numéro du thème', type: 'integer' },
  {
    name: 'etat',
    description: 'clear (rien vu), queued (en attente), visible, hidden (masquée), redacted (expurgée)',
    type: 'string',
  },
  { name: 'vu', description: 'Ce que les règles, ou des personnes, ont signalé', type: 'list' },
  { name: 'motif', description: 'Motif de la charte', type: 'string' },
  { name: 'regardee_le', description: 'Quand les règles l’ont regardée, UTC', type: 'datetime' },
  { name: 'decidee_le', description: 'Quand une personne a décidé, UTC', type: 'datetime' },
  {
    name: 'contestation',
    description: 'none, asked (demandée), upheld (rejetée), overturned (entendue)',
    type: 'string',
  },
];

export function exportModeration(
  { moderation }: Pick<Stores, 'moderation'>,
  network: string,
  consultation: string,
): Table {
  return { name: 'moderation', columns: COLUMNS, rows: rows(moderation.statuses(network, consultation)) };
}

async function* rows(cases: AsyncIterable<ModerationCase>): AsyncGenerator<ExportRow> {
  for await (const one of cases) {
    yield {
      reference: one.reference,
      version: one.version,
      theme: one.axis,
      etat: one.status,
      vu: one.flags.length === 0 ? null : one.flags,
      motif: one.ground,
      regardee_le: one.openedAt,
      decidee_le: one.decidedAt,
      contestation: one.appeal,
    };
  }
}
