/** A text brought to one form without moving any of its characters, so that a place in it is a place in the original. */

const APOSTROPHE = /[\u2018\u2019\u201B\u02BC\u00B4`\uFF07]/;
const DASH = /[\u2010-\u2015\u2212\uFE58\uFF0D]/;
const SPACE = /[\s\u00A0\u202F\u2009]/;

/** Lower case, no accents, plain apostrophes, dashes and spaces; as many UTF-16 units as `text`. */
export function foldInPlace(text: string): string {
  let folded = '';
  for (const unit of text.split('')) folded += foldUnit(unit);
  return folded;
}

/** The same, with the case and the accents kept. */
export function plainInPlace(text: string): string {
  let plain = '';
  for (const unit of text.split('')) plain += plainUnit(unit);
  return plain;
}

function plainUnit(unit: string): string {
  if (unit < '\u0080') return unit === '`' ? "'" : SPACE.test(unit) ? ' ' : unit;
  if (APOSTROPHE.test(unit)) return "'";
  if (DASH.test(unit)) return '-';
  return SPACE.test(unit) ? ' ' : unit;
}

function foldUnit(unit: string): string {
  const plain = plainUnit(unit);
  if (plain < '\u0080') return plain.toLowerCase();
  const lower = plain.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return lower.length === 1 ? lower : plain;
}
