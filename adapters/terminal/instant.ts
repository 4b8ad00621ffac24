/** ISO UTC with milliseconds and `Z`; null where the calendar has no such day. PURE. */
export function normalInstant(text: string): string | null {
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}
