/** « A4-0137 », « a4 137 » → A4-0137; null for what is none. */
export function readReference(text: string): string | null {
  const match = /^a\s?(\d{1,3})\s?[-–—. ]\s?(\d{1,9})$/i.exec(text.trim());
  if (match === null) return null;
  const [, axis = '', number = ''] = match;
  return `A${Number(axis)}-${String(Number(number)).padStart(4, '0')}`;
}
