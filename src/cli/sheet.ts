/** `tdt sheet …`: action sheets, by the operator. The staff do the same in the chat. */
import { sheetAct } from '#usecases/publication/commands/sheet-commands.ts';
import { type DocumentKey, readSheetKey, sheetName } from '#usecases/publication/document-key.ts';
import type { SheetAct } from '#usecases/publication/sheets/change-sheet.ts';
import { listSheets } from '#usecases/publication/sheets/list-sheets.ts';
import { readPublished } from '#usecases/publication/published.ts';
import { territoiresXlsx } from '#usecases/publication/sheets/territoires-en-transitions.ts';
import { printSheet } from '#usecases/publication/sheets/print-sheet.ts';
import { axisOfReferences, readReferences } from '#usecases/references.ts';
import { type Command, readOptions } from './command.ts';
import { toFile, writeOut } from './output.ts';
import { NETWORK, readFormat, withReview } from './review.ts';
import { runAsOperator } from './staff.ts';
import { CommandError, UsageError } from './usage-error.ts';

/** `F4-2`, in any case. */
function readKey(text: string | undefined): DocumentKey {
  const key = readSheetKey(text ?? '');
  if (key === null) throw new UsageError("Une fiche s'écrit « F4-2 ».");
  return key;
}

/** References of contributions (A4-0012), all of one theme. */
function readMembers(texts: readonly string[]): { readonly axis: number; readonly references: readonly string[] } {
  const references = readReferences(texts.join(' '));
  const axis = axisOfReferences(references ?? []);
  if (references === null || axis === null)
    throw new UsageError("Donnez des contributions d'un même thème, par exemple « A4-0012 A4-0031 ».");
  return { axis, references };
}

/** A command that changes one sheet. */
function changing(
  name: string,
  summary: string,
  usage: readonly string[],
  actOf: (args: readonly string[]) => { readonly key: DocumentKey; readonly act: SheetAct; readonly network?: string },
): Command {
  return {
    name: `sheet ${name}`,
    summary,
    usage,
    run: (args, world) => {
      const { key, act, network } = actOf(args);
      return runAsOperator(world, sheetAct({ kind: 'act', key, act }), '', network);
    },
  };
}

/** Positionals: the sheet, then contributions. */
function withMembers(act: 'add_members' | 'remove_members') {
  return (args: readonly string[]) => {
    const { values, positionals } = readOptions(args, NETWORK, { most: 100 });
    const { references } = readMembers(positionals.slice(1));
    return { key: readKey(positionals[0]), act: { act, references } as const, ...values };
  };
}

function alone(act: 'refresh' | 'approve' | 'publish') {
  return (args: readonly string[]) => {
    const { values, positionals } = readOptions(args, NETWORK, { most: 1 });
    return { key: readKey(positionals[0]), act: { act } as const, ...values };
  };
}

function editOf(args: readonly string[]): { key: DocumentKey; act: SheetAct; network?: string } {
  const { values, positionals } = readOptions(
    args,
    {
      ...NETWORK,
      title: { type: 'string' },
      section: { type: 'string' },
      line: { type: 'string' },
      text: { type: 'string' },
      drop: { type: 'boolean' },
    },
    { most: 1 },
  );
  const key = readKey(positionals[0]);
  const { title, section, line, text, drop = false, ...network } = values;
  if (title !== undefined) return { key, act: { act: 'title', text: title }, ...network };
  if (section === undefined) throw new UsageError('Donnez --title TEXTE, ou --section NOM.');
  const count = line === undefined ? null : Number(line);
  if (count !== null && !Number.isInteger(count)) throw new UsageError('--line attend un nombre entier.');
  if (count !== null && drop) return { key, act: { act: 'drop_line', section, line: count }, ...network };
  if (text === undefined || text.trim() === '') throw new UsageError('Donnez --text TEXTE, ou --line N --drop.');
  if (count !== null) return { key, act: { act: 'reword', section, line: count, text }, ...network };
  return { key, act: { act: 'add_line', section, text }, ...network };
}

const sheetList: Command = {
  name: 'sheet list',
  summary: 'liste les fiches action et les contributions qui pourraient en donner',
  usage: ['tdt sheet list [--network ID]'],
  run: (args, world) => {
    const { values } = readOptions(args, NETWORK);
    return withReview(world, values.network, async context => {
      world.stdout.write(`${(await listSheets(context, null)).join('\n')}\n`);
      return 0;
    });
  },
};

const sheetCreate: Command = {
  name: 'sheet create',
  summary: "fait une fiche action d'une ou plusieurs contributions",
  usage: ['tdt sheet create A4-0012 [A4-0031 …] [--network ID]'],
  run: (args, world) => {
    const { values, positionals } = readOptions(args, NETWORK, { most: 100 });
    const { axis, references } = readMembers(positionals);
    return runAsOperator(world, sheetAct({ kind: 'create', axis, references }), '', values.network);
  },
};

const sheetMerge: Command = {
  name: 'sheet merge',
  summary: 'réunit deux fiches : la première garde tout',
  usage: ['tdt sheet merge F4-1 F4-2 [--network ID]'],
  run: (args, world) => {
    const { values, positionals } = readOptions(args, NETWORK, { most: 2 });
    const [into, from] = [readKey(positionals[0]), readKey(positionals[1])];
    return runAsOperator(world, sheetAct({ kind: 'merge', into, from }), '', values.network);
  },
};

const sheetShow: Command = {
  name: 'sheet show',
  summary: 'donne une fiche action en Markdown, HTML, DOCX ou JSON',
  usage: ['tdt sheet show F4-1 [--format md|html|docx|json] [--out FICHIER|-] [--network ID]'],
  run: (args, world) => {
    const { values, positionals } = readOptions(
      args,
      { ...NETWORK, format: { type: 'string' }, out: { type: 'string' } },
      { most: 1 },
    );
    const key = readKey(positionals[0]);
    const format = readFormat(values.format, values.out);
    return withReview(world, values.network, async context => {
      const printed = await printSheet(context, key, format);
      if (printed === null)
        throw new CommandError(`La fiche ${sheetName(key)} n'existe pas. « tdt sheet list » donne la liste.`);
      await writeOut([printed.content], values.out ?? '-', world);
      return 0;
    });
  },
};

const sheetWorkbook: Command = {
  name: 'sheet workbook',
  summary: 'écrit les fiches approuvées en un classeur pour « Territoires en transitions »',
  usage: ['tdt sheet workbook --out FICHIER.xlsx [--network ID]'],
  run: (args, world) => {
    const { values } = readOptions(args, { ...NETWORK, out: { type: 'string' } });
    const { out } = values;
    if (out === undefined) throw new UsageError('Donnez --out FICHIER.xlsx.');
    return withReview(
      world,
      values.network,
      async context => {
        const { sheets } = await readPublished(context, ['approved', 'published']);
        if (sheets.length === 0) throw new CommandError("Aucune fiche n'est approuvée : rien à écrire.");
        await toFile(territoiresXlsx(context, sheets), out);
        world.stdout.write(`${sheets.length} ${sheets.length > 1 ? 'fiches' : 'fiche'} dans ${out}\n`);
        return 0;
      },
      'public',
    );
  },
};

/** In the order of the help. */
export const SHEET_COMMANDS: readonly Command[] = [
  sheetList,
  sheetCreate,
  sheetShow,
  sheetWorkbook,
  changing(
    'add',
    'ajoute des contributions à une fiche',
    ['tdt sheet add F4-1 A4-0031 [A4-0032 …]'],
    withMembers('add_members'),
  ),
  changing(
    'remove',
    "retire des contributions d'une fiche",
    ['tdt sheet remove F4-1 A4-0031'],
    withMembers('remove_members'),
  ),
  changing(
    'edit',
    'donne un titre, reformule, ajoute ou retire une ligne',
    [
      'tdt sheet edit F4-1 --title TEXTE',
      'tdt sheet edit F4-1 --section NOM --text TEXTE            ajoute une ligne',
      'tdt sheet edit F4-1 --section NOM --line N --text TEXTE   reformule la ligne N',
      'tdt sheet edit F4-1 --section NOM --line N --drop         retire la ligne N',
    ],
    editOf,
  ),
  sheetMerge,
  changing('refresh', 'relit les contributions et dit ce qui a changé', ['tdt sheet refresh F4-1'], alone('refresh')),
  changing('approve', 'approuve une fiche relue', ['tdt sheet approve F4-1'], alone('approve')),
  changing('publish', 'publie une fiche approuvée', ['tdt sheet publish F4-1'], alone('publish')),
];
