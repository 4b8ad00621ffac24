/** How an act on an action sheet ended, and what the staff are told where it could not be done. */
import type { SheetChange } from '#synthesis/sheet/changes.ts';
import type { SheetBody } from '#synthesis/sheet/body.ts';
import type { ReviewedDocument } from '../ports.ts';
import { STATUS_WORDS, UNTITLED } from './sheet-document.ts';

export type SheetRefusal =
  /** No sheet has that number. */
  | { readonly why: 'unknown_sheet' }
  /** The axis does not end in a sheet. */
  | { readonly why: 'no_sheet_axis'; readonly axes: readonly number[] }
  | { readonly why: 'unknown_contributions'; readonly references: readonly string[] }
  | { readonly why: 'no_contribution' }
  /** Merged into another, or dropped. */
  | { readonly why: 'not_live'; readonly mergedInto: string | null }
  | { readonly why: 'unknown_line'; readonly section: string; readonly lines: number }
  | { readonly why: 'unknown_section'; readonly sections: readonly string[] }
  /** Published only what was approved. */
  | { readonly why: 'not_approved' }
  | { readonly why: 'same_sheet' }
  /** Contributions changed since: it must be refreshed and read again first. */
  | { readonly why: 'outdated' }
  /** Somebody else changed it at the same moment. */
  | { readonly why: 'changed_meanwhile' };

export type SheetOutcome =
  | {
      readonly kind: 'done';
      readonly document: ReviewedDocument;
      readonly body: SheetBody;
      readonly changes: readonly SheetChange[];
    }
  | ({ readonly kind: 'refused' } & SheetRefusal);

/** What to tell the staff, in French. */
export function sayRefusal(refusal: SheetRefusal): string {
  switch (refusal.why) {
    case 'unknown_sheet':
      return "Cette fiche n'existe pas. « fiches » donne la liste.";
    case 'no_sheet_axis':
      return `Ce thème ne donne pas de fiche action. Thèmes qui en donnent : ${refusal.axes.join(', ')}.`;
    case 'unknown_contributions':
      return `Ces contributions ne peuvent pas entrer dans cette fiche : ${refusal.references.join(', ')}. Elles n'existent pas, ont été retirées, ou portent sur un autre thème.`;
    case 'no_contribution':
      return 'Une fiche repose sur une contribution au moins. Donnez sa référence, par exemple A4-0012.';
    case 'not_live':
      return refusal.mergedInto === null
        ? 'Cette fiche a été écartée.'
        : `Cette fiche a été réunie à une autre : ${refusal.mergedInto}.`;
    case 'unknown_line':
      return refusal.lines === 0
        ? `La section « ${refusal.section} » est vide.`
        : `La section « ${refusal.section} » a ${refusal.lines} lignes : donnez un numéro de 1 à ${refusal.lines}.`;
    case 'unknown_section':
      return `Cette section n'existe pas. Sections : ${refusal.sections.join(', ')}.`;
    case 'not_approved':
      return "Cette fiche n'est pas encore approuvée. Relisez-la, puis « approuver ».";
    case 'same_sheet':
      return "C'est la même fiche.";
    case 'outdated':
      return 'Des contributions ont changé depuis cette version. « actualiser », relisez, puis approuvez.';
    case 'changed_meanwhile':
      return "Quelqu'un a modifié cette fiche au même moment. Relisez-la et recommencez.";
  }
}

/** One sentence or two on what was done, in French; the refusal where it was not. */
export function sayOutcome(outcome: SheetOutcome): string {
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  const { document, body, changes } = outcome;
  const { axis, number, version, status } = document;
  const title = body.sheet.title ?? UNTITLED;
  const empty = body.sheet.sections.filter(({ entries }) => entries.length === 0).length;
  const changed =
    version === 1
      ? ''
      : changes.length === 0
        ? " Rien n'a changé."
        : ` ${changes.length} ${changes.length > 1 ? 'changements' : 'changement'}.`;
  const missing = empty === 0 ? '' : ` Sections non renseignées : ${empty} sur ${body.sheet.sections.length}.`;
  return `Fiche F${axis}-${number}, version ${version}, ${STATUS_WORDS[status]} : ${title}.${changed}${missing}`;
}
