/** An export in a file has its dictionary beside it: for programs (`….datapackage.json`) and for people (`….lisezmoi.md`). */
import { basename } from 'node:path';
import { dataPackage, readMe } from '#usecases/export/dictionary.ts';
import { type Table, type TableFormat, writeTable } from '#usecases/export/table.ts';
import { toFile, writeOut } from './output.ts';
import type { Consultation } from './terminal-room.ts';
import type { CliWorld } from './world.ts';

export interface WithDictionary {
  readonly format: TableFormat;
  readonly bom: boolean;
  /** `-`: the standard output, without a dictionary. */
  readonly out: string;
  readonly consultation: Consultation;
  readonly world: CliWorld;
}

export async function writeWithDictionary(
  table: Table,
  { format, bom, out, consultation, world }: WithDictionary,
): Promise<void> {
  await writeOut(writeTable(table, format, bom), out, world);
  if (out === '-') return;
  const at = new Date().toISOString();
  const file = basename(out);
  await toFile([dataPackage(table, consultation, file, at)], `${out}.datapackage.json`);
  await toFile([readMe(table, consultation, file, at)], `${out}.lisezmoi.md`);
}
