/** Why an event was not stored: adapters don't acknowledge it, whatever the reason. */
export type IntakeProblem =
  /** The database, or the turn itself, failed. */
  | 'not_stored'
  /** Too much is waiting already. */
  | 'overloaded'
  /** An id or an instant that no platform gives. */
  | 'malformed'
  | 'stopping';

export class IntakeError extends Error {
  override readonly name = 'IntakeError';
  readonly code: IntakeProblem;
  /** To quote to the operator, who finds it in the log: `R-7F3K`. */
  readonly reference: string | null;
  /** This event is what fails, and would again: the database is well. */
  readonly blamed: boolean;

  constructor(code: IntakeProblem, reference: string | null, options?: ErrorOptions & { readonly blamed?: boolean }) {
    super(reference === null ? code : `${code} (${reference})`, options);
    this.code = code;
    this.reference = reference;
    this.blamed = options?.blamed ?? code === 'malformed';
  }
}
