/** What a version of the document-cadre is made of. Holds nothing that a contributor wrote. */

export interface FrameworkPart {
  /** « S4-2 », « F4-1 ». */
  readonly name: string;
  readonly axis: number;
  readonly version: number;
}

export interface FrameworkBody {
  readonly schema: 1;
  readonly parts: readonly FrameworkPart[];
}

export function writeFrameworkBody(parts: readonly FrameworkPart[]): string {
  return JSON.stringify({ schema: 1, parts } satisfies FrameworkBody);
}

/** Throws for what `writeFrameworkBody` did not write. */
export function readFrameworkBody(text: string): FrameworkBody {
  const body = JSON.parse(text) as FrameworkBody;
  if (body.schema !== 1) throw new TypeError('unknown schema of a document-cadre');
  return body;
}
