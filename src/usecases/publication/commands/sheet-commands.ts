/** « fiches », « fiche … »: the staff make, correct and publish action sheets in the chat. */
import { phrase } from '#conversation/phrases.ts';
import type { StaffCall, StaffCommand } from '../../staff/command.ts';
import type { StaffReply, StaffTx } from '../../staff/ports.ts';
import { changeSheet } from '../sheets/change-sheet.ts';
import { type DocumentKey, sheetName } from '../document-key.ts';
import { createSheet } from '../sheets/create-sheet.ts';
import { listSheets } from '../sheets/list-sheets.ts';
import { mergeSheets } from '../sheets/merge-sheets.ts';
import { sayOutcome, sayRefusal, type SheetOutcome } from '../sheets/outcome.ts';
import { STATUS_WORDS, UNTITLED } from '../sheets/sheet-document.ts';
import { type ShownSheet, showSheet } from '../sheets/show-sheet.ts';
import { readSheetRequest, type SheetRequest } from './read-sheet.ts';
import { sayChannels, tellChannels } from './tell-channels.ts';
import { done, documentFile, madeBy, refused, reviewContext } from './review-call.ts';

export const listSheetsCommand: StaffCommand = {
  name: 'sheet.list',
  words: ['fiches', 'fiches action', 'sheets', 'action sheets'],
  shown: { fr: 'fiches', en: 'sheets' },
  takes: 'nothing',
  least: 'staff',
  help: phrase('staff.help.sheetList'),
  run: async (call, tx) => done('', (await listSheets(reviewContext(call, tx), null)).join('\n')),
};

export const sheetCommand: StaffCommand = {
  name: 'sheet',
  words: ['fiche', 'fiche action', 'sheet'],
  shown: { fr: 'fiche F4-1…', en: 'sheet F4-1…' },
  takes: 'argument',
  least: 'staff',
  help: phrase('staff.help.sheet'),
  run: (call, tx) => obey(readSheetRequest(call.argument, call.consultation), call, tx),
};

/** The same act, of a request already read: what `tdt sheet` runs. */
export function sheetAct(request: SheetRequest): StaffCommand {
  return { ...sheetCommand, run: (call, tx) => obey(request, call, tx) };
}

async function obey(request: SheetRequest, call: StaffCall, tx: StaffTx): Promise<StaffReply> {
  const context = reviewContext(call, tx);
  switch (request.kind) {
    case 'unclear':
      return refused('', request.say);
    case 'create':
      return report(await createSheet(context, request.axis, request.references, madeBy(call)), 'create');
    case 'show':
      return show(call, tx, request.key);
    case 'act': {
      const outcome = await changeSheet(context, request.key, request.act, madeBy(call));
      const told =
        outcome.kind === 'done' && request.act.act === 'publish'
          ? await tellChannels(call, tx, outcome.document, outcome.body.sheet.title)
          : 0;
      return report(outcome, `${sheetName(request.key)} ${request.act.act}`, sayChannels(told));
    }
    case 'merge': {
      const on = `${sheetName(request.into)} merge ${sheetName(request.from)}`;
      return report(await mergeSheets(context, request.into, request.from, madeBy(call)), on);
    }
  }
}

function report(outcome: SheetOutcome, on: string, more = ''): StaffReply {
  if (outcome.kind === 'refused') return refused(on, sayOutcome(outcome));
  return done(on === 'create' ? `${sheetName(outcome.document)} create` : on, `${sayOutcome(outcome)}${more}`);
}

async function show(call: StaffCall, tx: StaffTx, key: DocumentKey): Promise<StaffReply> {
  const shown = await showSheet(reviewContext(call, tx), key);
  const name = sheetName(key);
  if (shown === null) return refused(name, sayRefusal({ why: 'unknown_sheet' }));
  return {
    say: done(name, summary(shown)).say,
    files: (['docx', 'html'] as const).map(format => documentFile(call, 'action_sheet', key, format)),
    on: name,
  };
}

/** In a few lines: what it is, what is missing, what has changed since. */
function summary({ document, body, pending, gone, lostEdits }: ShownSheet): string {
  const { sheet } = body;
  const empty = sheet.sections.filter(({ entries }) => entries.length === 0).map(({ label }) => label);
  return [
    `Fiche ${sheetName(document)}, version ${document.version}, ${STATUS_WORDS[document.status]} : ${sheet.title ?? UNTITLED}.`,
    `Contributions à la source : ${sheet.sources.map(({ reference }) => reference).join(', ') || 'aucune'}.`,
    ...(empty.length === 0 ? [] : [`Non renseigné : ${empty.join(', ')}.`]),
    ...(gone.length === 0 ? [] : [`Retirées depuis : ${gone.join(', ')}.`]),
    ...(pending.length === 0
      ? []
      : [
          `${pending.length > 1 ? `${pending.length} changements attendent` : 'Un changement attend'} : « fiche ${sheetName(document)} actualiser ».`,
        ]),
    ...(lostEdits.length === 0 ? [] : [`Corrections de l'équipe dont la ligne a disparu : ${lostEdits.length}.`]),
  ].join('\n');
}
