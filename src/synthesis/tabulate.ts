/** Answers to structured questions (an indicator, its baseline, its target, its date) as one table that cites. */

export interface StructuredAnswer {
  /** The contribution. */
  readonly id: string;
  /** Field → what was written; empty and absent fields alike are nothing. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface Table {
  /** « contribution », then the labels of the fields that somebody filled, in the order of the question. */
  readonly header: readonly string[];
  /** One a contribution that filled something; « Non renseigné » where a field is empty. */
  readonly rows: readonly (readonly string[])[];
  /** Contributions that filled each column after the first. */
  readonly filled: readonly number[];
}

/** `fields`: names and labels, in the order of the question. Rows are in the order of the ids. */
export function tabulate(
  fields: readonly { readonly name: string; readonly label: string }[],
  answers: readonly StructuredAnswer[],
): Table {
  const written = (answer: StructuredAnswer, name: string) =>
    Object.hasOwn(answer.fields, name) ? (answer.fields[name] ?? '').trim() : '';
  const used = fields.filter(({ name }) => answers.some(answer => written(answer, name) !== ''));
  const kept = answers
    .filter(answer => used.some(({ name }) => written(answer, name) !== ''))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    header: ['contribution', ...used.map(({ label }) => label)],
    rows: kept.map(answer => [answer.id, ...used.map(({ name }) => written(answer, name) || 'Non renseigné')]),
    filled: used.map(({ name }) => kept.filter(answer => written(answer, name) !== '').length),
  };
}
