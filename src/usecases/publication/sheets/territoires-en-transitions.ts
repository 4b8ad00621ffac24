/**
 * Action sheets as « Territoires en transitions » (ADEME) imports an action plan: its columns, in its order, where they
 * match. Columns as its importer expects them, read in its public repository (incubateur-ademe/territoires-en-transitions,
 * November 2026). What a sheet does not know stays empty.
 */
import { toXlsx } from '#documents/spreadsheet.ts';
import { textIn, themeIn } from '#consultation/inspect.ts';
import { sheetName } from '../document-key.ts';
import type { SheetContext } from './context.ts';
import { UNTITLED } from './sheet-document.ts';
import type { ShownSheet } from './show-sheet.ts';

/** What a column takes from a sheet: the lines of these sections, one a line. */
const COLUMNS: readonly (readonly [string, readonly string[]])[] = [
  ['Axe (x)', []],
  ['Sous-axe (x.x)', []],
  ['Sous-sous axe (x.x.x)', []],
  ['Titre de la fiche action', []],
  ['Descriptif', ['constat', 'description']],
  ['Instances de gouvernance', []],
  ['Objectifs', ['objectifs']],
  ['Indicateurs liés', ['indicateurs']],
  ['Structure pilote', ['pilote']],
  ['Moyens humains et techniques', ['moyens']],
  ['Partenaires', ['partenaires']],
  ['Direction ou service pilote', []],
  ['Personne pilote', []],
  ['Élu·e référent·e', []],
  ['Participation Citoyenne', []],
  ['Financements', ['budget']],
  ['Financeur 1', []],
  ['Montant € HT', []],
  ['Financeur 2', []],
  ['Montant € HT', []],
  ['Financeur 3', []],
  ['Montant € HT', []],
  ['Budget prévisionnel total € HT', []],
  ['Statut', []],
  ['Niveau de priorité', []],
  ['Date de début', []],
  ['Date de fin', []],
  ['Action en amélioration continue', []],
  ['Calendrier', ['calendrier']],
  ['Actions liées', []],
  ['Fiches des plans liées', []],
  ['Note de suivi', ['statut']],
  ['Etapes de la fiche action', []],
  ['Notes complémentaires', ['publics', 'echelle', 'vigilance', 'experience']],
  ['Documents et liens', ['ressources']],
];

/** The bytes of the workbook: one row a sheet. */
export function territoiresXlsx(context: SheetContext, sheets: readonly ShownSheet[]): AsyncIterable<Uint8Array> {
  return toXlsx({
    name: 'Plan',
    columns: COLUMNS.map(([column]) => column),
    rows: rowsOf(context, sheets),
  });
}

async function* rowsOf(
  context: SheetContext,
  sheets: readonly ShownSheet[],
): AsyncGenerator<readonly (string | null)[]> {
  await Promise.resolve();
  for (const sheet of sheets) yield COLUMNS.map(([column, sections]) => cellOf(context, sheet, column, sections));
}

function cellOf(
  { consultation }: SheetContext,
  { document, body }: ShownSheet,
  column: string,
  wanted: readonly string[],
): string | null {
  const { sheet } = body;
  const lang = consultation.defaultLanguage;
  if (column === 'Titre de la fiche action') return sheet.title ?? UNTITLED;
  if (column === 'Axe (x)') return themeIn(consultation, document.axis, lang) || String(document.axis);
  if (column === 'Participation Citoyenne') {
    const references = sheet.sources.map(({ reference }) => reference).join(', ');
    return `Fiche ${sheetName(document)} de la consultation « ${textIn(consultation.title, lang, lang)} », contributions ${references}`;
  }
  const found = sheet.sections.filter(({ name, entries }) => wanted.includes(name) && entries.length > 0);
  if (found.length === 0) return null;
  const several = wanted.length > 1;
  return found
    .flatMap(({ label, entries }) => [...(several ? [`${label} :`] : []), ...entries.map(({ text }) => text)])
    .join('\n');
}
