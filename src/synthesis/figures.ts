/** Figures that stay honest: n out of N, no percentage on few, no cell that would point at somebody. */
import { MIN_CELL, MIN_FOR_PERCENTAGE } from './limits.ts';

const NUMBER = new Intl.NumberFormat('fr-FR');
const PERCENT = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 0 });

/** A whole number as French writes it: 12 345 with a narrow no-break space. */
export function count(n: number): string {
  return NUMBER.format(n);
}

/** « 12 sur 25 »; « 120 sur 800 (15 %) » from `MIN_FOR_PERCENTAGE` on; « moins de 1 % » rather than 0 % of somebody. */
export function outOf(n: number, of: number): string {
  const plain = `${count(n)} sur ${count(of)}`;
  const percentage = percentOf(n, of);
  return percentage === null ? plain : `${plain} (${percentage})`;
}

/** The percentage as words, or null where N is too small for one to mean anything. */
export function percentOf(n: number, of: number): string | null {
  if (of < MIN_FOR_PERCENTAGE) return null;
  const share = n / of;
  return n > 0 && share < 0.01 ? `moins de ${PERCENT.format(0.01)}` : PERCENT.format(share);
}

/** A cell of a table: « moins de 5 » where the number would point at few people; 0 is said as it is. */
export function cell(n: number): string {
  return n > 0 && n < MIN_CELL ? `moins de ${MIN_CELL}` : count(n);
}
