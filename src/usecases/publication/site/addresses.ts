/** Where each thing stands on the published site. Relative addresses: the site works from any folder, and from a disk. */
import { partsOfReference } from '../../references.ts';

/** Contributions on one page: a few hundred kilobytes of HTML at most. */
export const CONTRIBUTIONS_PER_PAGE = 200;

/** Counted from 1. */
export function pageOfContribution(number: number): number {
  return Math.floor((number - 1) / CONTRIBUTIONS_PER_PAGE) + 1;
}

export function contributionsAddress(axis: number, page: number): string {
  return `contributions-${axis}-${page}.html`;
}

/** null for a reference that is not shown. */
export function contributionLink(reference: string, shown: ReadonlySet<string>): string | null {
  const parts = partsOfReference(reference);
  if (parts === null || !shown.has(reference)) return null;
  return `${contributionsAddress(parts.axis, pageOfContribution(parts.number))}#${reference}`;
}

export const synthesisAddress = (axis: number): string => `synthese-${axis}.html`;
export const sheetAddress = (axis: number, number: number): string => `fiche-f${axis}-${number}.html`;
